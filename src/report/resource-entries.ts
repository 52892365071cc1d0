import { reasonInWords } from '../terraform/action-reasons.ts'
import { destroys, type Change } from '../terraform/plan.ts'
import { isObject, type Json } from '../json.ts'
import { ACTIONS, ORDER } from './actions.ts'
import { attributeDiff } from './attributes.ts'
import type { TextBlock } from './fit.ts'
import { code, codeBlock, details, htmlCode, shorten } from './markdown.ts'

/** Resources, and lines of each, that are shown without being unfolded. */
const FEW = 5
const FEW_LINES = 40
const MAX_ADDRESS = 600
const MAX_NAMES = 4
const MAX_KEYS = 200

/** Changes that read alike: one resource, or equal instances of one. */
export interface Entry {
  readonly changes: readonly [Change, ...Change[]]
  /** Without the key of the instance, where there are several. */
  readonly address: string
  readonly lines: readonly string[]
}

const INSTANCE = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/
export const blockOf = (address: string): string => address.replace(INSTANCE, '')
const keyOf = (address: string): string => INSTANCE.exec(address)?.[0].slice(1, -1) ?? ''

/** Folds equal instances of one resource. Those that are destroyed are equal, whatever their attributes were. */
export function entriesOf(changes: readonly Change[]): readonly Entry[] {
  const groups = new Map<string, { changes: [Change, ...Change[]]; lines: readonly string[] }>()
  for (const change of changes) {
    const { address, action, reason, previousAddress, importing, values } = change
    const lines = action === 'delete' || values === undefined ? [] : linesOf(change)
    const isInstance = INSTANCE.test(address) && previousAddress === undefined && values !== undefined
    const key = isInstance
      ? JSON.stringify([action, blockOf(address), reason, importing, lines])
      : `${action} ${address}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { changes: [change], lines })
    else group.changes.push(change)
  }
  const entries = groups
    .values()
    .map(({ changes, lines }) => ({
      changes,
      address: changes.length === 1 ? changes[0].address : blockOf(changes[0].address),
      lines: changes.length === 1 ? linesOf(changes[0]) : lines
    }))
    .toArray()
  return ORDER.flatMap(action => entries.filter(({ changes: [first] }) => first.action === action))
}

function linesOf({ values, action }: Change): readonly string[] {
  if (values === undefined) return []
  const lines = attributeDiff(values)
  return lines.length === 0 && action === 'update' ? ['# only sensitive values change'] : lines
}

/** An entry in few words of Markdown: "25 × `aws_instance.node[…]`". */
export function nameOf({ changes, address }: Entry): string {
  const name = code(shorten(address, MAX_ADDRESS))
  return changes.length === 1 ? name : `${changes.length} × ${code(`${shorten(address, MAX_ADDRESS)}[…]`)}`
}

/** One block a resource, or for equal instances of one: a line, and what changes inside. */
export function entryBlocks(changes: readonly Change[], done: boolean): readonly TextBlock[] {
  const entries = entriesOf(changes)
  const few = entries.length <= FEW
  return entries.map(entry => {
    const [first] = entry.changes
    const { icon } = ACTIONS[first.action]
    const isLost = destroys(first)
    const what = `${verbOf(first, done)}${notesOf(entry)}`
    const count = entry.changes.length
    const htmlName = htmlCode(shorten(entry.address, MAX_ADDRESS) + (count === 1 ? '' : '[…]'))
    const summary = `${icon} ${count === 1 ? '' : `${count} × `}${htmlName} ${what}`
    const content = contentOf(done ? { ...entry, lines: entry.lines.map(inPast) } : entry)
    const short = `- ${icon} ${nameOf(entry)} ${verbOf(first, done)}`
    return {
      rank: isLost ? 3 : 5,
      what: isLost ? 'resources that are destroyed or replaced' : 'resources',
      count,
      text: content === '' ? `<p>${summary}</p>` : details(summary, content, few && entry.lines.length <= FEW_LINES),
      short,
      ...(isLost && { trace: entry.address })
    }
  })
}

/** After an apply nothing is known after it. */
const inPast = (line: string): string => line.replace(/ = \(known after apply\)(?= # |$)/, ' = (set by the apply)')

function contentOf({ changes, lines }: Entry): string {
  const keys = changes.length === 1 ? [] : changes.map(({ address }) => keyOf(address))
  const shown = keys.slice(0, MAX_KEYS).map(key => code(shorten(key, MAX_ADDRESS)))
  const more = keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : ''
  return [
    ...(keys.length === 0 ? [] : [shown.join(' ') + more]),
    ...(lines.length === 0 ? [] : [codeBlock(lines.join('\n'), 'diff')])
  ].join('\n\n')
}

function verbOf({ action, destroyedFirst }: Change, done: boolean): string {
  const order = destroyedFirst === undefined ? '' : destroyedFirst ? ', <b>destroyed first</b>' : ', created first'
  return (done ? ACTIONS[action].past : ACTIONS[action].future) + (action === 'replace' ? order : '')
}

/** What else is to be known at first sight, as HTML. */
function notesOf({ changes: [first] }: Entry): string {
  const { previousAddress, importing, action, reason, values } = first
  const names = values !== undefined && (action === 'update' || action === 'replace') ? changedNames(values) : []
  const shown = names.slice(0, MAX_NAMES).map(name => htmlCode(shorten(name, 80)))
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
  return [
    ...(previousAddress === undefined ? [] : [`from ${htmlCode(shorten(previousAddress, MAX_ADDRESS))}`]),
    ...(importing && action !== 'import' ? ['imported'] : []),
    ...(reason === undefined ? [] : [htmlText(reasonInWords(reason))]),
    ...(shown.length === 0 ? [] : [shown.join(', ') + more])
  ]
    .map(note => ` · ${note}`)
    .join('')
}

/** A reason that is not known here comes from elsewhere. */
const htmlText = (text: string): string => (/^[\w ',]+$/.test(text) ? text : htmlCode(text))

/** The attributes of the resource itself that change. */
function changedNames({ before, after, afterUnknown }: NonNullable<Change['values']>): readonly string[] {
  const [old, now, unknown] = [fields(before), fields(after), fields(afterUnknown)]
  const isNew = (name: string): boolean =>
    JSON.stringify(own(old, name)) !== JSON.stringify(own(now, name)) || hasTrue(own(unknown, name))
  return [...new Set([...Object.keys(old), ...Object.keys(now), ...Object.keys(unknown)])].filter(isNew)
}

const fields = (value: Json): Readonly<Record<string, Json>> => (isObject(value) ? value : {})
const own = (bag: Readonly<Record<string, Json>>, name: string): Json =>
  Object.hasOwn(bag, name) ? (bag[name] ?? null) : null
const hasTrue = (marks: Json): boolean =>
  marks === true ||
  (Array.isArray(marks)
    ? (marks as readonly Json[]).some(hasTrue)
    : isObject(marks) && Object.values(marks).some(hasTrue))
