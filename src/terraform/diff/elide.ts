import { plural } from '../../plural.ts'
import type { TextLine } from './open-text.ts'
import { quoteAsCli } from './quote.ts'
import type { Scalar } from './tree.ts'

/** Lines around what changes, and the least that are left out together. */
const CONTEXT_LINES = 3
const MIN_HIDDEN_LINES = 3
const MAX_EMPTY_LINES = 20
/** Characters around what changes, and the least that are left out. */
const CONTEXT_CHARACTERS = 30
const MIN_HIDDEN_CHARACTERS = 100

/** Of lines that stay as they are, far from those that change: how many are left out at the first of them, and 0 at the others. */
export function hiddenLines(lines: readonly TextLine[]): ReadonlyMap<number, number> {
  const hidden = new Map<number, number>()
  const near = new Set<number>()
  for (const [index, { action }] of lines.entries()) {
    if (action === 'none') continue
    for (let at = index - CONTEXT_LINES; at <= index + CONTEXT_LINES; at++) near.add(at)
  }
  let start = 0
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && !near.has(end)) continue
    if (end - start >= MIN_HIDDEN_LINES) {
      for (let at = start; at < end; at++) hidden.set(at, 0)
      hidden.set(start, end - start)
    }
    start = end + 1
  }
  return hidden
}

/** Of rows of empty lines, which would move what follows them far down: how many there are at the first of them, and 0 at the others. */
export function emptyLines(lines: readonly TextLine[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (let start = 0; start < lines.length; start++) {
    let end = start
    while (lines[end]?.text === '' && lines[end]?.action === lines[start]?.action) end++
    if (end - start <= MAX_EMPTY_LINES) continue
    for (let at = start; at < end; at++) found.set(at, 0)
    found.set(start, end - start)
    start = end - 1
  }
  return found
}

/** Two long texts without what they begin and end alike with. Undefined where that is little. */
export function withoutCommonEnds(before: Scalar | undefined, after: Scalar | undefined): string | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  start = Math.max(0, start - CONTEXT_CHARACTERS)
  end = Math.max(0, end - CONTEXT_CHARACTERS)
  // Two halves of a character belong together.
  if (isLowHalf(before, start)) start--
  if (isLowHalf(before, before.length - end)) end--
  if (start + end < MIN_HIDDEN_CHARACTERS) return undefined
  const middle = (text: string): string => quoteAsCli(text.slice(start, text.length - end))
  const note = (count: number): string => `(${plural(count, 'unchanged character')})`
  return [
    ...(start === 0 ? [] : [note(start)]),
    `${middle(before)} -> ${middle(after)}`,
    ...(end === 0 ? [] : [note(end)])
  ].join(' ')
}

const isLowHalf = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}
