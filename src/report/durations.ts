import type { ApplyResult } from './progress.ts'

/** How long changes took: of several, the shortest and the longest. Empty where that is not known. */
export function durationsInWords(results: readonly (ApplyResult | undefined)[]): string {
  const times = results.flatMap(result => result?.seconds ?? []).toSorted((a, b) => a - b)
  const [least, most] = [times[0], times.at(-1)]
  if (least === undefined || most === undefined) return ''
  return least === most ? inWords(least) : `${inWords(least)} to ${inWords(most)}`
}

const inWords = (seconds: number): string =>
  seconds < 1
    ? 'less than 1 s'
    : seconds < 60
      ? `${Math.round(seconds)} s`
      : `${Math.floor(seconds / 60)} min${Math.round(seconds) % 60 === 0 ? '' : ` ${Math.round(seconds) % 60} s`}`
