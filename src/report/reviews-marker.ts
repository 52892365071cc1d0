import {
  formatReviews,
  isReportSigned,
  parseReviews,
  signReport,
  type ReviewedReport,
  type SignedReview
} from '../run/signed-reviews.ts'

/** Signed reviews, in a comment of Markdown: the second line, after the marker that says which comment it is. Further lines are text from elsewhere. */
const MARKER =
  /^([^\r\n]*\r?\n)<!-- hcp-terraform-action reviews:([\w.,-]*)(?: at:(\d{1,12}) report:([\w-]{43}))? -->[ \t]*(?:\r?\n|$)/

type Place = Pick<ReviewedReport, 'repository' | 'pullRequest'>
type Written = Place & Pick<ReviewedReport, 'writtenAt'>

const printLine = (reviews: readonly SignedReview[], writtenAt: number, signature: string): string =>
  `<!-- hcp-terraform-action reviews:${formatReviews(reviews)} at:${writtenAt} report:${signature} -->\n`

/** Characters that reviews take in a comment. */
export const lengthOfReviews = (reviews: readonly SignedReview[]): number =>
  reviews.length === 0 ? 0 : printLine(reviews, 9_999_999_999, 'x'.repeat(43)).length

/** Without what GitHub may not store: it would not be the signed text. */
const storable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are left out
    .replaceAll(/[\0-\x08\x0b-\x1f\x7f]/g, '')

/** A comment with reviews, signed with all that it shows. */
export function withReviews(report: string, reviews: readonly SignedReview[], written: Written, key: string): string {
  const text = storable(report)
  if (reviews.length === 0) return text
  const after = text.indexOf('\n') + 1
  return (
    text.slice(0, after) +
    printLine(reviews, written.writtenAt, signReport({ ...written, text, reviews }, key)) +
    text.slice(after)
  )
}

/** The same comment without reviews. */
export const withoutReviews = (body: string): string => body.replace(MARKER, '$1')

export interface CarriedReviews {
  readonly reviews: readonly SignedReview[]
  /** Whether the comment is as it was written by somebody who has the key. */
  readonly isUnchanged: boolean
  /** NaN where the comment does not say it. */
  readonly writtenAt: number
}

/** The reviews that a comment carries. */
export function reviewsIn(body: string, place: Place, key: string | undefined): CarriedReviews {
  const [line = '', first = '', list = '', seconds = 'none', signature = ''] = MARKER.exec(body) ?? []
  const writtenAt = Number(seconds)
  const reviews = parseReviews(list)
  const text = first + body.slice(line.length)
  const isUnchanged = key !== undefined && isReportSigned({ ...place, text, reviews, writtenAt }, signature, key)
  return { reviews, isUnchanged, writtenAt }
}
