/** An element of both sides, or of one. */
export type Step = readonly [before: number | undefined, after: number | undefined]

export interface Alignment {
  readonly steps: readonly Step[]
  /** Whether there was too much to find the smallest difference. */
  readonly coarse: boolean
}

/** Cells of the table of the longest common subsequence: 2,000 by 2,000. */
const MOST_CELLS = 4_000_000

/** How what is only before, and what is only after, between two common elements are read together. */
type Gap = (before: readonly number[], after: readonly number[]) => readonly Step[]

/** First all that is gone, then all that is new. */
const apart: Gap = (before, after) => [
  ...before.map((index): Step => [index, undefined]),
  ...after.map((index): Step => [undefined, index])
]

/**
 * Equally many are one by one the same elements, changed. Otherwise only those can be that `isOne` says are alike.
 */
export const paired =
  (isOne: (before: number, after: number) => boolean): Gap =>
  (before, after) => {
    if (before.length === after.length) return before.map((index, at): Step => [index, after[at]])
    const steps: Step[] = []
    let next = 0
    for (const index of before) {
      const candidate = after[next]
      if (candidate !== undefined && isOne(index, candidate)) {
        steps.push([index, candidate])
        next++
      } else steps.push([index, undefined])
    }
    return [...steps, ...after.slice(next).map((index): Step => [undefined, index])]
  }

/** Reads two sequences together, along a longest common subsequence. */
export function align(before: readonly string[], after: readonly string[], gap: Gap = apart): Alignment {
  const { left, right } = interned(before, after)
  const { common, coarse } = commonSubsequence(left, right)
  const steps: Step[] = []
  let b = 0
  let a = 0
  for (let next = 0; next <= common.length; next++) {
    const stop = common[next]
    const gone: number[] = []
    const added: number[] = []
    while (b < left.length && left[b] !== stop) gone.push(b++)
    while (a < right.length && right[a] !== stop) added.push(a++)
    for (const step of gap(gone, added)) steps.push(step)
    if (stop !== undefined) steps.push([b++, a++])
  }
  return { steps, coarse }
}

/** Reads two sequences together place by place. */
export const byIndex = (before: number, after: number): readonly Step[] =>
  Array.from({ length: Math.max(before, after) }, (_, index): Step => [
    index < before ? index : undefined,
    index < after ? index : undefined
  ])

/** Elements of two sets: equal ones together, then what is only before, in its place, and what is only after. */
export function matchSets(before: readonly string[], after: readonly string[]): readonly Step[] {
  const places = new Map<string, number[]>()
  for (const [index, text] of after.entries()) {
    const list = places.get(text)
    if (list === undefined) places.set(text, [index])
    else list.push(index)
  }
  for (const list of places.values()) list.reverse()
  const found = new Set<number>()
  const steps: Step[] = before.map((text, index) => {
    const match = places.get(text)?.pop()
    if (match !== undefined) found.add(match)
    return [index, match]
  })
  return [
    ...steps,
    ...after
      .keys()
      .filter(index => !found.has(index))
      .map((index): Step => [undefined, index])
  ]
}

/** Small integers in place of texts. */
function interned(before: readonly string[], after: readonly string[]) {
  const ids = new Map<string, number>()
  const id = (text: string): number => {
    const known = ids.get(text)
    if (known !== undefined) return known
    ids.set(text, ids.size)
    return ids.size - 1
  }
  return { left: Int32Array.from(before, id), right: Int32Array.from(after, id) }
}

interface Common {
  readonly common: readonly number[]
  readonly coarse: boolean
}

function commonSubsequence(left: Int32Array, right: Int32Array): Common {
  const shorter = Math.min(left.length, right.length)
  let start = 0
  while (start < shorter && left[start] === right[start]) start++
  let end = 0
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  const [l, r] = [left.subarray(start, left.length - end), right.subarray(start, right.length - end)]
  const coarse = l.length * r.length > MOST_CELLS
  const middle = coarse ? anchored(l, r) : longest(l, r)
  return { common: [...left.subarray(0, start), ...middle, ...left.subarray(left.length - end)], coarse }
}

/** The longest common subsequence, by the table of those of all beginnings. Where two are equally long, the CLI's choice. */
function longest(left: Int32Array, right: Int32Array): readonly number[] {
  const width = left.length + 1
  const lengths = new Uint16Array(width * (right.length + 1))
  for (let y = 1; y <= right.length; y++) {
    for (let x = 1; x < width; x++) {
      const cell = y * width + x
      lengths[cell] =
        left[x - 1] === right[y - 1]
          ? (lengths[cell - width - 1] ?? 0) + 1
          : Math.max(lengths[cell - 1] ?? 0, lengths[cell - width] ?? 0)
    }
  }
  const common: number[] = []
  for (let x = left.length, y = right.length; x > 0 && y > 0;) {
    const cell = y * width + x
    if (left[x - 1] === right[y - 1]) {
      common.push(left[x - 1] ?? 0)
      x--
      y--
    } else if ((lengths[cell - 1] ?? 0) > (lengths[cell - width] ?? 0)) x--
    else y--
  }
  return common.reverse()
}

/** A common subsequence in linear space: elements that occur once on each side, and between two of those the longest where the table is small. */
function anchored(left: Int32Array, right: Int32Array): readonly number[] {
  const chain = increasing(uniquePairs(left, right))
  const common: number[] = []
  let budget = MOST_CELLS
  let [l, r] = [0, 0]
  for (const [nextLeft, nextRight] of [...chain, [left.length, right.length] as const]) {
    const gap = (nextLeft - l) * (nextRight - r)
    if (gap <= budget) {
      budget -= gap
      for (const id of longest(left.subarray(l, nextLeft), right.subarray(r, nextRight))) common.push(id)
    }
    if (nextLeft < left.length) common.push(left[nextLeft] ?? 0)
    ;[l, r] = [nextLeft + 1, nextRight + 1]
  }
  return common
}

function uniquePairs(left: Int32Array, right: Int32Array): readonly (readonly [number, number])[] {
  const places = (ids: Int32Array): ReadonlyMap<number, number> => {
    const found = new Map<number, number>()
    for (const [index, id] of ids.entries()) found.set(id, found.has(id) ? -1 : index)
    return found
  }
  const [inLeft, inRight] = [places(left), places(right)]
  return inLeft
    .entries()
    .map(([id, index]) => [index, inRight.get(id) ?? -1] as const)
    .filter(([l, r]) => l >= 0 && r >= 0)
    .toArray()
    .toSorted(([a], [b]) => a - b)
}

/** The longest chain in which both places increase, by patience sorting. */
function increasing(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = []
  const previous = new Int32Array(pairs.length)
  for (const [index, [, place]] of pairs.entries()) {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1
      else high = middle
    }
    previous[index] = tails[low - 1] ?? -1
    tails[low] = index
  }
  const chain: (readonly [number, number])[] = []
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index]
    if (pair !== undefined) chain.push(pair)
  }
  return chain.reverse()
}
