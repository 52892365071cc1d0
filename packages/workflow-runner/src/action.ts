import { startAction, type Stage } from './action-step.ts'
import { evaluateCondition } from './expressions.ts'
import { IgnoreCaseMap } from './ignore-case-map.ts'
import { JobContext, type JobOptions } from './job-context.ts'
import { readManifest } from './manifest.ts'
import { SKIPPED, type LiveStep, type StepEnd } from './step.ts'

export interface ActionOptions extends JobOptions {
  /** Holds the action.yml. */
  readonly directory: string
  /** What is under `with:`. A name that is missing, or undefined, is an input that is not given. */
  readonly inputs?: Readonly<Record<string, string | undefined>>
  /** What is under `env:`. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** How the workflow names the action: `./` unless given. */
  readonly uses?: string
  /** Puts files into the workspace, before the action starts. */
  readonly prepare?: (workspace: string) => void
  /** Each line of the log as it comes. */
  readonly onLine?: (line: string) => void
}

export interface PostOptions {
  /** The job's status when it ends; what main's conclusion implies unless given. */
  readonly status?: JobContext['status']
  /** `with:` and `env:` as they evaluate by then, if they have changed. */
  readonly inputs?: ActionOptions['inputs']
  readonly env?: ActionOptions['env']
  readonly onLine?: (line: string) => void
}

/** What came of an action's main, and its post step. */
export interface EndedAction extends StepEnd {
  /** Runs the post step. It is `skipped` when post-if says so. */
  post(options?: PostOptions): Promise<StepEnd>
  /** The same, alive; undefined when post-if says no. */
  startPost(options?: PostOptions): LiveStep | undefined
}

/** An action at work. Dispose of it (`using`) to end its processes and remove its directories. */
export interface ActionRun extends Disposable, Omit<LiveStep, 'ended'> {
  readonly workspace: string
  /** RUNNER_TEMP */
  readonly temp: string
  readonly ended: Promise<EndedAction>
}

/** Starts the main of an action as the only step of a job, exactly as the GitHub runner starts it. */
export function runAction(options: ActionOptions): ActionRun {
  const manifest = readManifest(options.directory)
  const job = new JobContext(options)
  const state = new IgnoreCaseMap()

  const start = (stage: Stage, given: PostOptions): LiveStep => {
    const env = { ...Object.fromEntries(job.env), ...defined(given.env ?? options.env) }
    return startAction(job, {
      manifest,
      stage,
      uses: options.uses ?? './',
      id: 'action',
      inputs: defined(given.inputs ?? options.inputs),
      env,
      state,
      scope: {
        contexts: {
          github: job.github,
          runner: job.runner,
          env,
          job: { status: job.status },
          strategy: {},
          matrix: null
        }
      },
      onLine: given.onLine ?? options.onLine ?? (() => undefined)
    })
  }

  const startPost = (given: PostOptions = {}): LiveStep | undefined => {
    if (manifest.post === undefined) throw new Error(`${manifest.name} has no post step`)
    job.status = given.status ?? job.status
    return evaluateCondition(manifest.postIf, conditionScope(job)) ? start('post', given) : undefined
  }

  const post = async (given: PostOptions = {}): Promise<StepEnd> => {
    return (await startPost(given)?.ended) ?? SKIPPED
  }

  try {
    options.prepare?.(job.workspace)
    const main = start('main', {})
    return {
      ...main,
      workspace: job.workspace,
      temp: job.temp,
      ended: main.ended.then(end => {
        if (end.conclusion !== 'skipped') job.status = end.conclusion
        return { ...end, post, startPost }
      }),
      [Symbol.dispose]: () => job.end()
    }
  } catch (error) {
    job.end()
    throw error
  }
}

const conditionScope = (job: JobContext) => ({
  contexts: { github: job.github, runner: job.runner, job: { status: job.status }, env: Object.fromEntries(job.env) },
  functions: {
    always: () => true,
    success: () => job.status === 'success',
    failure: () => job.status === 'failure',
    cancelled: () => job.status === 'cancelled'
  }
})

const defined = (values: Readonly<Record<string, string | undefined>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  )
