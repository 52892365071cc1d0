import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { LineReader } from './lines.ts'

/** How long the runner waits, in milliseconds. Source: actions/runner ProcessInvoker.cs. */
export interface Patience {
  /** After SIGINT, before SIGTERM. */
  readonly afterInterrupt: number
  /** After SIGTERM, before the kill. */
  readonly afterTerminate: number
  /** After the process has gone, for children that hold its output open. */
  readonly afterExit: number
}
export const RUNNER_PATIENCE: Patience = { afterInterrupt: 7500, afterTerminate: 2500, afterExit: 5000 }

export interface ProcessOptions {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly patience: Patience
  readonly onLine: (line: string) => void
}

export interface Exit {
  /** As a shell counts: 128 and the number of the signal for a process that died of one. */
  readonly code: number
  readonly signal: NodeJS.Signals | undefined
  readonly interrupted: boolean
  /** Standard output and standard error as written, in the order of arrival. */
  readonly transcript: string
  /** Why it could not be started, or what `onLine` threw, after which it is killed. */
  readonly fault: Error | undefined
}

export interface RunningProcess {
  /** What cancelling a job does to the process: SIGINT, then SIGTERM, then the end of it and its children. */
  interrupt(): void
  kill(): void
  readonly exited: Promise<Exit>
}

/** Starts what a step runs. */
export type Launch = (options: ProcessOptions) => RunningProcess

export function startProcess(options: ProcessOptions): RunningProcess {
  // Its own process group, so that a kill reaches what it started.
  const child = spawn(options.file, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true
  })
  const timers = new Set<NodeJS.Timeout>()
  const after = (milliseconds: number, act: () => void) => timers.add(setTimeout(act, milliseconds))
  let over = false
  let interrupted = false
  const kill = () => {
    if (!over) killGroup(child)
  }
  const interrupt = () => {
    if (over || interrupted) return
    interrupted = true
    child.kill('SIGINT')
    after(options.patience.afterInterrupt, () => {
      child.kill('SIGTERM')
      after(options.patience.afterTerminate, kill)
    })
  }
  const exited = finish(child, options, after).then(exit => {
    over = true
    for (const timer of timers) clearTimeout(timer)
    return { ...exit, interrupted }
  })
  return { interrupt, kill, exited }
}

/** Resolves when the process has gone and its output is read, or is not waited for any longer. */
function finish(
  child: ChildProcess,
  options: ProcessOptions,
  after: (milliseconds: number, act: () => void) => void
): Promise<Omit<Exit, 'interrupted'>> {
  const { promise, resolve } = Promise.withResolvers<Omit<Exit, 'interrupted'>>()
  let transcript = ''
  let fault: Error | undefined
  const tell = (line: string) => {
    if (fault) return
    try {
      options.onLine(line)
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error))
      killGroup(child)
    }
  }
  for (const stream of [child.stdout, child.stderr]) {
    const lines = new LineReader()
    const text = new TextDecoder('utf-8', { ignoreBOM: true })
    stream?.on('data', (bytes: Buffer) => {
      transcript += text.decode(bytes, { stream: true })
      lines.push(bytes).forEach(tell)
    })
    stream?.on('close', () => {
      transcript += text.decode()
      lines.end().forEach(tell)
    })
  }
  child.on('error', error => resolve({ code: 1, signal: undefined, transcript, fault: error }))
  child.on('exit', () => {
    after(options.patience.afterExit, () => {
      killGroup(child)
      child.stdout?.destroy()
      child.stderr?.destroy()
    })
  })
  child.on('close', (code, signal) => {
    const died = signal === null ? 1 : 128 + constants.signals[signal]
    resolve({ code: code ?? died, signal: signal ?? undefined, transcript, fault })
  })
  return promise
}

/** Kills the process and what it started in its group, also when it has gone before them. */
export function killGroup(child: Pick<ChildProcess, 'pid'>): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
