import { isObject, type Json } from '../../json.ts'

/** What a document has in the place of sensitive values: themselves, a digest of each that can be compared with others of the document, or the same for all. */
export type RedactionKind = 'none' | 'digests' | 'constants'

/** Whether a value is a digest of the service. */
export const isDigest = (value: Json | undefined): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/** Of a document without its sensitive values, one digest tells that there are digests. */
export function redactionKind(changes: readonly Readonly<Record<string, Json>>[]): Exclude<RedactionKind, 'none'> {
  const found = changes.some(
    change => hasDigest(change.before, change.before_sensitive) || hasDigest(change.after, change.after_sensitive)
  )
  return found ? 'digests' : 'constants'
}

function hasDigest(value: Json | undefined, marks: Json | undefined): boolean {
  if (marks === true) return isDigest(value)
  if (Array.isArray(value) && Array.isArray(marks))
    return (value as readonly Json[]).some((item, index) => hasDigest(item, (marks as readonly Json[])[index]))
  if (!isObject(value) || !isObject(marks)) return false
  return Object.keys(marks).some(name => Object.hasOwn(value, name) && hasDigest(value[name], marks[name]))
}

/** Whether two equal values that are marked are known to be the same value. */
export function isKnownEqual(value: Json, redaction: RedactionKind): boolean {
  if (redaction === 'none') return true
  return redaction === 'digests' && (value === null || isDigest(value))
}
