import { growingPauses, poll } from '../clock.ts'
import { ApiError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce } from '../tfe/write-once.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { statusMeaning } from './status.ts'

/** `over`: it had ended by itself. `left`: it can be neither cancelled nor discarded now. */
export interface EndedRun {
  readonly how: 'cancelled' | 'discarded' | 'over' | 'left'
  /** The run as it was read last. */
  readonly run: Run
}

/** Times that it is asked for without an answer. */
const MAX_ATTEMPTS = 3
/** Milliseconds between two tries. */
const BETWEEN_TRIES_MS = 2_000

export interface EndOptions {
  /** Milliseconds that the service may refuse it. */
  readonly patienceMs?: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Ends a run that the step no longer waits for: cancels an active run, and discards one that waits for a decision. Which of them fits is the
 * service's to say, by what it offers and what it answers. Between two stages neither may fit: that is tried again for `patienceMs`.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run
 */
export async function endActiveRun(
  tfe: Tfe,
  first: Run,
  comment: string,
  { patienceMs = 0, signal }: EndOptions = {}
): Promise<EndedRun> {
  const polling = { pausesMs: growingPauses(BETWEEN_TRIES_MS), limitMs: patienceMs, signal }
  let run = first
  const stopped = await poll(tfe.clock, polling, async (before): Promise<EndedRun | undefined> => {
    if (before > 0) run = await tfe.runs.read(run.id, { signal })
    if (statusMeaning(run.status) === 'ended') return { how: 'over', run }
    if (run.isBeingCanceled) return { how: 'cancelled', run }
    const how = await requestEndOnce(tfe, run, comment, signal)
    return how && { how, run }
  })
  if (stopped !== undefined) return stopped
  run = await tfe.runs.read(first.id, { signal })
  return { how: statusMeaning(run.status) === 'ended' ? 'over' : 'left', run }
}

/** Where no answer comes, the run is asked again, if it can still end: nothing else watches it. */
const requestEndOnce = (tfe: Tfe, run: Run, comment: string, signal: AbortSignal | undefined) =>
  sendOnce<'cancelled' | 'discarded' | undefined>(tfe.clock, {
    attempts: MAX_ATTEMPTS,
    send: () => tryTo(tfe, run, comment, signal),
    async find() {
      const now = await tfe.runs.read(run.id, { signal })
      if (now.isBeingCanceled) return 'cancelled'
      return statusMeaning(now.status) === 'ended'
        ? now.status === 'discarded'
          ? 'discarded'
          : 'cancelled'
        : undefined
    },
    pausesMs: [BETWEEN_TRIES_MS],
    ...(signal && { signal })
  })

/** One try. Undefined where the service refuses both. */
async function tryTo(
  tfe: Tfe,
  { id, actions }: Run,
  comment: string,
  signal: AbortSignal | undefined
): Promise<'cancelled' | 'discarded' | undefined> {
  const { cancelable, discardable } = actions
  const ways =
    discardable && !cancelable ? (['discarded', 'cancelled'] as const) : (['cancelled', 'discarded'] as const)
  for (const way of ways) {
    try {
      await (way === 'cancelled' ? tfe.runs.cancel(id, comment, { signal }) : tfe.runs.discard(id, comment, { signal }))
      return way
    } catch (error) {
      if (!ApiError.is(error, 409)) throw error
    }
  }
  return undefined
}
