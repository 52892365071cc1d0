import { fit } from './fit.ts'
import { blocksOf, missingNote, type WholeAt } from './compose.ts'
import type { Report } from './report.ts'

/** What a comment on a pull request may have: https://github.com/orgs/community/discussions/41331 */
const LIMIT = 65_536

/** The body of the comment, which begins with its marker. It leaves room for so many characters. */
export function commentBody(report: Report, marker: string, wholeAt: WholeAt, reserved = 0): string {
  const head = `${marker}\n`
  // Characters as JavaScript counts them are at least as many as GitHub counts.
  const room = LIMIT - head.length - reserved
  const { text } = fit(blocksOf(report), room, body => body.length, missingNote(report, wholeAt))
  return head + text
}
