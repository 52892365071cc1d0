import { reasonInWords } from '../terraform/action-reasons.ts'
import { destroys, type Change } from '../terraform/plan.ts'
import type { Difference } from '../terraform/diff/tree.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import { ACTIONS, ORDER } from './actions.ts'
import type { TextBlock } from './fit.ts'
import { code, codeBlock, details, htmlCode, shorten } from './markdown.ts'
import { valueDiff, type ValueDiff } from './value-diff.ts'

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
  /** Of each change; of several that are destroyed they may differ. */
  readonly diffs: readonly [ValueDiff, ...ValueDiff[]]
}

const INSTANCE = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/
export const blockOf = (address: string): string => address.replace(INSTANCE, '')
const keyOf = (address: string): string => INSTANCE.exec(address)?.[0].slice(1, -1) ?? ''

/** Folds equal instances of one resource. Those that are destroyed are equal, whatever their attributes were. */
export function entriesOf(changes: readonly Change[], { filter, when }: Showing): readonly Entry[] {
  const groups = new Map<string, { changes: [Change, ...Change[]]; diffs: [ValueDiff, ...ValueDiff[]] }>()
  for (const change of changes) {
    const { address, action, reason, previousAddress, importing, node } = change
    const diff = valueDiff(node, filter, when === 'past')
    const isInstance = INSTANCE.test(address) && previousAddress === undefined && node !== undefined
    const key = isInstance
      ? JSON.stringify([action, blockOf(address), reason, importing, action === 'delete' ? [] : diff.lines])
      : `${action} ${address}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { changes: [change], diffs: [diff] })
    else {
      group.changes.push(change)
      group.diffs.push(diff)
    }
  }
  const entries = groups
    .values()
    .map(group => ({
      ...group,
      address: group.changes.length === 1 ? group.changes[0].address : blockOf(group.changes[0].address)
    }))
    .toArray()
  return ORDER.flatMap(action => entries.filter(({ changes: [first] }) => first.action === action))
}

/** How changes are shown. */
export interface Showing {
  readonly filter: Filter
  /** Before an apply, after it, made outside of Terraform, or left to a later plan. */
  readonly when: 'future' | 'past' | 'outside' | 'deferred'
}

/** An entry in few words of Markdown: "25 × `aws_instance.node[…]`". */
export function nameOf({ changes, address }: Pick<Entry, 'changes' | 'address'>): string {
  const name = code(shorten(address, MAX_ADDRESS))
  return changes.length === 1 ? name : `${changes.length} × ${code(`${shorten(address, MAX_ADDRESS)}[…]`)}`
}

/** One block a resource, or for equal instances of one: a line, and what changes inside. */
export function entryBlocks(changes: readonly Change[], showing: Showing): readonly TextBlock[] {
  const entries = entriesOf(changes, showing)
  const few = entries.length <= FEW
  return entries.map(entry => {
    const [first] = entry.changes
    const { icon } = ACTIONS[first.action]
    const isLost = destroys(first) && (showing.when === 'future' || showing.when === 'past')
    const verb = verbOf(first, showing.when)
    const count = entry.changes.length
    const htmlName = htmlCode(shorten(entry.address, MAX_ADDRESS) + (count === 1 ? '' : '[…]'))
    const summary = `${icon} ${count === 1 ? '' : `${count} × `}${htmlName} ${verb}${notesOf(entry)}`
    const [{ lines }] = entry.diffs
    const form = (content: string): string =>
      content === ''
        ? `<p>${summary}</p>`
        : details(summary, content, few && lines.length <= FEW_LINES && (count === 1 || isAlike(entry)))
    const changed = entry.diffs.reduce((sum, diff) => sum + diff.changed, 0)
    const missing = changed === 0 ? '' : ` (${changed} ${changed === 1 ? 'value' : 'values'} not shown)`
    return {
      rank: isLost ? 3 : 5,
      what: isLost ? 'resources that are destroyed or replaced' : 'resources',
      count,
      text: form(wholeContent(entry)),
      brief: form(briefContent(entry, changed)),
      short: `- ${icon} ${nameOf(entry)} ${verb}${missing}`,
      ...(isLost && { trace: entry.address })
    }
  })
}

const diffBlock = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [codeBlock(lines.join('\n'), 'diff')]

const isAlike = ({ changes: [{ action }] }: Entry): boolean => action !== 'delete'

function wholeContent(entry: Entry): string {
  const { changes, diffs } = entry
  const [{ lines }] = diffs
  if (changes.length === 1) return diffBlock(lines).join('\n\n')
  const each = changes.flatMap(({ address }, index) => [`# ${address}`, ...(diffs[index]?.lines ?? [])])
  return [keysOf(entry), ...diffBlock(isAlike(entry) ? lines : each)].join('\n\n')
}

function briefContent(entry: Entry, changed: number): string {
  const { changes, diffs } = entry
  const [{ brief }] = diffs
  if (changes.length === 1) return diffBlock(brief).join('\n\n')
  const rest = isAlike(entry) ? diffBlock(brief) : [`_${changed} values are not shown._`]
  return [keysOf(entry), ...rest].join('\n\n')
}

function keysOf({ changes }: Entry): string {
  const keys = changes.map(({ address }) => keyOf(address))
  const shown = keys.slice(0, MAX_KEYS).map(key => code(shorten(key, MAX_ADDRESS)))
  return shown.join(' ') + (keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : '')
}

function verbOf({ action, destroyedFirst }: Change, when: Showing['when']): string {
  const order = destroyedFirst === undefined ? '' : destroyedFirst ? ', <b>destroyed first</b>' : ', created first'
  return ACTIONS[action][when === 'deferred' ? 'future' : when] + (action === 'replace' ? order : '')
}

/** What else is to be known at first sight, as HTML. */
function notesOf({ changes: [first] }: Entry): string {
  const { previousAddress, importing, action, forcedBy = [], node } = first
  const names =
    action === 'update' || action === 'replace' ? changedNames(node).filter(name => !forcedBy.includes(name)) : []
  return [
    ...(previousAddress === undefined ? [] : [`from ${htmlCode(shorten(previousAddress, MAX_ADDRESS))}`]),
    ...(importing && action !== 'import' ? ['imported'] : []),
    ...whyOf(first),
    ...(names.length === 0 ? [] : [list(names)])
  ]
    .map(note => ` · ${note}`)
    .join('')
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(name => htmlCode(shorten(name, 80)))
  return shown.join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '')
}

/** Attributes that can't be changed in place say more than that there are some. */
function whyOf({ reason, forcedBy = [] }: Change): readonly string[] {
  if (forcedBy.length > 0 && (reason === undefined || reason === 'replace_because_cannot_update'))
    return [`because of ${list(forcedBy)}`]
  return reason === undefined ? [] : [htmlText(reasonInWords(reason))]
}

/** A reason that is not known here comes from elsewhere. */
const htmlText = (text: string): string => (/^[\w ',]+$/.test(text) ? text : htmlCode(text))

/** The attributes and blocks of the resource itself that change. */
function changedNames(node: Difference | undefined): readonly string[] {
  if (node?.kind !== 'block') return []
  const attributes = node.attributes.entries().filter(([, { action }]) => action !== 'none')
  const blocks = node.blocks.filter(({ items }) => items.some(item => item.node.action !== 'none'))
  return [...attributes.map(([name]) => name), ...blocks.map(({ type }) => type)]
}
