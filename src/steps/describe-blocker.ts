import type { Blocker } from '../run/blocker.ts'
import type { QueueState } from '../run/queue.ts'
import { describeWait } from '../run/stall.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { inQuotes } from './in-quotes.ts'

const MAX_MESSAGE_CHARS = 80

/** Who holds a workspace, in words without secrets. */
export function describeBlocker({ name, text, details = '' }: Blocker, secrets: Secrets): string {
  const quoted = inQuotes(text, secrets, MAX_MESSAGE_CHARS)
  return secrets.removeFrom(`${name}${quoted === '' ? '' : ` (${quoted})`}${details}`)
}

/** What a queued run waits for. */
export function describeQueue({ waited, position, holder }: QueueState, secrets: Secrets): string {
  const time = describeWait(waited)
  const behind = position === undefined || position <= 0 ? '' : `, at position ${position} of the queue`
  const held = holder === undefined ? '' : `; the workspace is held by ${describeBlocker(holder, secrets)}`
  return `Waiting for ${time}${behind}${held}.`
}
