import { ApiError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import { meaning } from './status.ts'

export type Stopped = 'cancelled' | 'discarded' | 'left'

/**
 * Ends a run that nobody waits for any more: what runs is cancelled, what waits for a decision is discarded. Which of them fits is the
 * service's to say, by what it offers and what it answers. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run
 */
export async function stop(tfe: Tfe, run: Run, comment: string): Promise<Stopped> {
  if (meaning(run.status) === 'ended') return 'left'
  const { cancelable, discardable } = run.actions
  const ways =
    discardable && !cancelable ? (['discarded', 'cancelled'] as const) : (['cancelled', 'discarded'] as const)
  for (const way of ways) {
    try {
      await (way === 'cancelled' ? tfe.runs.cancel(run.id, comment) : tfe.runs.discard(run.id, comment))
      return way
    } catch (error) {
      if (!ApiError.is(error, 409)) throw error
    }
  }
  return 'left'
}
