import { isRequestFailure } from '../errors.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import { inQuotes } from './in-quotes.ts'
import type { World } from './world.ts'

/** The actions of run events that end a run, and what messages call them. */
const ENDS: Readonly<Record<string, string>> = {
  canceled: 'cancelled',
  force_canceled: 'cancelled by force',
  discarded: 'discarded'
}

const MAX_COMMENT_CHARS = 200

/** Who cancelled or discarded a run, and with which comment, where the service says. */
export async function endedBy({ log, signal }: World, tfe: Tfe, { ending, run }: Outcome): Promise<readonly string[]> {
  if (ending !== 'canceled' && ending !== 'discarded') return []
  try {
    const events = await tfe.comments.events(run.id, { signal })
    const at = events.findLastIndex(({ action }) => Object.hasOwn(ENDS, action))
    const end = events[at]
    if (end === undefined) return []
    const next = events[at + 1]
    const text = end.comment ?? (next?.actorId === end.actorId ? next?.comment : undefined)
    const comment = inQuotes(text, log.secrets, MAX_COMMENT_CHARS)
    const by = end.actor === undefined ? '' : ` by ${end.actor}`
    if (by === '' && comment === '') return []
    return [
      log.secrets.removeFrom(
        `The run was ${ENDS[end.action] ?? end.action}${by}${comment === '' ? '' : `, with the comment ${comment}`}.`
      )
    ]
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    log.debug(`The events of the run can't be read: ${log.reason(error)}`)
    return []
  }
}
