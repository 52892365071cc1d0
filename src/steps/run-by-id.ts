import { growingPauses, poll } from '../clock.ts'
import { ApiError, RunFailed } from '../errors.ts'
import { parseInputs, type Inputs, type InputReader } from '../github/inputs.ts'
import { isUnconfirmed, statusMeaning } from '../run/status.ts'
import type { Tfe } from '../tfe/client.ts'
import { phaseBegun } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { askOnce } from './ask-once.ts'
import { connectionInputs, type ConnectionInputs } from '../inputs/connection.ts'
import { connect, type World } from './world.ts'
import { savedState } from '../github/saved.ts'
import { runUrl } from './follow-run.ts'
import { hideVariablesOfRun } from './variables-of-run.ts'

/** Inputs of an action on one run, which it is given by its id. */
export const runByIdInputs = <T extends object>(
  read: InputReader,
  env: NodeJS.ProcessEnv,
  build: (input: Inputs, token: string) => T
) =>
  parseInputs(read, input => {
    const connection = connectionInputs(input, env)
    return { connection, runId: input.id('run-id', 'run-'), ...build(input, connection.token) }
  })

export interface RunById {
  readonly tfe: Tfe
  readonly run: Run
  readonly url: string | undefined
  readonly organization: string | undefined
  readonly workspace: string | undefined
}

/** Reads the run, and says which it is. */
export async function readRunById(
  world: World,
  { connection, runId }: { readonly connection: ConnectionInputs; readonly runId: string }
): Promise<RunById> {
  const tfe = connect(world, connection)
  const { run, organization, workspace } = await tfe.runs.locate(runId, { signal: world.signal })
  hideVariablesOfRun(world, run)
  const isLocated = organization !== undefined && workspace !== undefined
  const url = isLocated ? runUrl(connection.site, organization, workspace, run.id) : undefined
  if (url !== undefined) savedState.connect({ ...connection, runUrl: url })
  world.log.info(`Run ${run.id}${url === undefined ? '' : `: ${url}`}`)
  return { tfe, run, url, organization, workspace }
}

/** Asks for the end of a run. A conflict may mean that it is ending, or has ended meanwhile, which is as good: then it comes back. */
export async function requestEnd(world: World, tfe: Tfe, run: Run, ask: () => Promise<void>): Promise<Run | undefined> {
  const { signal } = world
  const isHeard = async (): Promise<boolean> => {
    const now = await tfe.runs.read(run.id, { signal })
    return now.isBeingCanceled || statusMeaning(now.status) === 'ended'
  }
  try {
    await askOnce(world, ask, isHeard)
    return undefined
  } catch (error) {
    if (!ApiError.is(error, 409)) throw error
    const now = await tfe.runs.read(run.id, { signal })
    if (statusMeaning(now.status) === 'ended') return now
    if (!now.isBeingCanceled) throw error
    return undefined
  }
}

/** Statuses of runs whose apply has begun, and of runs that have ended without one. */
const APPLYING: readonly string[] = ['applying', 'post_apply_running', 'post_apply_completed', 'applied']
const NEVER_APPLIED: readonly string[] = ['discarded', 'planned_and_finished', 'policy_soft_failed']
/** Statuses of plans that can't be applied. */
const UNFINISHED_PLAN: readonly string[] = ['errored', 'canceled', 'unreachable']

/** Whether the apply of a run may have changed something. Undefined where the service does not show that. */
function hasBegunApply({ status, isPlanOnly, plan, apply }: Run): boolean | undefined {
  if (APPLYING.includes(status)) return true
  if (isPlanOnly || isUnconfirmed(status) || NEVER_APPLIED.includes(status)) return false
  if (apply !== undefined) return phaseBegun(apply.status)
  return plan !== undefined && UNFINISHED_PLAN.includes(plan.status) ? false : undefined
}

const CHECK = 'Check in the run what the apply has changed.'

/** A run that was to end, and was applied before that: whoever asked for its end must know. */
function refuseApplied({ status }: Run, what: 'cancelled' | 'discarded'): void {
  if (status !== 'applied') return
  throw new RunFailed(
    `The run was applied, not ${what}. Somebody confirmed it first, its apply ended first, or the service ignored the request. ${CHECK}`
  )
}

/** Fails unless the run has ended without an apply: only then has it changed nothing. */
export function checkDiscarded(run: Run): void {
  refuseApplied(run, 'discarded')
  const hasBegun = hasBegunApply(run)
  if (hasBegun === false) return
  const what = hasBegun === true ? 'Its apply has begun' : 'The service does not show whether its apply has begun'
  throw new RunFailed(
    `The run was not discarded, and its status is ${run.status}. ${what}. Somebody confirmed it first, or the service ignored the request. ${CHECK}`
  )
}

/** An apply that was at work is what a cancellation is for. One that began later, and failed by itself, was not cancelled. */
export function checkCancelled({ log }: World, before: Run, ended: Run): void {
  refuseApplied(ended, 'cancelled')
  const hasBegun = hasBegunApply(ended)
  if (hasBegun === false) return
  if (hasBegun === true && ended.status === 'errored' && hasBegunApply(before) !== true)
    throw new RunFailed(
      `The run was not cancelled, and its status is errored. Its apply began after the step had read the run, and failed. ${CHECK}`
    )
  const state = ended.status === 'force_canceled' ? ', and Terraform may not have saved its state' : ''
  const what = hasBegun === true ? 'The apply of the run had begun' : 'The apply of the run may have begun'
  log.warning(`${what}, so it may have changed resources${state}. ${CHECK}`)
}

/** Milliseconds between two looks at a run that is ending, and that it may take. */
const FIRST_LOOK_MS = 250
const BETWEEN_LOOKS_MS = 1_500
const PATIENCE_MS = 300_000

/** Waits for a run to be over, or to be as `enough` says. What it is after five minutes is what it is. */
export async function waitUntilSettled(
  { clock, signal }: World,
  tfe: Tfe,
  run: Run,
  enough: (run: Run) => boolean = () => false
): Promise<Run> {
  let latest = run
  const pausesMs = growingPauses(FIRST_LOOK_MS, BETWEEN_LOOKS_MS)
  await poll(clock, { pausesMs, limitMs: PATIENCE_MS, signal }, async () => {
    latest = await tfe.runs.read(run.id, { signal })
    return statusMeaning(latest.status) === 'ended' || enough(latest) ? latest : undefined
  })
  return latest
}
