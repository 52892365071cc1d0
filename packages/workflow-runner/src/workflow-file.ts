import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** A workflow file, checked for what this runner cannot run. Expressions in it are not evaluated yet. */
export interface WorkflowFile {
  readonly name: string | undefined
  /** Names of the events it listens to, and what it says of each. */
  readonly on: Readonly<Record<string, unknown>>
  readonly env: Mapping
  readonly defaults: RunDefaults
  readonly jobs: readonly JobSpec[]
}
export type Mapping = Readonly<Record<string, unknown>>
export interface RunDefaults {
  readonly shell?: unknown
  readonly workingDirectory?: unknown
}

export interface JobSpec {
  readonly id: string
  readonly name: unknown
  readonly needs: readonly string[]
  readonly if: unknown
  readonly env: Mapping
  readonly defaults: RunDefaults
  readonly strategy: Mapping
  readonly environment: unknown
  readonly continueOnError: unknown
  readonly outputs: Mapping
  readonly steps: readonly StepSpec[]
  /** The reusable workflow that it calls, in place of steps. */
  readonly call: CallSpec | undefined
}

export interface CallSpec {
  /** `./.github/workflows/x.yml` or `octo/repository/.github/workflows/x.yml@ref` */
  readonly uses: string
  readonly with: Mapping
  readonly secrets: 'inherit' | Mapping
}

export interface StepSpec {
  /** What the workflow calls it, if anything. */
  readonly id: string | undefined
  /** GITHUB_ACTION: the id, or what GitHub makes up. */
  readonly reference: string
  readonly name: unknown
  readonly if: unknown
  readonly env: Mapping
  readonly continueOnError: unknown
  readonly does: Uses | Run
}
export interface Uses {
  readonly uses: string
  readonly with: Mapping
}
export interface Run extends RunDefaults {
  readonly run: unknown
}

const WORKFLOW_KEYS = ['name', 'run-name', 'on', 'permissions', 'env', 'defaults', 'concurrency', 'jobs']
const JOB_KEYS = [
  ...['name', 'permissions', 'needs', 'if', 'runs-on', 'environment', 'concurrency', 'outputs', 'env', 'defaults'],
  ...['steps', 'timeout-minutes', 'strategy', 'continue-on-error']
]
const CALL_KEYS = ['name', 'permissions', 'needs', 'if', 'concurrency', 'strategy', 'uses', 'with', 'secrets']
const STEP_KEYS = [
  ...['id', 'if', 'name', 'uses', 'run', 'working-directory', 'shell', 'with', 'env', 'continue-on-error'],
  'timeout-minutes'
]

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function readWorkflow(file: string): WorkflowFile {
  const root = mapping(parse(readFileSync(file, 'utf8')), file)
  known(root, WORKFLOW_KEYS, file)
  const jobs = Object.entries(mapping(root.jobs, `${file}: jobs`)).map(([id, job]) =>
    jobOf(id, job, `${file}: job '${id}'`)
  )
  inOrder(jobs, file)
  return {
    name: typeof root.name === 'string' ? root.name : undefined,
    on: eventsOf(root.on, file),
    env: mapping(root.env, `${file}: env`),
    defaults: defaultsOf(root.defaults, file),
    jobs
  }
}

function jobOf(id: string, given: unknown, where: string): JobSpec {
  const job = mapping(given, where)
  const call = callOf(job, where)
  known(job, call === undefined ? JOB_KEYS : CALL_KEYS, where)
  if (call === undefined && job['runs-on'] === undefined) throw new Error(`${where} has no runs-on`)
  if (call === undefined && (!Array.isArray(job.steps) || job.steps.length === 0))
    throw new Error(`${where} has no steps`)
  return {
    id,
    name: job.name,
    needs: [job.needs ?? []].flat().map(String),
    if: job.if,
    environment: environmentOf(job.environment, where),
    env: mapping(job.env, `${where}: env`),
    defaults: defaultsOf(job.defaults, where),
    strategy: mapping(job.strategy, `${where}: strategy`),
    continueOnError: job['continue-on-error'],
    outputs: mapping(job.outputs, `${where}: outputs`),
    steps: stepsOf(job.steps, where),
    call
  }
}

