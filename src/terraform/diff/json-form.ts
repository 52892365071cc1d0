import { createHash } from 'node:crypto'
import { isObject, type Json } from '../../json.ts'
import { sortedByKey } from './print-context.ts'

interface Side {
  readonly text: unknown
  readonly json: Json | undefined
}

/**
 * A digest of JSON texts whose spaces, order of keys or escapes are not those of Terraform's `jsonencode`: their values do not say what they are.
 * Undefined where all are as it writes them. https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function formDigest(sides: readonly Side[]): string | undefined {
  const others = sides.map(({ text, json }) => (json === undefined || encoded(json) === text ? null : text))
  if (others.every(text => text === null)) return undefined
  return createHash('sha256').update(JSON.stringify(others)).digest('hex').slice(0, 16)
}

function encoded(json: Json): string {
  if (Array.isArray(json)) return `[${(json as readonly Json[]).map(encoded).join()}]`
  if (isObject(json)) {
    const entries = sortedByKey(new Map(Object.entries(json)))
    return `{${entries.map(([name, value]) => `${encoded(name)}:${encoded(value)}`).join()}}`
  }
  return JSON.stringify(json).replaceAll(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
