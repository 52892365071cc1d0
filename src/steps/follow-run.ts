import { Cancelled } from '../github/signals.ts'
import { savedState } from '../github/saved.ts'
import type { Results } from '../github/results.ts'
import { followRun, type FollowOptions } from '../run/follow.ts'
import { NotAsAsked } from '../run/ignored-attributes.ts'
import { statusMeaning } from '../run/status.ts'
import type { RunEvent } from '../run/run-event.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Counts } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { setFindings, type FINDINGS } from './check-outputs.ts'
import { endedBy } from './ended-by.ts'
import { endRun, readOnce } from './end-run.ts'
import { endUnwanted } from './end-unwanted.ts'
import { neverBegan } from './never-began.ts'
import { RunWarnings } from './run-warnings.ts'
import type { World } from './world.ts'
import { hideMarkedValues, planLines } from './log-plan.ts'
import { logRun, type LoggedRun } from './log-run.ts'

/** Where people look at a run. */
export const runUrl = (site: string, organization: string, workspace: string, runId: string): string =>
  `${site}/app/${organization}/workspaces/${workspace}/runs/${runId}`

/** The outputs that say what became of a run. */
export const RUN = [
  'run-id',
  'run-url',
  'run-status',
  'configuration-version-id',
  'plan-id',
  'apply-id',
  'has-changes',
  'resource-additions',
  'resource-changes',
  'resource-destructions',
  'resource-imports'
] as const

export interface StepFollowOptions extends Omit<FollowOptions, 'signal' | 'confirming' | 'notConfirmed'> {
  /** Whether the run is this step's to end from the beginning on. Otherwise it is once the step confirms it. */
  readonly isOwn: boolean
  readonly onTimeout: 'cancel' | 'leave'
  readonly onCancel: 'cancel' | 'leave'
}

/** What ending a run may take that was not over in time, and where the job is cancelled: the runner kills the step 10 s after its signal. */
const AFTER_TIMEOUT = { patienceMs: 60_000, settlingMs: 60_000 }
const AFTER_CANCEL = { settlingMs: 4_000, withinMs: 8_000 }

/**
 * Follows a run to where it is to go. One that takes too long, or whose job is cancelled, ends as the inputs say. `onRun` gets the run as it is
 * when the step ends, however it ends; undefined where the service does not say any more.
 */
export async function followToEnd(
  world: World,
  tfe: Tfe,
  run: Run,
  course: StepFollowOptions,
  onRun: (run: Run | undefined) => void
): Promise<Outcome & LoggedRun> {
  const { log, signal } = world
  let { isOwn } = course
  let isConfirmed = false
  let latest = run
  const warnings = new RunWarnings(world, tfe)
  const confirming = (): void => {
    if (!isOwn) savedState.own({ runId: run.id })
    isOwn = true
    isConfirmed = true
  }
  const notConfirmed = (): void => {
    if (!course.isOwn) savedState.release()
    isOwn = course.isOwn
  }
  const leave = (): void => {
    savedState.release()
    const blocks = isOwn && course.operation === 'apply' && !isConfirmed
    log.info(blocks ? waitsForPerson(run) : `Run ${run.id} goes on.`)
  }
  try {
    signal.throwIfAborted()
    const outcome = await logRun(
      noting(followRun(tfe, run, { ...course, confirming, notConfirmed, signal }), read => {
        latest = read
        warnings.heed(read)
      }),
      log,
      run,
      {
        planOf: planned => planLines(world, tfe, planned),
        hideMarked: planned => hideMarkedValues(world, tfe, planned)
      }
    )
    await warnings.warned()
    const late = outcome.ending === 'not-begun-in-time' || outcome.ending === 'not-over-in-time'
    // A run that may not wait in the queue is not left in it either.
    const isBusy = outcome.ending === 'not-begun-in-time' && course.failIfBusy === true
    const reasons =
      outcome.ending === 'not-begun-in-time'
        ? await neverBegan(world, tfe, outcome.run, course)
        : await endedBy(world, tfe, outcome)
    if (outcome.ending === 'token-refused') return leaveUnfollowed(outcome, isOwn, isConfirmed)
    if (!late) savedState.release()
    else if (!isOwn || (course.onTimeout === 'leave' && !isBusy)) leave()
    else {
      // Whatever is left of it is the post step's to end, also where a cancelled job leaves its run.
      savedState.own({ runId: run.id })
      const ended = await endRun(world, tfe, outcome.run, 'The GitHub job waited long enough', AFTER_TIMEOUT, onRun)
      return { ...outcome, run: ended ?? outcome.run, refusals: reasons }
    }
    return reasons.length === 0 ? outcome : { ...outcome, refusals: [...outcome.refusals, ...reasons] }
  } catch (error) {
    log.endGroup()
    if (!(error instanceof Cancelled)) {
      if (isOwn) savedState.own({ runId: run.id })
      if (error instanceof NotAsAsked) throw await endUnwanted(world, tfe, error, onRun)
      onRun(await readOnce(world, tfe, run.id))
      throw error
    }
    if (!isOwn || course.onCancel === 'leave') {
      leave()
      onRun(await readOnce(world, tfe, run.id))
    } else await endRun(world, tfe, latest, 'The GitHub job was cancelled', AFTER_CANCEL, onRun)
    throw error
  }
}