function callOf({ uses, with: given, secrets }: Mapping, where: string): CallSpec | undefined {
  if (uses === undefined) return undefined
  if (typeof uses !== 'string') throw new Error(`${where}: uses is not a text`)
  return {
    uses,
    with: mapping(given, `${where}: with`),
    secrets: secrets === 'inherit' ? secrets : mapping(secrets, `${where}: secrets`)
  }
}

/** The steps of a job, or of a composite action. */
export function stepsOf(given: unknown, where: string): readonly StepSpec[] {
  const references = new Map<string, number>()
  const steps = Array.isArray(given) ? (given as readonly unknown[]) : []
  return steps.map((step, index) => stepOf(step, references, `${where}: step ${index + 1}`))
}

function environmentOf(given: unknown, where: string): unknown {
  return given === undefined || typeof given === 'string' ? given : mapping(given, `${where}: environment`).name
}

function stepOf(given: unknown, references: Map<string, number>, where: string): StepSpec {
  const step = mapping(given, where)
  known(step, STEP_KEYS, where)
  const { uses, run } = step
  if ((uses === undefined) === (run === undefined)) throw new Error(`${where} needs either uses or run`)
  if (uses !== undefined && typeof uses !== 'string') throw new Error(`${where}: uses is not a text`)
  const { id } = step
  if (id !== undefined && typeof id !== 'string') throw new Error(`${where}: id is not a text`)
  return {
    id,
    reference: id ?? madeUp(uses, references),
    name: step.name,
    if: step.if,
    env: mapping(step.env, `${where}: env`),
    continueOnError: step['continue-on-error'],
    does:
      uses === undefined
        ? { run, shell: step.shell, workingDirectory: step['working-directory'] }
        : { uses, with: mapping(step.with, `${where}: with`) }
  }
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/variables (GITHUB_ACTION) */
function madeUp(uses: string | undefined, references: Map<string, number>): string {
  const source = uses?.split('@')[0]
  const name =
    source === undefined ? '__run' : `__${source.startsWith('.') ? 'self' : source.replaceAll(/[^\w]/g, '_')}`
  const count = (references.get(name) ?? 0) + 1
  references.set(name, count)
  return count === 1 ? name : `${name}_${count}`
}

function eventsOf(on: unknown, file: string): Record<string, unknown> {
  if (typeof on === 'string') return { [on]: {} }
  if (Array.isArray(on)) return Object.fromEntries(on.map(name => [String(name), {}]))
  const events = mapping(on, `${file}: on`)
  if (Object.keys(events).length === 0) throw new Error(`${file}: on is empty`)
  return events
}

function defaultsOf(defaults: unknown, where: string): RunDefaults {
  const run = mapping(mapping(defaults, `${where}: defaults`).run, `${where}: defaults.run`)
  return { shell: run.shell, workingDirectory: run['working-directory'] }
}

export function mapping(value: unknown, where: string): Record<string, unknown> {
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error(`${where} is not a mapping`)
  return value as Record<string, unknown>
}

/** A key that this runner does not know would be ignored in silence; GitHub refuses most of them too. */
function known(given: Readonly<Record<string, unknown>>, keys: readonly string[], where: string): void {
  const odd = Object.keys(given).filter(key => !keys.includes(key))
  if (odd.length > 0) throw new Error(`${where}: this runner knows no ${odd.map(key => `'${key}'`).join(', ')}`)
}

/** A job may only need jobs that can end before it. */
function inOrder(jobs: readonly JobSpec[], file: string): void {
  const done = new Set<string>()
  let left = [...jobs]
  while (left.length > 0) {
    const ready = left.filter(job => job.needs.every(need => done.has(need)))
    if (ready.length === 0) {
      throw new Error(`${file}: jobs need what does not exist or each other: ${left.map(job => job.id).join(', ')}`)
    }
    ready.forEach(job => done.add(job.id))
    left = left.filter(job => !done.has(job.id))
  }
}
