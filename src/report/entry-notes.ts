import { reasonInWords } from '../terraform/action-reasons.ts'
import type { Difference } from '../terraform/diff/tree.ts'
import type { Change } from '../terraform/plan.ts'
import { ACTIONS, type Tense } from './actions.ts'
import { durationsInWords } from './durations.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import { htmlCode, shorten } from './markdown.ts'
import type { ApplyResult, Progress } from './progress.ts'

const MAX_NAMES = 4

/** What happens to a resource, or what happened. */
export function verbOf(
  { action, destroyedFirst, forgets = false }: Change,
  tense: Tense,
  result: ApplyResult | undefined
): string {
  if (result?.status === 'not-reached') return `${ACTIONS[action].planned}, ${result.words}`
  if (result !== undefined) return result.words
  const order = forgets
    ? `, the old object <b>forgotten${destroyedFirst === true ? ' first' : ''}, not destroyed</b>`
    : destroyedFirst === undefined
      ? ''
      : destroyedFirst
        ? ', <b>destroyed first</b>'
        : ', created first'
  return ACTIONS[action][tense] + (action === 'replace' ? order : '')
}

/** How notes are shown. */
interface NoteOptions {
  readonly filter: Filter
  readonly results?: Progress | undefined
  /** An address or id, shortened where there is little room. */
  readonly name: (text: string) => string
}

/** What else is to be known at first sight, as HTML. */
export function notesOf(changes: readonly [Change, ...Change[]], { filter, results, name }: NoteOptions): string {
  const [first] = changes
  const time = durationsInWords(changes.map(({ address }) => results?.get(address)))
  const { previousAddress, importing, importId, action, forcedBy = [], node } = first
  const names =
    action === 'update' || action === 'replace' ? changedNames(node).filter(name => !forcedBy.includes(name)) : []
  return [
    ...(time === '' ? [] : [time]),
    ...(previousAddress === undefined ? [] : [`from ${htmlCode(name(previousAddress))}`]),
    ...(importId !== undefined && changes.length === 1
      ? [`imported from ${htmlCode(name(filter.line(importId)))}`]
      : importing && action !== 'import'
        ? ['imported']
        : []),
    ...whyOf(first, filter),
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
function whyOf({ reason, forcedBy = [] }: Change, { line }: Filter): readonly string[] {
  if (forcedBy.length > 0 && (reason === undefined || reason === 'replace_because_cannot_update'))
    return [`because of ${list(forcedBy)}`]
  return reason === undefined ? [] : [htmlText(reasonInWords(reason, line))]
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
