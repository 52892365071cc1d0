/** A piece of a text that is left out whole, or stays whole. */
export interface Block {
  readonly text: string
  /** The higher, the sooner it is left out. What can't be left out has rank 0. */
  readonly rank: number
  /** What it is called when it is left out, in the plural: "attribute changes". */
  readonly what: string
}

/** How long a text is, in the unit of its limit. */
export type Measure = (text: string) => number

/** Blocks are paragraphs: a blank line stands between them. */
const BREAK = '\n\n'
/** Room for the line that tells what was left out. */
const NOTE = 600

export interface Fitted {
  readonly text: string
  /** What was left out, and how many of each. */
  readonly left: ReadonlyMap<string, number>
}

/**
 * Joins blocks to a text of at most `limit`. Where they don't fit, whole blocks are left out, those of the highest rank first and of these
 * the last ones; `note` tells of them at the end.
 */
export function fit(
  blocks: readonly Block[],
  limit: number,
  measure: Measure,
  note: (left: Fitted['left']) => string
): Fitted {
  const sizes = blocks.map(({ text }) => measure(text + BREAK))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total <= limit) return { text: join(blocks), left: new Map() }
  const kept = new Set<number>()
  let room = limit - NOTE
  for (const index of blocks
    .keys()
    .toArray()
    .toSorted((a, b) => rankOf(blocks, a) - rankOf(blocks, b) || a - b)) {
    room -= sizes[index] ?? 0
    if (room < 0) break
    kept.add(index)
  }
  const left = new Map<string, number>()
  for (const [index, { what }] of blocks.entries()) if (!kept.has(index)) left.set(what, (left.get(what) ?? 0) + 1)
  return {
    text: join([...blocks.filter((_, index) => kept.has(index)), { text: note(left), rank: 0, what: '' }]),
    left
  }
}

const rankOf = (blocks: readonly Block[], index: number): number => blocks[index]?.rank ?? 0
const join = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join(BREAK)
