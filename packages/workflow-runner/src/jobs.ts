import { scopeAt } from './availability.ts'
import { evaluateCondition, evaluateValue, interpolate, toText } from './expressions.ts'
import { githubContext, type Event, type GithubContext } from './github-context.ts'
import { endedJob, type EndedJob } from './ended-job.ts'
import { runJob } from './job.ts'
import { combinations, type Combination } from './matrix.ts'
import type { WorkflowOptions } from './workflow.ts'
import { openCall } from './reusable-workflow.ts'
import type { JobSpec, RunDefaults, WorkflowFile } from './workflow-file.ts'

export interface JobsOptions extends Omit<WorkflowOptions, 'event' | 'inputs'> {
  readonly event: Event
  readonly github: GithubContext
  readonly inputs: Readonly<Record<string, unknown>>
  readonly artifacts: string
  readonly cancelled: AbortSignal
  readonly onLine: NonNullable<WorkflowOptions['onLine']>
}

/** What `needs` tells of a job. */
export interface Result {
  readonly result: EndedJob['conclusion']
  readonly outputs: Readonly<Record<string, string>>
}

/** The jobs of a workflow that have ended, and what the next ones, or its caller, may know of each by its id. */
export interface EndedJobs {
  readonly ended: readonly EndedJob[]
  readonly results: ReadonlyMap<string, Result>
}

/** Runs the jobs of a workflow one after the other, each when those it needs are done. */
export async function runJobs(workflow: WorkflowFile, options: JobsOptions): Promise<EndedJobs> {
  const results = new Map<string, Result>()
  const ended: EndedJob[] = []
  let left = [...workflow.jobs]
  while (left.length > 0) {
    const spec = left.find(job => job.needs.every(need => results.has(need)))
    if (!spec) throw new Error('unreachable: the file was checked')
    const legs = await new JobPlan(workflow, spec, options, results).run()
    results.set(spec.id, merge(legs))
    ended.push(...legs.flatMap(leg => leg.jobs))
    left = left.filter(job => job !== spec)
  }
  return { ended, results }
}

/** One combination of a job: itself, or the jobs of the workflow that it calls. */
interface Leg extends Result {
  readonly jobs: readonly EndedJob[]
}

const legOf = (job: EndedJob): Leg => ({ result: job.conclusion, outputs: job.outputs, jobs: [job] })

/** A matrix succeeds when all of it does; the last combination that sets an output has the say. */
function merge(legs: readonly Leg[]): Result {
  return {
    result: worstOf(legs.map(leg => leg.result)),
    outputs: Object.assign({}, ...legs.map(leg => leg.outputs)) as Result['outputs']
  }
}

const worstOf = (conclusions: readonly EndedJob['conclusion'][]): EndedJob['conclusion'] =>
  (['failure', 'cancelled', 'success'] as const).find(each => conclusions.includes(each)) ?? 'skipped'

class JobPlan {
  readonly #workflow: WorkflowFile
  readonly #spec: JobSpec
  readonly #options: JobsOptions
  readonly #results: ReadonlyMap<string, Result>
  readonly #contexts: Readonly<Record<string, unknown>>

  constructor(workflow: WorkflowFile, spec: JobSpec, options: JobsOptions, results: ReadonlyMap<string, Result>) {
    this.#workflow = workflow
    this.#spec = spec
    this.#options = options
    this.#results = results
    const github: Record<string, unknown> = { ...githubContext(options.event, options.github), job: spec.id }
    const { vars = {}, secrets = {}, inputs } = options
    const needs = Object.fromEntries(spec.needs.map(id => [id, results.get(id)]))
    this.#contexts = { github, vars, inputs, needs, secrets: { GITHUB_TOKEN: github.token, ...secrets } }
  }

