import { isObject, valueOf, type Json } from '../json.ts'
import { text } from './plan-entry.ts'

/** Which object is imported: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export const importIdOf = (importing: Json | undefined): string | undefined => {
  const [id, identity] = [text(valueOf(importing, 'id')), valueOf(importing, 'identity')]
  const named = [
    id === '' ? [] : [UNLIKE_AN_ID.test(id) ? JSON.stringify(id) : id],
    isObject(identity) ? [JSON.stringify(identity)] : [],
    valueOf(importing, 'unknown') === true ? ['(not known yet)'] : []
  ]
  return named.flat().join(' ') || undefined
}

/** An id that reads as something else is in quotes, with escapes. */
// eslint-disable-next-line no-control-regex -- those are the characters
const UNLIKE_AN_ID = /^[("{]| [({]|[\u0000-\u001f]/
