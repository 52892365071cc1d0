import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApplyResult, Engine, PlanResult, Stopped, Work } from './engine.ts'
import { folderOf } from './folder.ts'
import { logFailure, logHead } from './log.ts'
import { Application } from './simulated/apply.ts'
import { part } from './simulated/changes.ts'
import { loadConfiguration } from './simulated/configuration.ts'
import { Problem, type Diagnostic } from './simulated/diagnostics.ts'
import * as events from './simulated/events.ts'
import { planJson, PROVIDER_SCHEMAS } from './simulated/plan-json.ts'
import { changesSomething, countPlanned, makePlan, type Inputs, type Plan } from './simulated/plan.ts'
import { validate } from './simulated/scope.ts'
import { readState } from './simulated/state-file.ts'
import { readVariables, typedValues } from './simulated/variables.ts'
import { emptyState, writeState } from './state.ts'

const VERSION = '1.11.4'

/** Evaluates a subset of Terraform by itself, where there is no CLI, and says where a configuration goes beyond it. */
export function simulatedEngine(): Engine {
  return { name: 'simulated', terraformVersion: VERSION, plan, apply }
}

async function plan(work: Work): Promise<PlanResult> {
  const prepared = await prepare(work, 'plan')
  if (prepared === undefined) return stopped(work)
  const { inputs, plan, warnings } = prepared
  const hasChanges = changesSomething(plan, inputs)
  const counts = countPlanned(plan)
  tell(work, ...refreshes(work, inputs, plan), ...events.plannedChanges(plan))
  tell(work, events.planSummary(counts, hasChanges), ...events.plannedOutputs(plan.outputs))
  tell(work, ...(work.targets.length > 0 ? [...warnings, TARGETED] : warnings).map(events.diagnosticEvent))
  await mkdir(join(prepared.folder, '.terraform'), { recursive: true })
  await writeFile(basisFile(prepared), basis(work))
  return {
    status: 'finished',
    hasChanges,
    ...counts,
    json: planJson(inputs, plan, VERSION, hasChanges),
    schemas: PROVIDER_SCHEMAS
  }
}

/** The plan is made again: it can only be another one if the state is, and then Terraform refuses too. */
async function apply(work: Work): Promise<ApplyResult> {
  const prepared = await prepare(work, 'apply')
  if (prepared === undefined) return stopped(work)
  const { inputs, plan, warnings } = prepared
  if ((await readFile(basisFile(prepared), 'utf8').catch(() => '')) !== basis(work)) {
    const detail =
      'The given plan file can no longer be applied because the state was changed by another operation after the plan was created.'
    return fail(work, 'apply', Problem.at(undefined, 'Saved plan is stale', detail))
  }
  tell(work, ...events.plannedChanges(plan))
  const application = new Application(inputs, plan, event => tell(work, event))
  const problem = await application.run(work.signal).catch((error: unknown) => {
    if (error instanceof Problem) return error
    throw error
  })
  const state = application.state(problem === undefined)
  if (problem !== undefined) return { ...fail(work, 'apply', problem), ...(state === undefined ? {} : { state }) }
  const { counts, outputs } = application
  tell(work, ...(work.targets.length > 0 ? [...warnings, INCOMPLETE] : warnings).map(events.diagnosticEvent))
  tell(work, events.applySummary(counts), events.appliedOutputs(outputs))
  return { status: 'finished', ...counts, state: state ?? work.state ?? writeState(emptyState(VERSION)) }
}

interface Prepared {
  readonly folder: string
  readonly inputs: Inputs
  readonly plan: Plan
  readonly warnings: readonly Diagnostic[]
}

/** All that precedes the first change. `undefined` when it failed, and the log says why. */
async function prepare(work: Work, command: 'plan' | 'apply'): Promise<Prepared | undefined> {
  work.log(logHead(`${VERSION} (simulated)`))
  const folder = work.signal.aborted ? undefined : await folderOf(work)
  if (folder === undefined) return undefined
  tell(work, events.version(VERSION))
  let step: 'init' | 'plan' | 'apply' = 'init'
  try {
    const configuration = await loadConfiguration(folder, VERSION)
    step = command
    if (configuration.files === 0 && work.mode !== 'destroy') {
      const detail =
        'Plan requires configuration to be present. The directory contains no Terraform configuration files.'
      throw Problem.at(undefined, 'No configuration files', detail)
    }
    checkAddresses(work)
    const given = await readVariables(configuration, folder, work)
    validate(configuration)
    const variables = typedValues(configuration, given)
    const state = readState(work.state, VERSION)
    const inputs = { configuration, variables, given: given.given, state, options: work }
    return { folder, inputs, plan: makePlan(inputs), warnings: given.warnings }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    fail(work, step, error)
    return undefined
  }
}

function refreshes({ refresh }: Work, { state }: Inputs, { refreshed }: Plan): events.Event[] {
  if (!refresh) return []
  return refreshed.flatMap(address => {
    const instance = state.resources.get(address)
    const id = instance === undefined ? undefined : part(instance.value)('id').content
    return typeof id === 'string' ? events.refresh(address, id) : []
  })
}

const TARGETED: Diagnostic = {
  severity: 'warning',
  summary: 'Resource targeting is in effect',
  detail: 'This plan has targets: it may leave out other changes that the configuration asks for.'
}

const INCOMPLETE: Diagnostic = {
  severity: 'warning',
  summary: 'Applied changes may be incomplete',
  detail: 'The plan had targets: other changes may be pending, and outputs may not be up to date.'
}

function checkAddresses({ targets, replacements }: Work): void {
  const invalid = (address: string) => !/^[\w-]+(\.[\w-]+|\[("[^"]*"|\d+)\])+$/.test(address)
  const summaries = [
    ...targets.filter(invalid).map(address => `Invalid target "${address}"`),
    ...replacements.filter(invalid).map(address => `Invalid force-replace address "${address}"`)
  ]
  const detail = 'An address is a resource type and a name, as in terraform_data.example.'
  if (summaries.length > 0) throw new Problem(summaries.map(summary => ({ severity: 'error', summary, detail })))
}

/** Which state a plan was made from. */
function basis({ state }: Work): string {
  return createHash('sha256')
    .update(state ?? '')
    .digest('hex')
}

function basisFile({ folder }: Prepared): string {
  return join(folder, '.terraform', 'run.basis')
}

function tell({ log, structured }: Work, ...reported: readonly events.Event[]): void {
  for (const event of reported) log(events.line(event, structured))
}

function fail(work: Work, command: 'init' | 'plan' | 'apply', { diagnostics }: Problem): Stopped {
  tell(work, ...diagnostics.map(events.diagnosticEvent))
  work.log(logFailure(command, 1))
  return stopped(work)
}

function stopped({ signal }: Work): Stopped {
  return { status: signal.aborted ? 'canceled' : 'errored' }
}
