import { commonSubsequence } from './subsequence.ts'

/** An element of both sides, or of one. */
export type AlignedPair = readonly [before: number | undefined, after: number | undefined]

export interface Alignment {
  readonly steps: readonly AlignedPair[]
  /** Whether there was too much to find the smallest difference. */
  readonly coarse: boolean
}

/**
 * Reads two sequences together, along a longest common subsequence. `isOne` says whether two elements between two common ones are one that
 * changes; without it, such are shown one after the other, as lines of a text are.
 */
export function align(
  before: readonly string[],
  after: readonly string[],
  isOne?: (before: number, after: number) => boolean
): Alignment {
  const { left, right } = interned(before, after)
  if (isInPlace(left, right)) return { steps: inPlace(left, right, isOne !== undefined), coarse: false }
  const { common, coarse } = commonSubsequence(left, right)
  const steps: AlignedPair[] = []
  let b = 0
  let a = 0
  for (let next = 0; next <= common.length; next++) {
    const stop = common[next]
    while (b < left.length && left[b] !== stop) {
      if (a < right.length && right[a] !== stop && isOne?.(b, a) === true) steps.push([b++, a++])
      else steps.push([b++, undefined])
    }
    while (a < right.length && right[a] !== stop) steps.push([undefined, a++])
    if (stop !== undefined) steps.push([b++, a++])
  }
  return { steps, coarse }
}

/** Where both are equally long and something is only before, the CLI matches elements by position. */
function isInPlace(left: Int32Array, right: Int32Array): boolean {
  if (left.length !== right.length) return false
  const there = new Set(right)
  return left.some(id => !there.has(id))
}

const inPlace = (left: Int32Array, right: Int32Array, isOne: boolean): readonly AlignedPair[] =>
  Array.from(left).flatMap((id, index): readonly AlignedPair[] =>
    isOne || id === right[index]
      ? [[index, index]]
      : [
          [index, undefined],
          [undefined, index]
        ]
  )

/** Reads two sequences together place by place. */
export const byIndex = (before: number, after: number): readonly AlignedPair[] =>
  Array.from({ length: Math.max(before, after) }, (_, index): AlignedPair => [
    index < before ? index : undefined,
    index < after ? index : undefined
  ])

/** Elements of two sets: equal ones together, then what is only before, in its place, and what is only after. */
export function matchSets(before: readonly string[], after: readonly string[]): readonly AlignedPair[] {
  const places = new Map<string, number[]>()
  for (const [index, text] of after.entries()) {
    const list = places.get(text)
    if (list === undefined) places.set(text, [index])
    else list.push(index)
  }
  for (const list of places.values()) list.reverse()
  const found = new Set<number>()
  const steps: AlignedPair[] = before.map((text, index) => {
    const match = places.get(text)?.pop()
    if (match !== undefined) found.add(match)
    return [index, match]
  })
  return [
    ...steps,
    ...after
      .keys()
      .filter(index => !found.has(index))
      .map((index): AlignedPair => [undefined, index])
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
