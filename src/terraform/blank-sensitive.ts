import { isObject, type Json } from '../json.ts'

/** Marks and what they are of: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const MARKED: readonly (readonly [values: string, marks: string])[] = [
  ['before', 'before_sensitive'],
  ['after', 'after_sensitive'],
  ['config_values', 'config_sensitive']
]

/**
 * An entry of a plan with the same text in place of every value that is marked as sensitive: the service puts a digest there, with another key in each
 * document. Only that a value is set stays, and the marks themselves.
 */
export function blankSensitive(entry: Json): Json {
  if (!isObject(entry)) return entry
  const blanked = new Map(Object.entries(entry))
  for (const [values, marks] of MARKED) {
    const [value, mark] = [blanked.get(values), blanked.get(marks)]
    if (value !== undefined && mark !== undefined) blanked.set(values, blank(value, mark))
  }
  for (const name of ['change', 'resource_change', 'action_invocation']) {
    const inner = blanked.get(name)
    if (inner !== undefined) blanked.set(name, blankSensitive(inner))
  }
  return Object.fromEntries(blanked)
}

function blank(value: Json, marks: Json): Json {
  if (marks === true) return value === null ? null : '(sensitive value)'
  if (Array.isArray(value) && Array.isArray(marks))
    return (value as readonly Json[]).map((item, index) => blank(item, (marks as readonly Json[])[index] ?? false))
  if (!isObject(value) || !isObject(marks)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      Object.hasOwn(marks, name) ? blank(item, marks[name] ?? false) : item
    ])
  )
}
