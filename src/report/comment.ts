import { fit, wholeText } from './fit.ts'
import { blocksOf, missingNote, type WholeAt } from './compose.ts'
import type { Report } from './report.ts'

/** What a comment on a pull request may have: https://github.com/orgs/community/discussions/41331 */
const LIMIT = 65_536

/** The body of the comment, which begins with its marker. It leaves room for so many characters. */
export function commentBody(report: Report, marker: string, wholeAt: WholeAt, reserved = 0): string {
  const { text } = fit(blocksOf(report), roomFor(marker, reserved), body => body.length, missingNote(report, wholeAt))
  return `${marker}\n${text}`
}

/** What keeps a comment from showing all of a report's values: what is left out, and secrets in place of which it shows ***. */
export function gapsOf(report: Report, marker: string, reserved: number) {
  let hidesValues = false
  const watched =
    <T>(hide: (value: T) => T) =>
    (value: T): T => {
      const shown = hide(value)
      if (shown !== value) hidesValues = true
      return shown
    }
  const filter = { value: watched(report.filter.value), line: watched(report.filter.line) }
  const text = wholeText(blocksOf({ ...report, filter }))
  return { isTooLong: text.length > roomFor(marker, reserved), hidesValues }
}

/** Characters as JavaScript counts them are at least as many as GitHub counts. */
const roomFor = (marker: string, reserved: number): number => LIMIT - `${marker}\n`.length - reserved