/** Nothing can be asked about the run with this token. What was not confirmed yet is the post step's to end, with what the token is by then. */
function leaveUnfollowed<T extends Outcome>(outcome: T, isOwn: boolean, isConfirmed: boolean): T {
  const { run, refusals } = outcome
  if (isOwn && !isConfirmed) savedState.own({ runId: run.id })
  else savedState.release()
  const known = isConfirmed
    ? `The plan was confirmed before that, and run ${run.id} goes on: look there how its apply ends.`
    : `The plan was not confirmed by this step. Run ${run.id} may go on.`
  return { ...outcome, refusals: [...refusals, known] }
}

/** Passes events on, and gives the run each time that it has another status. */
async function* noting<T>(events: AsyncGenerator<RunEvent, T>, note: (run: Run) => void): AsyncGenerator<RunEvent, T> {
  for (;;) {
    const { done, value } = await events.next()
    if (done === true) return value
    if (value.kind === 'status') note(value.run)
    yield value
  }
}

/** A run that is left before its plan is confirmed: nothing confirms it after this step. */
const waitsForPerson = ({ id }: Run): string =>
  `Run ${id} goes on to its plan, and then waits for a person to confirm or discard it. Until then no other run of the workspace can be applied.`

/** Sets what is known of a run as outputs. */
export function setRunOutputs(results: Results<(typeof RUN)[number]>, run: Run, url: string | undefined): void {
  const counts = run.apply?.additions === undefined ? run.plan : run.apply
  results.set('run-id', run.id)
  results.set('run-url', url)
  results.set('run-status', run.status)
  results.set('configuration-version-id', run.configurationVersionId)
  results.set('plan-id', run.planId)
  results.set('apply-id', run.applyId)
  if (statusMeaning(run.status) !== 'queued') results.set('has-changes', run.hasChanges)
  if (counts !== undefined) setCounts(results, counts)
}

export function setCounts(
  results: Results<(typeof RUN)[number]>,
  { additions, changes, destructions, imports }: Counts
): void {
  results.set('resource-additions', additions)
  results.set('resource-changes', changes)
  results.set('resource-destructions', destructions)
  results.set('resource-imports', imports)
}

/** Sets what a run is when the step ends, as `followToEnd` reads it. A status that was seen earlier may not be true any more. */
export const setFinalRunOutputs =
  (results: Results<(typeof RUN)[number]>, url: string | undefined) =>
  (run: Run | undefined): void => {
    if (run === undefined) results.set('run-status', 'unknown')
    else setRunOutputs(results, run, url)
  }

/** Sets how a run ended, and what was found of it on the way, as outputs. */
export function setOutcomeOutputs(
  results: Results<(typeof RUN)[number] | (typeof FINDINGS)[number]>,
  outcome: Outcome,
  url: string | undefined
): void {
  setRunOutputs(results, outcome.run, url)
  // What it was when it was last read, it may not be any more.
  if (outcome.ending === 'token-refused') results.set('run-status', 'unknown')
  setFindings(results, outcome)
}
