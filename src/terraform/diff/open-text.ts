import { hasKeyTwice, isObject, parseJson, type Json } from '../../json.ts'
import { align } from './align.ts'
import { difference } from './difference.ts'
import { formDigest } from './json-form.ts'
import { UNMARKED } from './pair.ts'
import type { Action, LeafDifference, Difference } from './tree.ts'

/** What is in a string: JSON, lines, or just text. */
export type TextContent =
  | { readonly kind: 'plain'; readonly isSameJson?: boolean }
  | {
      readonly kind: 'json'
      readonly node: Difference
      readonly whitespaceOnly: boolean
      /** Tells texts with the same values from each other, where all must be shown. */
      readonly digest?: string | undefined
    }
  | {
      readonly kind: 'lines'
      readonly lines: readonly TextLine[]
      readonly coarse: boolean
      readonly isSameJson?: boolean
    }

export interface TextLine {
  readonly action: Action
  /** Null where one side has lines and the other one is null. */
  readonly text: string | null
}

const PLAIN = { kind: 'plain' } as const

/**
 * Looks into a string, or into both sides of one that changes. `isWhole`: also at the blank lines at its ends, which the CLI leaves out, and at how
 * JSON is written, of which the CLI says no more than that it changes.
 */
export function parseText({ action, before, after, isUntyped }: LeafDifference, isWhole = false): TextContent {
  const linesOf = isWhole ? allLines : trimmedLines
  if (action !== 'update') return openOne(before ?? after, action, isWhole)
  const [first, second] = [encoded(before), encoded(after)]
  if (first !== undefined && second !== undefined) {
    const node = difference({ ...UNMARKED, exact: isWhole, before: first, after: second })
    if (!isWhole) return { kind: 'json', node, whitespaceOnly: node.action === 'none' }
    if (node.action === 'none' && isText(before) && isText(after)) return sameJson(before, after)
    const digest = formDigest([
      { text: before, json: first },
      { text: after, json: second }
    ])
    return { kind: 'json', node, whitespaceOnly: false, digest }
  }
  if (first !== undefined || second !== undefined || !isText(before) || !isText(after)) return PLAIN
  // Without a type, null is a value of another one.
  if (isUntyped && (before === null || after === null)) return PLAIN
  return hasLines(before) || hasLines(after) ? compared(linesOf(before), linesOf(after)) : PLAIN
}

const sameJson = (before: Text, after: Text): TextContent => ({
  ...(hasLines(before) || hasLines(after) ? compared(allLines(before), allLines(after)) : PLAIN),
  isSameJson: true
})

function openOne(side: unknown, action: Action, isWhole: boolean): TextContent {
  const json = encoded(side)
  if (json !== undefined) {
    const sides = { before: action === 'create' ? undefined : json, after: action === 'delete' ? undefined : json }
    const digest = isWhole ? formDigest([{ text: side, json }]) : undefined
    return { kind: 'json', node: difference({ ...UNMARKED, exact: isWhole, ...sides }), whitespaceOnly: false, digest }
  }
  if (!isText(side) || !hasLines(side)) return PLAIN
  return {
    kind: 'lines',
    lines: (isWhole ? allLines : trimmedLines)(side).map(text => ({ action: 'none', text })),
    coarse: false
  }
}

export const isJson = (side: unknown): boolean => encoded(side) !== undefined

/**
 * Objects and lists only: a number or a text in quotes may mean what it says. Nor is JSON opened that has a key twice: of the values of such a key,
 * each reader takes another one.
 */
function encoded(side: unknown): Json | undefined {
  if (typeof side !== 'string' || !/^[[{]/.test(side)) return undefined
  try {
    const json = parseJson(side)
    return (isObject(json) || Array.isArray(json)) && !hasKeyTwice(side, json) ? json : undefined
  } catch {
    return undefined
  }
}

type Text = string | null

const isText = (side: unknown): side is Text => typeof side === 'string' || side === null
const hasLines = (side: Text): side is string => side?.includes('\n') ?? false

/** Each line but the empty one behind the last line break. */
const allLines = (side: Text): readonly Text[] => (hasLines(side) ? side.replace(/\n$/, '').split('\n') : [side])

const trimmedLines = (side: Text): readonly Text[] => (hasLines(side) ? withoutBlankEnds(side).split('\n') : [side])

/** Go takes other characters for blank than JavaScript. One look at each: a pattern for the end would begin again at each blank. */
function withoutBlankEnds(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && BLANK.test(text.charAt(start))) start++
  while (end > start && BLANK.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

const BLANK = /\p{White_Space}/u

function compared(before: readonly Text[], after: readonly Text[]): Extract<TextContent, { kind: 'lines' }> {
  // No line holds the end of one, so that null is equal to none.
  const keys = (lines: readonly Text[]): readonly string[] => lines.map(line => line ?? '\n')
  const { steps, coarse } = align(keys(before), keys(after))
  const lines = steps.map(([b, a]): TextLine => {
    if (b === undefined) return { action: 'create', text: after[a ?? 0] ?? null }
    return { action: a === undefined ? 'delete' : 'none', text: before[b] ?? null }
  })
  return { kind: 'lines', lines, coarse }
}
