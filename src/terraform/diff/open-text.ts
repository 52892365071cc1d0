import { isObject, parseJson, type Json } from '../../json.ts'
import { align } from './align.ts'
import { difference } from './difference.ts'
import { UNMARKED } from './pair.ts'
import type { Action, LeafDifference, Difference } from './tree.ts'

/** What is in a string: JSON, lines, or just text. */
export type TextContent =
  | { readonly kind: 'plain' }
  | { readonly kind: 'json'; readonly node: Difference; readonly whitespaceOnly: boolean }
  | { readonly kind: 'lines'; readonly lines: readonly TextLine[]; readonly coarse: boolean }

export interface TextLine {
  readonly action: Action
  readonly text: string
}

const PLAIN: TextContent = { kind: 'plain' }

/** Looks into a string, or into both sides of one that changes. */
export function parseText({ action, before, after }: LeafDifference): TextContent {
  if (action !== 'update') return openOne(before ?? after, action)
  const [first, second] = [encoded(before), encoded(after)]
  if (first !== undefined && second !== undefined) {
    const node = difference({ ...UNMARKED, before: first, after: second })
    return { kind: 'json', node, whitespaceOnly: node.action === 'none' }
  }
  const both = typeof before === 'string' && typeof after === 'string' && first === undefined && second === undefined
  return both && (before.includes('\n') || after.includes('\n')) ? compared(linesOf(before), linesOf(after)) : PLAIN
}

function openOne(side: unknown, action: Action): TextContent {
  const json = encoded(side)
  if (json !== undefined) {
    const sides = { before: action === 'create' ? undefined : json, after: action === 'delete' ? undefined : json }
    return { kind: 'json', node: difference({ ...UNMARKED, ...sides }), whitespaceOnly: false }
  }
  if (typeof side !== 'string' || !side.includes('\n')) return PLAIN
  return { kind: 'lines', lines: linesOf(side).map(text => ({ action: 'none', text })), coarse: false }
}

/** Objects and lists alone: a number or a text in quotes may mean what it says. */
function encoded(side: unknown): Json | undefined {
  if (typeof side !== 'string' || !/^[[{]/.test(side)) return undefined
  try {
    const json = parseJson(side)
    return isObject(json) || Array.isArray(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** Blank space at the ends of several lines is not shown. */
const linesOf = (side: string): readonly string[] =>
  side.includes('\n') ? side.replaceAll(/^\p{White_Space}+|\p{White_Space}+$/gu, '').split('\n') : [side]

function compared(before: readonly string[], after: readonly string[]): TextContent {
  const { steps, coarse } = align(before, after)
  const lines = steps.map(([b, a]): TextLine => {
    if (b === undefined) return { action: 'create', text: after[a ?? 0] ?? '' }
    return { action: a === undefined ? 'delete' : 'none', text: before[b] ?? '' }
  })
  return { kind: 'lines', lines, coarse }
}
