import { setTimeout as sleep } from 'node:timers/promises'
import type { ApplyScript, LogStep, OutputScript, PlanScript, RunScript } from '../script.ts'
import type { ApplyResult, Counts, Engine, PlanResult, Work } from './engine.ts'
import { parseJson } from './json.ts'
import { defaultLog, TERRAFORM_VERSION } from './scripted-log.ts'
import { emptyState, writeState, type StateFile } from './state.ts'

/** Does what a test says; where it says nothing, one resource is added, and the outputs stay as they are. */
export function scriptedEngine(script: RunScript, released: (signal: AbortSignal) => Promise<void>): Engine {
  return {
    name: 'scripted',
    terraformVersion: TERRAFORM_VERSION,
    plan: work => plan(work, script.plan ?? {}, released),
    apply: work => apply(work, script.apply ?? {}, { ...countsOfPlan(work, script.plan ?? {}) }, released)
  }
}

type Released = (signal: AbortSignal) => Promise<void>

async function plan(work: Work, script: PlanScript, released: Released): Promise<PlanResult> {
  const counts = countsOfPlan(work, script)
  const said = await say(work, script.log ?? defaultLog(work, 'plan', script, counts), script, released)
  if (said === 'canceled' || script.status === 'errored')
    return { status: said === 'canceled' ? 'canceled' : 'errored' }
  const hasChanges = script.hasChanges ?? Object.values(counts).some(count => count > 0)
  const json = script.json === undefined ? {} : { json: script.json }
  const schemas = script.schemas === undefined ? {} : { schemas: script.schemas }
  return { status: 'finished', hasChanges, ...counts, ...json, ...schemas }
}

async function apply(work: Work, script: ApplyScript, planned: Counts, released: Released): Promise<ApplyResult> {
  const counts: Counts = {
    additions: script.additions ?? planned.additions,
    changes: script.changes ?? planned.changes,
    destructions: script.destructions ?? planned.destructions,
    imports: script.imports ?? planned.imports
  }
  const said = await say(work, script.log ?? defaultLog(work, 'apply', script, counts), script, released)
  if (said === 'said' && script.status !== 'errored') {
    const state = script.state === undefined ? nextState(work, script, counts) : Buffer.from(script.state)
    return { status: 'finished', ...counts, state }
  }
  // What it had done by then.
  const partial = script.state === undefined ? {} : { state: Buffer.from(script.state) }
  return { status: said === 'canceled' ? 'canceled' : 'errored', ...partial }
}

function countsOfPlan({ mode, state }: Work, script: PlanScript): Counts {
  const said = [script.additions, script.changes, script.destructions, script.imports].some(
    count => count !== undefined
  )
  const quiet = said || script.hasChanges === false || mode === 'refresh-only'
  const there = instances(read(state)).length
  return {
    additions: script.additions ?? (quiet || mode === 'destroy' ? 0 : 1),
    changes: script.changes ?? 0,
    destructions: script.destructions ?? (!quiet && mode === 'destroy' ? there : 0),
    imports: script.imports ?? 0
  }
}

async function say(
  { log, signal }: Work,
  steps: string | readonly LogStep[],
  { ignoresCancel = false }: { readonly ignoresCancel?: boolean },
  released: Released
): Promise<'said' | 'canceled'> {
  // Asked to stop, it stops before the next step, unless it is one of those that don't listen.
  const patience = ignoresCancel ? new AbortController().signal : signal
  for (const step of typeof steps === 'string' ? [steps] : steps) {
    if (patience.aborted) break
    if (typeof step === 'string' || step instanceof Uint8Array) log(step)
    else if ('wait' in step) await sleep(step.wait, undefined, { signal: patience }).catch(() => undefined)
    else await released(patience)
  }
  if (!patience.aborted) return 'said'
  log('\nInterrupt received.\nPlease wait for Terraform to exit or data loss may occur.\n')
  return 'canceled'
}

/** The state before, with the resources that the counts say and the outputs that the script says. */
function nextState({ state, mode }: Work, { outputs }: ApplyScript, counts: Counts): Buffer {
  const before = read(state)
  const next: StateFile =
    before === undefined ? emptyState(TERRAFORM_VERSION) : { ...before, serial: before.serial + 1 }
  const count = Math.max(0, instances(before).length + counts.additions - counts.destructions)
  next.resources = count === 0 ? [] : [resource(count)]
  if (mode === 'destroy') next.outputs = {}
  else if (outputs !== undefined) next.outputs = written(outputs)
  return writeState(next)
}

/** A first state with these outputs and nothing else. */
export function stateWith(outputs: Readonly<Record<string, OutputScript>>): Buffer {
  return writeState({ ...emptyState(TERRAFORM_VERSION), outputs: written(outputs) })
}

function written(outputs: Readonly<Record<string, OutputScript>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, type, sensitive }]) => [
      name,
      { value, type: type ?? typeOf(value), ...(sensitive === true ? { sensitive } : {}) }
    ])
  )
}

function read(state: Buffer | undefined): StateFile | undefined {
  return state === undefined ? undefined : (parseJson(state.toString()) as StateFile)
}

function instances(state: StateFile | undefined): unknown[] {
  return (state?.resources ?? []).flatMap(resource => (resource as { instances?: unknown[] }).instances ?? [])
}

function resource(count: number): unknown {
  const instances = Array.from({ length: count }, (_, index) => ({
    index_key: index,
    schema_version: 0,
    attributes: { id: `example-${index}`, input: null, output: null, triggers_replace: null },
    sensitive_attributes: []
  }))
  const provider = 'provider["terraform.io/builtin/terraform"]'
  return { mode: 'managed', type: 'terraform_data', name: 'example', provider, instances }
}

/** The type that Terraform would give the literal. */
function typeOf(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number') return typeof value
  if (typeof value === 'boolean') return 'bool'
  if (typeof value !== 'object' || value === null) return 'dynamic'
  if (Array.isArray(value)) return ['tuple', value.map(typeOf)]
  // A number beyond 2^53, kept as its digits.
  if ('rawJSON' in value) return 'number'
  return ['object', Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeOf(item)]))]
}
