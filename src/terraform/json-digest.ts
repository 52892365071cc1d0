import { createHash } from 'node:crypto'
import { isObject, type Json } from '../json.ts'

/** A digest of a value, whatever the order of its keys. */
export const jsonDigest = (json: Json): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(json)))
    .digest('base64url')

/** The order of an object's keys means nothing. */
function sorted(json: Json): Json {
  if (Array.isArray(json)) return ['list', ...(json as readonly Json[]).map(sorted)]
  if (!isObject(json)) return json
  // A list of pairs, since a key such as __proto__ would be lost in an object.
  return [
    'object',
    ...Object.entries(json)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, sorted(value)])
  ]
}
