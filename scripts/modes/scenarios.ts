import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killGroup } from '../../packages/workflow-runner/src/process.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const JEST = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
const TIMED_OUT = /Exceeded timeout of \d+ ms/

/** How a scenario ended. `endless`: it waited until a limit. */
export interface Outcome {
  readonly result: 'passed' | 'failed' | 'endless'
  readonly milliseconds: number
  /** Why it failed, as Jest says it. */
  readonly message?: string
}

/** By file and scenario. A file that could not be run has one scenario without a name. */
export type Outcomes = ReadonlyMap<string, ReadonlyMap<string, Outcome>>

/** A line that scripts/jest/progress.js writes. */
type Progress =
  | { readonly event: 'file-started'; readonly path: string }
  | { readonly event: 'file-ended'; readonly path: string; readonly failed: boolean }
  | { readonly event: 'started'; readonly path: string; readonly name: string; readonly at: number }
  | {
      readonly event: 'ended'
      readonly path: string
      readonly name: string
      readonly status: string
      readonly milliseconds: number
      readonly message?: string
    }

export interface Limits {
  /** For a scenario that sets none of its own. */
  readonly scenarioMs: number
  /** Ends all of them. */
  readonly signal: AbortSignal
}

/** Runs files of tests by Jest. Ends when `signal` is aborted, whatever the tests do: those that had not ended are `endless`. */
export async function runScenarios(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { scenarioMs, signal }: Limits
): Promise<Outcomes> {
  const directory = mkdtempSync(join(tmpdir(), 'modes-'))
  const progress = join(directory, 'progress')
  try {
    const options = ['--silent', '--forceExit', '--testTimeout', `${scenarioMs}`]
    // Jest reads any value that follows directly as another reporter, so the options come after it.
    const reporters = ['--reporters', join(ROOT, 'scripts', 'jest', 'progress.js')]
    const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
    // A process group of its own, so that Jest's workers end with it.
    const jest = spawn(process.execPath, [...node, JEST, ...reporters, ...options, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env, PROGRESS: progress },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true
    })
    let errors = ''
    jest.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    const kill = () => killGroup(jest)
    signal.addEventListener('abort', kill, { once: true })
    if (signal.aborted) kill()
    // The process may leave others behind that hold its output open.
    await new Promise((resolve, reject) => jest.once('exit', resolve).once('error', reject))
    signal.removeEventListener('abort', kill)
    if (existsSync(progress)) return outcomesOf(readFileSync(progress, 'utf8'))
    // No test file was begun.
    console.error(errors)
    return new Map()
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** What Jest's progress says of each scenario. */
export function outcomesOf(progress: string, now: number = Date.now()): Outcomes {
  const lines = progress.split('\n').slice(0, -1)
  const files = new Map<string, Map<string, Outcome>>()
  const begun = new Map<string, Map<string, number>>()
  for (const line of lines.map(text => JSON.parse(text) as Progress)) {
    const scenarios = files.get(line.path) ?? new Map<string, Outcome>()
    const started = begun.get(line.path) ?? new Map<string, number>()
    files.set(line.path, scenarios)
    if (line.event === 'file-started') begun.set(line.path, started)
    else if (line.event === 'started') started.set(line.name, line.at)
    else if (line.event === 'ended') {
      started.delete(line.name)
      const outcome = outcomeOf(line)
      // Of scenarios that have one name, the name is of the one that failed.
      if (outcome !== undefined && (scenarios.get(line.name) ?? { result: 'passed' }).result === 'passed')
        scenarios.set(line.name, outcome)
    } else {
      begun.delete(line.path)
      if (line.failed && scenarios.size === 0) scenarios.set('', { result: 'failed', milliseconds: 0 })
    }
  }
  for (const [path, started] of begun) {
    const scenarios = files.get(path)
    const open = started.size === 0 ? [['', now] as const] : started
    for (const [name, at] of open) scenarios?.set(name, { result: 'endless', milliseconds: now - at })
  }
  return files
}

function outcomeOf(line: Extract<Progress, { event: 'ended' }>): Outcome | undefined {
  const { status, milliseconds, message } = line
  if (status === 'passed') return { result: 'passed', milliseconds }
  if (status !== 'failed') return undefined
  const result = TIMED_OUT.test(message ?? '') ? 'endless' : 'failed'
  return { result, milliseconds, ...(message !== undefined && { message }) }
}
