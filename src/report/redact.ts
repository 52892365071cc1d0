import { isObject, type Json } from '../json.ts'
import type { Changes, Values } from '../terraform/plan.ts'

/** Shorter values occur everywhere by chance. */
const SHORTEST = 3

/**
 * A value of any shape without the secrets that are known, in its texts, numbers and names. Masks do not reach what is sent to GitHub, so
 * this is done before anything is written, and not to what was written: a secret may be a word of our own.
 */
export function redact<T>(value: T, secrets: Iterable<string>): T {
  const known = [...secrets].filter(secret => secret.trim().length >= SHORTEST)
  if (known.length === 0) return value
  // The longest first: one secret may be a part of another.
  const pattern = new RegExp(
    known
      .toSorted((a, b) => b.length - a.length)
      .map(secret => RegExp.escape(secret))
      .join('|'),
    'g'
  )
  const exact = new Set(known)
  const visit = (at: unknown): unknown => {
    if (typeof at === 'string') return at.replaceAll(pattern, '***')
    if (typeof at === 'number' || JSON.isRawJSON(at)) return exact.has(JSON.stringify(at)) ? '***' : at
    if (Array.isArray(at)) return at.map(visit)
    if (typeof at !== 'object' || at === null) return at
    return Object.fromEntries(Object.entries(at).map(([name, item]) => [name.replaceAll(pattern, '***'), visit(item)]))
  }
  return visit(value) as T
}

/** The values that a plan marks as sensitive, wherever they stand in it. */
export function sensitiveValues({ resources, drift, outputs }: Changes): ReadonlySet<string> {
  const found = new Set<string>()
  const collect = (value: Json, marks: Json): void => {
    if (marks === true) gather(value)
    else if (Array.isArray(value) && Array.isArray(marks)) {
      for (const [index, item] of (value as readonly Json[]).entries())
        collect(item, (marks as readonly Json[])[index] ?? false)
    } else if (isObject(value) && isObject(marks)) {
      for (const [name, item] of Object.entries(value))
        collect(item, Object.hasOwn(marks, name) ? (marks[name] ?? false) : false)
    }
  }
  const gather = (value: Json): void => {
    if (typeof value === 'string') for (const text of [value, ...value.split(/\r\n|\n|\r/)]) found.add(text)
    else if (typeof value === 'number' || JSON.isRawJSON(value)) found.add(JSON.stringify(value))
    else if (Array.isArray(value)) for (const item of value as readonly Json[]) gather(item)
    else if (isObject(value)) for (const item of Object.values(value)) gather(item)
  }
  const each = [...resources, ...drift].flatMap(({ values }) => (values === undefined ? [] : [values]))
  for (const values of [...each, ...outputs.map(output => output.values)] as readonly Values[]) {
    collect(values.before, values.beforeSensitive)
    collect(values.after, values.afterSensitive)
  }
  return found
}
