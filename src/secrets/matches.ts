/** Where a secret occurs: from `start` to before `end`. */
export type Match = readonly [start: number, end: number]

/** Matches in order; what overlaps or touches is one. */
export function merged(matches: readonly Match[]): readonly Match[] {
  const all: [number, number][] = []
  for (const [start, end] of matches.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else all.push([start, end])
  }
  return all
}
