/** Cells of the table of the longest common subsequence: 2,000 by 2,000. */
const MOST_CELLS = 4_000_000

export interface CommonSubsequence {
  readonly common: readonly number[]
  readonly coarse: boolean
}

/** A sequence that both have, the longest where there are not too many. */
export function commonSubsequence(left: Int32Array, right: Int32Array): CommonSubsequence {
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
