import type { Annotation } from './annotations.ts'
import { CommandProcessor } from './commands.ts'
import { readCommandFiles, type CommandFiles } from './file-commands.ts'
import type { IgnoreCaseMap } from './ignore-case-map.ts'
import type { Conclusion, JobContext } from './job-context.ts'
import type { Exit, RunningProcess } from './process.ts'
import { StepContext } from './step-context.ts'

/** What came of a step. */
export interface StepEnd {
  readonly conclusion: Conclusion
  /** As a shell counts: 128 and the number of the signal for a process that died of one. */
  readonly exitCode: number
  readonly signal: NodeJS.Signals | undefined
  /** Standard output and standard error as written, commands and secrets included. */
  readonly transcript: string
  /** As GitHub shows it: commands carried out, secrets as ***. */
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  /** What the step asked to mask, in order. */
  readonly masks: readonly string[]
  readonly annotations: readonly Annotation[]
  /** What the step set for later steps through GITHUB_ENV and GITHUB_PATH. */
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string
}

export interface LiveStep {
  /** What cancelling the job does: SIGINT, SIGTERM 7.5 s later, the end of the process and its children 2.5 s after that. */
  interrupt(): void
  /** SIGKILL at once, to the process and its children. */
  kill(): void
  /** The first log line that matches, also one that exists already. Rejects if the step ends without one. */
  line(pattern: RegExp | string): Promise<string>
  readonly ended: Promise<StepEnd>
}

export interface StepCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly files: CommandFiles
  /** What the log says of an exit code other than 0, if anything. */
  readonly complaint?: (code: number) => string
}

/** Lines of a log, for those who wait for one. */
export class Waiting {
  readonly #lines: string[] = []
  readonly #waiting = new Set<(line: string) => void>()

  tell(line: string): void {
    this.#lines.push(line)
    for (const each of this.#waiting) each(line)
  }

  async find(pattern: RegExp | string, ended: Promise<unknown>): Promise<string> {
    const matches = (line: string) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line))
    const there = this.#lines.find(matches)
    if (there !== undefined) return there
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const look = (line: string) => {
      if (matches(line)) resolve(line)
    }
    this.#waiting.add(look)
    const fail = () => reject(new Error(`No log line matched ${String(pattern)}:\n${this.#lines.join('\n')}`))
    ended.then(fail, fail)
    return promise.finally(() => this.#waiting.delete(look))
  }
}

/** What a step says and sets, and those who wait for its lines. */
export function openStep(
  job: JobContext,
  options: { readonly onLine: (line: string) => void; readonly state?: IgnoreCaseMap }
): { readonly context: StepContext; readonly waiting: Waiting } {
  const waiting = new Waiting()
  const onLine = (line: string) => {
    waiting.tell(line)
    options.onLine(line)
  }
  return { context: new StepContext({ ...options, masks: job.masks, debug: job.debug, onLine }), waiting }
}

/** The part of a step's heading that names its environment. */
export function printEnv(context: StepContext, env: Readonly<Record<string, string>>): void {
  const variables = Object.entries(env)
  if (variables.length > 0) context.output('env:')
  for (const [name, value] of variables) context.output(`  ${name}: ${value}`)
}

/** Runs the process of a step and takes in what it says and writes. Source: actions/runner ActionRunner.cs, StepsRunner.cs. */
export function startStep(job: JobContext, context: StepContext, waiting: Waiting, command: StepCommand): LiveStep {
  const commands = new CommandProcessor(context, job.workspace)
  const running = job.launch({ ...command, patience: job.patience, onLine: line => commands.line(line) })
  const ended = finish(job, context, command, running)
  return {
    interrupt: () => running.interrupt(),
    kill: () => running.kill(),
    line: pattern => waiting.find(pattern, ended),
    ended
  }
}

async function finish(
  job: JobContext,
  context: StepContext,
  command: StepCommand,
  running: RunningProcess
): Promise<StepEnd> {
  const exit = await running.exited
  readCommandFiles(context, command.files)
  for (const [name, value] of context.env) job.env.set(name, value)
  for (const directory of context.path) {
    const at = job.path.indexOf(directory)
    if (at >= 0) job.path.splice(at, 1)
    job.path.push(directory)
  }
  if (exit.fault) context.error(exit.fault.message)
  else if (exit.interrupted) context.error('The operation was canceled.')
  else if (exit.code !== 0 && command.complaint) context.error(command.complaint(exit.code))
  return endOf(context, concludes(context, exit), exit)
}

/** A cancelled step is cancelled whatever its exit code; a failed command fails a step that exited with 0. */
function concludes(context: StepContext, exit: Exit): Conclusion {
  if (exit.interrupted) return 'cancelled'
  return exit.fault || exit.code !== 0 || context.failed ? 'failure' : 'success'
}

/** A step that never got as far as a process. */
export function failedStep(job: JobContext, message: string, onLine: (line: string) => void): StepEnd {
  const { context } = openStep(job, { onLine })
  context.error(message)
  return endOf(context, 'failure')
}

const withoutProcess = (conclusion: Conclusion): Exit => ({
  code: conclusion === 'success' ? 0 : 1,
  signal: undefined,
  interrupted: false,
  transcript: '',
  fault: undefined
})

/** A step whose condition does not hold. */
export const SKIPPED: StepEnd = {
  conclusion: 'skipped',
  exitCode: 0,
  signal: undefined,
  transcript: '',
  log: '',
  outputs: {},
  state: {},
  masks: [],
  annotations: [],
  env: {},
  path: [],
  summary: ''
}

export function endOf(context: StepContext, conclusion: Conclusion, exit = withoutProcess(conclusion)): StepEnd {
  return {
    conclusion,
    exitCode: exit.code,
    signal: exit.signal,
    transcript: exit.transcript,
    log: context.lines.join('\n'),
    outputs: context.outputs.toRecord(),
    state: context.state.toRecord(),
    masks: [...context.added],
    annotations: [...context.annotations],
    env: Object.fromEntries(context.env),
    path: [...context.path],
    summary: context.summary
  }
}
