import { plural } from '../plural.ts'
import { destroys, type Change } from '../terraform/plan.ts'
import { KNOWN_LATER, type Filter } from '../terraform/diff/writer.ts'
import { ACTIONS, ORDER } from './actions.ts'
import { notesOf, verbOf } from './entry-notes.ts'
import { blockOf, isInstance, keyOf, likeness, sharedDiff, type SharedDiff } from './instances.ts'
import type { TextBlock } from './fit.ts'
import { code, codeBlock, details, htmlCode, shorten } from './markdown.ts'
import type { ApplyStatus, Progress } from './progress.ts'
import { valueDiff, type ValueDiff } from './value-diff.ts'

/** Resources, and lines of each, that are shown without being unfolded. */
const FEW = 5
const FEW_LINES = 40
const MAX_ADDRESS = 600
const MAX_KEYS = 200

/** Names as they are, and with less room. */
export const whole = (text: string): string => text
export const cut = (text: string): string => shorten(text, MAX_ADDRESS)

/** Changes that read alike: one resource, or equal instances of one. */
export interface Entry {
  readonly changes: readonly [Change, ...Change[]]
  /** Without the key of the instance, where there are several. */
  readonly address: string
  /** Of each change; of several that are destroyed they may differ. */
  readonly diffs: readonly [ValueDiff, ...ValueDiff[]]
}

/** Folds equal instances of one resource. */
export function entriesOf(changes: readonly Change[], { filter, when, results }: Showing): readonly Entry[] {
  const groups = new Map<string, { changes: [Change, ...Change[]]; diffs: [ValueDiff, ...ValueDiff[]] }>()
  for (const change of changes) {
    const { address, action, reason, forcedBy, previousAddress, importing, node } = change
    const result = results?.get(address)
    const diff = valueDiff(node, filter, result?.status === 'done' ? UNKNOWN.past : UNKNOWN[when])
    const canFold = isInstance(address) && previousAddress === undefined && node !== undefined
    const key = canFold
      ? JSON.stringify([
          verbOf(change, 'future', result),
          blockOf(address),
          reason,
          forcedBy,
          importing,
          likeness(change, diff)
        ])
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
  const statusOf = ({ changes: [first] }: Entry): string => results?.get(first.address)?.status ?? 'untold'
  const byStatus = Map.groupBy(entries, statusOf)
  return STATUSES.flatMap(status =>
    ORDER.flatMap(action => (byStatus.get(status) ?? []).filter(({ changes: [first] }) => first.action === action))
  )
}

/** What needs attention comes first. */
const STATUSES = ['failed', 'unfinished', 'not-reached', 'untold', 'done'] as const

/** How changes are shown. */
export interface Showing {
  readonly filter: Filter
  /** Before an apply, after it, after one that did not get to its end, made outside of Terraform, or left to a later plan. */
  readonly when: 'future' | 'past' | 'planned' | 'outside' | 'deferred'
  readonly results?: Progress | undefined
}

/** Replaces a value that the plan does not know: after an apply, nothing is "known after apply". */
export const UNKNOWN: Readonly<Record<Showing['when'], string>> = {
  future: KNOWN_LATER,
  past: '(set by the apply)',
  planned: '(not known)',
  outside: '(not known)',
  deferred: '(not known yet)'
}

/** An entry in few words of Markdown: "25 × `aws_instance.node[…]`". */
export function nameOf({ changes, address }: Pick<Entry, 'changes' | 'address'>): string {
  const name = cut(address)
  return changes.length === 1 ? code(name) : `${changes.length} × ${code(`${name}[…]`)}`
}

const STATUS_ICONS = { failed: '❌', unfinished: '⚠️', 'not-reached': '⏸️', done: '✅' } as const satisfies Readonly<
  Record<ApplyStatus, string>
>

/** One block a resource, or for equal instances of one: a line, and what changes inside. */
export function entryBlocks(changes: readonly Change[], showing: Showing): readonly TextBlock[] {
  const entries = entriesOf(changes, showing)
  const few = entries.length <= FEW
  return entries.map(entry => {
    const [first] = entry.changes
    const result = showing.when === 'planned' ? showing.results?.get(first.address) : undefined
    const icon = `${result === undefined ? '' : `${STATUS_ICONS[result.status]} `}${ACTIONS[first.action].icon}`
    const isLost = destroys(first) && showing.when !== 'outside' && showing.when !== 'deferred'
    const verb = verbOf(first, showing.when === 'deferred' ? 'future' : showing.when, result)
    const count = entry.changes.length
    const summary = (name: (text: string) => string): string => {
      const htmlName = htmlCode(name(entry.address) + (count === 1 ? '' : '[…]'))
      const notes = notesOf(entry.changes, { ...showing, name })
      return `${icon} ${count === 1 ? '' : `${count} × `}${htmlName} ${verb}${notes}`
    }
    const shared = sharedDiff(entry.diffs, first)
    const { lines, differing } = shared
    const form = (name: (text: string) => string, content: string): string =>
      content === ''
        ? `<p>${summary(name)}</p>`
        : details(summary(name), content, few && lines.length <= FEW_LINES && differing === 0)
    const changed = entry.diffs.reduce((sum, diff) => sum + diff.changed, 0)
    const missing = changed === 0 ? '' : ` (${plural(changed, 'value')} not shown)`
    return {
      rank: result?.status === 'failed' || result?.status === 'unfinished' ? 1 : isLost ? 3 : 5,
      ...(isLost
        ? { what: 'resource that is destroyed or replaced', whatPlural: 'resources that are destroyed or replaced' }
        : { what: 'resource' }),
      count,
      text: form(whole, wholeContent(entry, shared, showing.filter)),
      brief: form(cut, briefContent(entry, shared, showing.filter)),
      short: `- ${icon} ${nameOf(entry)} ${verb}${missing}`,
      ...(isLost && { trace: entry.address })
    }
  })
}

const diffBlock = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [codeBlock(lines.join('\n'), 'diff')]

function wholeContent(entry: Entry, { lines, differing }: SharedDiff, filter: Filter): string {
  const { changes, diffs } = entry
  if (changes.length === 1) return diffBlock(lines).join('\n\n')
  const each = changes.flatMap(({ address }, index) => [`# ${address}`, ...(diffs[index]?.lines ?? [])])
  return [keysOf(entry, filter, whole).join(' '), ...diffBlock(differing === 0 ? lines : each)].join('\n\n')
}

function briefContent(entry: Entry, { brief, differing }: SharedDiff, filter: Filter): string {
  if (entry.changes.length === 1) return diffBlock(brief).join('\n\n')
  const rest = differing === 0 ? [] : [`_${plural(differing, 'value is', 'values are')} not shown._`]
  const keys = keysOf(entry, filter, cut)
  const shown =
    keys.slice(0, MAX_KEYS).join(' ') + (keys.length > MAX_KEYS ? ` and ${keys.length - MAX_KEYS} more` : '')
  return [shown, ...diffBlock(brief), ...rest].join('\n\n')
}

/** The key of each instance, which may be all that its provisioners depend on. */
const keysOf = ({ changes }: Entry, filter: Filter, name: (text: string) => string): readonly string[] =>
  changes.map(({ address, importId }) => {
    const from = importId === undefined ? '' : ` (from ${code(name(filter.line(importId)))})`
    return code(name(keyOf(address))) + from
  })
