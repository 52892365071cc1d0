import { isObject, type Json } from '../json.ts'
import type { Values } from '../terraform/plan.ts'

/** Longer values are cut, and longer texts are shown by what differs. */
const LONGEST_VALUE = 500
const MOST_LINES = 200
const CONTEXT = 2

/** One attribute, as far as it may be shown. `hidden` tells apart values that look alike. */
type Shown = { readonly text: string; readonly hidden?: string } | { readonly lines: readonly string[] } | undefined

/** The attributes of a resource that change, as lines of a diff. Sensitive values are not among them. */
export function attributeDiff(values: Values): readonly string[] {
  const before = flatten(values.before, values.beforeSensitive, false)
  const after = flatten(values.after, values.afterSensitive, values.afterUnknown)
  const forced = values.replacePaths.map(path => (Array.isArray(path) ? joinPath(path as readonly Json[]) : ''))
  const lines: string[] = []
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (lines.length > MOST_LINES) return [...lines.slice(0, MOST_LINES), '# … and more']
    // What is not known as a whole says nothing of its parts.
    if (!after.has(name) && ancestors(name).some(ancestor => isUnknown(after.get(ancestor)))) continue
    const note = forced.some(path => path === name || ancestors(name).includes(path)) ? FORCES : ''
    lines.push(...difference(name, before.get(name), after.get(name), note))
  }
  // A sensitive value may force a replacement without showing that it changes.
  const silent = forced.filter(path => path !== '' && !lines.some(line => line.includes(path)))
  return [...lines, ...silent.map(path => `# ${path} forces replacement`)]
}

const FORCES = ' # forces replacement'
const UNKNOWN = '(known after apply)'
const isUnknown = (shown: Shown): boolean => shown !== undefined && 'text' in shown && shown.text === UNKNOWN

/** `a.b[0].c` is below `a.b[0]`, `a.b` and `a`. */
const ancestors = (name: string): readonly string[] =>
  Array.from(name.matchAll(/[.[]/g), ({ index }) => name.slice(0, index)).filter(path => path !== '')

function difference(name: string, before: Shown, after: Shown, note: string): readonly string[] {
  if (same(before, after)) return []
  if (before !== undefined && after !== undefined && 'lines' in before && 'lines' in after) {
    return [`# ${name}${note}`, ...lineDiff(before.lines, after.lines)]
  }
  return [
    ...(before === undefined ? [] : [`- ${name} = ${inline(before)}${after === undefined ? note : ''}`]),
    ...(after === undefined ? [] : [`+ ${name} = ${inline(after)}${note}`])
  ]
}

const same = (a: Shown, b: Shown): boolean =>
  a !== undefined && b !== undefined && inline(a) === inline(b) && hiddenOf(a) === hiddenOf(b)
const inline = (shown: NonNullable<Shown>): string =>
  'text' in shown ? shown.text : cut(JSON.stringify(shown.lines.join('\n')))
const hiddenOf = (shown: NonNullable<Shown>): string | undefined => ('hidden' in shown ? shown.hidden : undefined)
const cut = (text: string): string => (text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text)

/** The leaves of a value by their paths. Null is no leaf: an attribute that is null is not set. */
function flatten(value: Json, sensitive: Json, unknown: Json): ReadonlyMap<string, Shown> {
  const leaves = new Map<string, Shown>()
  const visit = (path: readonly Json[], at: Json, isSensitive: Json, isUnknown: Json): void => {
    const name = joinPath(path)
    if (isUnknown === true) leaves.set(name, { text: UNKNOWN })
    else if (at === null && !isObject(isUnknown)) return
    else if (isSensitive === true) leaves.set(name, { text: '(sensitive value)', hidden: JSON.stringify(at) })
    else if (isObject(at) || isObject(isUnknown)) {
      const fields = isObject(at) ? at : {}
      const marks = isObject(isUnknown) ? isUnknown : {}
      for (const key of new Set([...Object.keys(fields), ...Object.keys(marks)])) {
        visit([...path, key], own(fields, key), isObject(isSensitive) ? own(isSensitive, key) : false, own(marks, key))
      }
    } else if (Array.isArray(at)) {
      const items = at as readonly Json[]
      const mark = (marks: Json, index: number): Json =>
        Array.isArray(marks) ? ((marks as readonly Json[])[index] ?? false) : false
      for (const [index, item] of items.entries())
        visit([...path, index], item, mark(isSensitive, index), mark(isUnknown, index))
    } else leaves.set(name, leaf(at))
  }
  visit([], value, sensitive, unknown)
  return leaves
}

const own = (fields: Readonly<Record<string, Json>>, key: string): Json =>
  Object.hasOwn(fields, key) ? (fields[key] ?? null) : null

/** A text of several lines is shown line by line. */
const leaf = (value: Json): Shown =>
  typeof value === 'string' && value.includes('\n')
    ? { lines: value.split('\n') }
    : { text: cut(JSON.stringify(value)) }

/** `tags["a b"][0].name`, as in Terraform's own language. */
const joinPath = (path: readonly Json[]): string =>
  path.reduce<string>((joined, part) => {
    if (typeof part === 'number') return `${joined}[${part}]`
    const name = typeof part === 'string' ? part : JSON.stringify(part)
    if (!/^[A-Za-z_][\w-]*$/.test(name)) return `${joined}[${JSON.stringify(name)}]`
    return joined === '' ? name : `${joined}.${name}`
  }, '')

/** What differs between two texts: everything between the lines that they begin and end alike with. */
function lineDiff(before: readonly string[], after: readonly string[]): readonly string[] {
  const start = commonLength(before, after)
  const end = commonLength(before.slice(start).toReversed(), after.slice(start).toReversed())
  const middle = (lines: readonly string[]): readonly string[] => lines.slice(start, lines.length - end)
  return [
    ...before.slice(Math.max(0, start - CONTEXT), start).map(line => `  ${line}`),
    ...middle(before).map(line => `- ${line}`),
    ...middle(after).map(line => `+ ${line}`),
    ...before.slice(before.length - end, before.length - end + CONTEXT).map(line => `  ${line}`)
  ].map(cut)
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((line, index) => line !== b[index])
  return different === -1 ? Math.min(a.length, b.length) : different
}