  async run(): Promise<Leg[]> {
    const { id, strategy } = this.#spec
    try {
      if (!this.#isWanted())
        return [legOf(endedJob(id, id, undefined, this.#options.cancelled.aborted ? 'cancelled' : 'skipped'))]
      const evaluated = evaluateValue(strategy, scopeAt('job.strategy', this.#contexts)) as Record<string, unknown>
      return await this.#runAll(combinations(evaluated.matrix), evaluated['fail-fast'] !== false)
    } catch (error) {
      return [legOf(this.#failed(id, undefined, error))]
    }
  }

  /** A job that did not get as far as its steps. */
  #failed(name: string, matrix: Combination | undefined, error: unknown): EndedJob {
    const log = `##[error]${error instanceof Error ? error.message : String(error)}`
    this.#options.onLine(log, { job: name, step: 'Set up job' })
    return { ...endedJob(this.#spec.id, name, matrix, 'failure'), log }
  }

  /** Status functions look at every job before this one, not only at those it needs. Source: https://github.com/actions/runner/issues/2205 */
  #isWanted(): boolean {
    const before = this.#ancestors(this.#spec).map(id => this.#results.get(id)?.result)
    const { aborted } = this.#options.cancelled
    return evaluateCondition(
      this.#spec.if,
      scopeAt('job.if', this.#contexts, {
        always: () => true,
        success: () => !aborted && before.every(result => result === 'success'),
        failure: () => !aborted && before.includes('failure'),
        cancelled: () => aborted
      })
    )
  }

  #ancestors(spec: JobSpec): string[] {
    const parents = this.#workflow.jobs.filter(job => spec.needs.includes(job.id))
    return parents.flatMap(parent => [parent.id, ...this.#ancestors(parent)])
  }

  async #runAll(matrix: readonly (Combination | undefined)[], failFast: boolean): Promise<Leg[]> {
    const legs: Leg[] = []
    // A job may be wanted though the run was cancelled before it.
    const before = this.#options.cancelled.aborted
    for (const [index, combination] of matrix.entries()) {
      const strategy = {
        'fail-fast': failFast,
        'job-index': index,
        'job-total': matrix.length,
        'max-parallel': matrix.length
      }
      const contexts = { ...this.#contexts, matrix: combination ?? null, strategy }
      const name = this.#nameOf(combination, contexts)
      const { aborted } = this.#options.cancelled
      const stopped = (aborted && !before) || (failFast && legs.some(leg => leg.result === 'failure'))
      legs.push(
        stopped
          ? legOf(endedJob(this.#spec.id, name, combination, 'cancelled'))
          : await this.#runLeg(name, combination, contexts).catch((error: unknown) =>
              legOf(this.#failed(name, combination, error))
            )
      )
    }
    return legs
  }

  async #runLeg(
    name: string,
    matrix: Combination | undefined,
    contexts: Readonly<Record<string, unknown>>
  ): Promise<Leg> {
    const { call, id } = this.#spec
    if (call === undefined) return legOf(await this.#runOne(name, matrix, contexts))
    const called = openCall(call, this.#options, contexts)
    const { onLine } = this.#options
    const { ended, results } = await runJobs(called.workflow, {
      ...this.#options,
      inputs: called.inputs,
      secrets: called.secrets,
      onLine: (line, at) => onLine(line, { ...at, job: `${name} / ${at.job}` })
    })
    return {
      result: worstOf([...results.values()].map(({ result }) => result)),
      outputs: called.outputs(results),
      jobs: ended.map(job => ({ ...job, id: `${id}/${job.id}`, name: `${name} / ${job.name}` }))
    }
  }

  async #runOne(
    name: string,
    matrix: Combination | undefined,
    contexts: Readonly<Record<string, unknown>>
  ): Promise<EndedJob> {
    const { vars = {}, actions = {}, repository, artifacts, cancelled, onLine } = this.#options
    const own = await this.#environmentSecrets(contexts)
    const secrets = { ...this.#options.secrets, ...own }
    const isDebug = (secrets.ACTIONS_STEP_DEBUG ?? vars.ACTIONS_STEP_DEBUG) === 'true'
    const masked = Object.entries(secrets).filter(([secret]) => !/^ACTIONS_(STEP|RUNNER)_DEBUG$/.test(secret))
    const { event, github, node, debug, patience, machine } = this.#options
    const end = await runJob({
      ...{ spec: this.#spec, name, matrix, actions, repository, artifacts, cancelled },
      contexts: { ...contexts, secrets: { ...(contexts.secrets as object), ...own } },
      env: this.#workflow.env,
      defaults: this.#defaults(contexts),
      onLine: (line, step) => onLine(line, { job: name, step }),
      options: {
        ...{ event, node, patience, machine, debug: debug ?? isDebug },
        github: { ...github, job: this.#spec.id },
        secrets: masked.map(([, value]) => value)
      }
    })
    const continues = toText(this.#spec.continueOnError ?? false, scopeAt('job.continue-on-error', contexts)) === 'true'
    const conclusion = continues && end.conclusion === 'failure' ? 'success' : end.conclusion
    return endedJob(this.#spec.id, name, matrix, conclusion, end)
  }

  /** Those of the environment that a job names. A job that it does not admit fails before its first step. */
  async #environmentSecrets(contexts: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>> {
    const name = toText(this.#spec.environment ?? '', scopeAt('job.environment', contexts))
    const { secrets = {}, admits = () => true } = this.#options.environments?.[name] ?? {}
    const { ref } = contexts.github as { readonly ref?: unknown }
    if (await admits(String(ref))) return secrets
    throw new Error(`Branch "${String(ref)}" is not allowed to deploy to ${name} due to environment protection rules.`)
  }

  #defaults(contexts: Readonly<Record<string, unknown>>): RunDefaults {
    const { shell, workingDirectory } = this.#spec.defaults
    const { defaults } = this.#workflow
    const merged = { shell: shell ?? defaults.shell, workingDirectory: workingDirectory ?? defaults.workingDirectory }
    return evaluateValue(merged, scopeAt('job.defaults', contexts)) as RunDefaults
  }

  #nameOf(combination: Combination | undefined, contexts: Readonly<Record<string, unknown>>): string {
    const { id, name } = this.#spec
    if (typeof name === 'string') return interpolate(name, scopeAt('job.name', contexts))
    if (!combination) return id
    const values = Object.values(combination).map(value => (typeof value === 'string' ? value : JSON.stringify(value)))
    return `${id} (${values.join(', ')})`
  }
}
