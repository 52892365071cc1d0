import { plural } from '../plural.ts'
import { markdownDiff, type LineRange } from '../terraform/diff/markdown-diff.ts'
import type { Difference } from '../terraform/diff/tree.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import { shorten } from './markdown.ts'

/** What differs in a value or resource, as lines of a diff. */
export interface ValueDiff {
  readonly lines: readonly string[]
  /** How many values in it change. */
  readonly changed: number
  /** The same in less room, which says how much is missing. The lines themselves where they are few and short. */
  readonly brief: readonly string[]
}

const MAX_LINES = 60
const MAX_LINE = 500
/** Lines of one value, and those of it that are shown where it has more. */
const MAX_VALUE_LINES = 30
const FIRST_VALUE_LINES = 12

/** `unknown` represents a value that the plan does not know. */
export function valueDiff(node: Difference | undefined, filter: Filter, unknown: string): ValueDiff {
  if (node === undefined || node.action === 'none') return NO_DIFF
  const { lines, leaves } = markdownDiff(node, filter, unknown)
  return { lines, changed: leaves.length, brief: briefLines(lines, leaves) }
}

const NO_DIFF: ValueDiff = { lines: [], changed: 0, brief: [] }

function briefLines(lines: readonly string[], leaves: readonly LineRange[]): readonly string[] {
  const skipped = new Set<number>()
  const counts = new Map<number, number>()
  for (const { from, to } of leaves) {
    if (to - from < MAX_VALUE_LINES) continue
    for (let at = from + FIRST_VALUE_LINES; at < to; at++) skipped.add(at)
    counts.set(from + FIRST_VALUE_LINES, to - from - FIRST_VALUE_LINES)
  }
  const shown: string[] = []
  const missing = new Uint8Array(lines.length)
  for (const [index, line] of lines.entries()) {
    const count = counts.get(index)
    if (count !== undefined) shown.push(`# … (${plural(count, 'more line')})`)
    else if (!skipped.has(index) && shown.length < MAX_LINES) {
      shown.push(shorten(line, MAX_LINE))
      if (line.length <= MAX_LINE) continue
    }
    missing[index] = 1
  }
  const cut = leaves.filter(({ from, to }) => missing.subarray(from, to + 1).includes(1)).length
  const isSame = shown.length === lines.length && !missing.includes(1)
  if (isSame) return lines
  return [...shown, `# ${cut} of ${plural(leaves.length, 'value')} ${cut === 1 ? 'is' : 'are'} not shown in full`]
}
