import { Cancelled } from '../github/signals.ts'
import { savedState } from '../github/saved.ts'
import type { Results } from '../github/results.ts'
import { followRun, type FollowOptions } from '../run/follow.ts'
import { Limits } from '../run/limits.ts'
import { NotAsAsked } from '../run/ignored-attributes.ts'
import { statusMeaning } from '../run/status.ts'
import type { RunEvent } from '../run/run-event.ts'
import { isLate, type Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Counts } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { setFindings, type FINDINGS } from './check-outputs.ts'
import { endedBy } from './ended-by.ts'
import { endRun, readOnce } from './end-run.ts'
import { endUnwanted } from './end-unwanted.ts'
import { describeLeft, isUnsettled, leaveUnfollowed, type Confirmation, type StepDecisions } from './leave-run.ts'
import { earlierComments, warnUnlessShown } from './run-comment.ts'
import { RunWarnings } from './run-warnings.ts'
import { settleLate } from './settle-late.ts'
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

export interface StepFollowOptions extends Omit<FollowOptions, 'signal' | 'limits' | 'confirming' | 'notConfirmed'> {
  /** Whether the run is this step's to end from the beginning on. Otherwise it is once the step confirms it. */
  readonly isOwn: boolean
  readonly onTimeout: 'cancel' | 'leave'
  readonly onCancel: 'cancel' | 'leave'
}

/** What ending a run may take where the job is cancelled: the runner kills the step 10 s after its signal. */
const AFTER_CANCEL = { settlingMs: 4_000, withinMs: 8_000 }

/**
 * Follows a run to where it is to go. One that takes too long, or whose job is cancelled, ends as the inputs say. `onEnd` gets the run as it is
 * when the step ends, however it ends; undefined where the service does not say any more.
 */
export async function followToEnd(
  world: World,
  tfe: Tfe,
  run: Run,
  course: StepFollowOptions,
  onEnd: (run: Run | undefined) => void
): Promise<Outcome & LoggedRun> {
  const { log, signal } = world
  const onRun = (read: Run | undefined): void => {
    // Nothing of it is left to the post step, whose token may have ended with the job.
    if (read !== undefined && statusMeaning(read.status) === 'ended') savedState.release()
    onEnd(read)
  }
  let { isOwn } = course
  let confirmation: Confirmation = 'none'
  let latest = run
  const warnings = new RunWarnings(world, tfe)
  const confirming = (): void => {
    if (!isOwn) savedState.own({ runId: run.id })
    isOwn = true
    if (confirmation === 'none') confirmation = 'sent'
  }
  const notConfirmed = (): void => {
    if (!course.isOwn) savedState.release()
    isOwn = course.isOwn
    confirmation = 'none'
  }
  const decisions = (refusals: readonly string[] = []): StepDecisions => {
    const { operation } = course
    return { runId: run.id, isOwn, operation, confirmation, isRefused: refusals.length > 0 }
  }
  try {
    signal.throwIfAborted()
    using limits = new Limits(tfe.clock, course)
    const commented = await earlierComments(world, tfe, run.id, course.comment)
    const limited = { log, signal: AbortSignal.any([signal, limits.signal]) }
    const outcome = await logRun(
      noting(followRun(tfe, run, { ...course, confirming, notConfirmed, signal, limits }), event => {
        if (event.kind === 'confirmed') confirmation = 'taken'
        if (event.kind !== 'status') return
        latest = event.run
        warnings.heed(event.run)
      }),
      log,
      run,
      {
        planOf: planned => planLines(limited, tfe, planned),
        hideMarked: (planned, isOver) => hideMarkedValues(isOver ? world : limited, tfe, planned)
      }
    )
    await warnings.warned()
    if (outcome.ending === 'token-refused') return leaveUnfollowed(outcome, decisions())
    if (isLate(outcome)) return await settleLate(world, tfe, outcome, course, decisions(outcome.refusals), onRun)
    // Where somebody else confirmed, an earlier attempt of this job may have, with the same comment.
    if (decisions().confirmation !== 'none') await warnUnlessShown(world, tfe, run.id, course.comment, commented)
    else if (outcome.ending === 'applied') await warnUnlessShown(world, tfe, run.id, course.comment, new Set())
    const reasons = await endedBy(world, tfe, outcome)
    // Whoever finds the run could apply it: the post step tries again to end it.
    if (outcome.ending === 'not-discarded') savedState.own({ runId: run.id })
    else savedState.release()
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
      savedState.release()
      if (!isUnsettled(decisions())) log.info(describeLeft(decisions(), latest))
      const left = await readOnce(world, tfe, run.id)
      if (isUnsettled(decisions())) log.info(describeLeft(decisions(), left))
      onRun(left)
    } else await endRun(world, tfe, latest, 'The GitHub job was cancelled', AFTER_CANCEL, onRun)
    throw error
  }
}

/** Passes events on, and gives each to `note` as well. */
async function* noting<T>(
  events: AsyncGenerator<RunEvent, T>,
  note: (event: RunEvent) => void
): AsyncGenerator<RunEvent, T> {
  for (;;) {
    const { done, value } = await events.next()
    if (done === true) return value
    note(value)
    yield value
  }
}

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
  if (outcome.ending === 'token-refused' || outcome.isStale === true) results.set('run-status', 'unknown')
  setFindings(results, outcome)
}
