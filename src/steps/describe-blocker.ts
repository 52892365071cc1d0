import type { Blocker } from '../run/blocker.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { inQuotes } from './in-quotes.ts'

const MAX_MESSAGE_CHARS = 80

/** Who holds a workspace, in words without secrets. */
export function describeBlocker({ name, text, details = '' }: Blocker, secrets: Secrets): string {
  const quoted = inQuotes(text, secrets, MAX_MESSAGE_CHARS)
  return secrets.removeFrom(`${name}${quoted === '' ? '' : ` (${quoted})`}${details}`)
}
