import { isRequestFailure } from '../errors.ts'
import { Deadline, DeadlineExceeded } from '../network/deadline.ts'
import { statusMeaning, describeStatus as statusSays } from '../run/status.ts'
import { endActiveRun, type EndedRun } from '../run/end-active-run.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { World } from './world.ts'

/** Milliseconds between two looks at a run that is ending, and for one look: nothing else is done meanwhile. */
const BETWEEN_LOOKS_MS = 1_000
const LOOK_MS = 10_000
/** Longer than any of it takes by its own limits. */
const MAX_ENDING_MS = 3_600_000

/** How long a run may take to end. */
export interface EndRunLimits {
  /** Milliseconds that the service may refuse to end it. */
  readonly patienceMs?: number
  /** Milliseconds after that until it has ended. */
  readonly settlingMs: number
  /** Milliseconds for all of it. */
  readonly withinMs?: number
}

/**
 * Ends a run, and logs what became of it. Where that fails, the post step tries again: how the step ends is settled by what came before. `onRun`
 * gets the run each time that it was read.
 */
export async function endRun(
  world: World,
  tfe: Tfe,
  run: Run,
  comment: string,
  { patienceMs = 0, settlingMs, withinMs = MAX_ENDING_MS }: EndRunLimits,
  onRun: (run: Run | undefined) => void
): Promise<Run | undefined> {
  const { log, clock } = world
  using deadline = new Deadline(clock, withinMs)
  const { signal } = deadline
  try {
    const stopped = await endActiveRun(tfe, run, comment, { patienceMs, signal })
    log.info(`Run ${run.id}: ${describeEndedRun(stopped)}.`)
    if (stopped.how === 'over' || stopped.how === 'left') {
      onRun(stopped.run)
      return stopped.run
    }
  } catch (error) {
    const isLate = error instanceof DeadlineExceeded
    if (!isLate && !isRequestFailure(error)) throw error
    const why = isLate ? `${tfe.http.host} did not answer within ${error.seconds} seconds` : log.reason(error)
    log.warning(`The action can't end run ${run.id} now, and tries again when the job ends: ${why}`)
    if (isLate) {
      onRun(undefined)
      return undefined
    }
  }
  const end = clock.now() + settlingMs
  for (;;) {
    const latest = await readOnce(world, tfe, run.id, signal)
    onRun(latest)
    if (latest === undefined || statusMeaning(latest.status) === 'ended' || clock.now() >= end) return latest
    await clock.sleep(BETWEEN_LOOKS_MS)
  }
}

/** The run as it is now, also when the job is cancelled. Undefined where the service does not say in time. */
export async function readOnce(
  { clock }: World,
  tfe: Tfe,
  runId: string,
  outer?: AbortSignal
): Promise<Run | undefined> {
  using deadline = new Deadline(clock, LOOK_MS, outer)
  try {
    return await tfe.runs.read(runId, { signal: deadline.signal })
  } catch {
    return undefined
  }
}

/** What became of a run that the action asked to end. */
export function describeEndedRun({ how, run }: EndedRun): string {
  switch (how) {
    case 'cancelled':
      if (run.status === 'applying')
        return 'cancellation requested; Terraform finishes its current operation and saves its state'
      return 'cancellation requested'
    case 'discarded':
      return 'discard requested'
    case 'over':
      return `had already finished: ${statusSays(run.status)}`
    case 'left':
      return `not changed: it can be neither cancelled nor discarded while it is ${statusSays(run.status)}`
    default:
      return how satisfies never
  }
}
