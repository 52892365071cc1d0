import { formatReviews, parseReviews, type SignedReview } from '../run/signed-reviews.ts'

/** Signed reviews, in a comment of Markdown: the second line, after the marker that says which comment it is. Further lines are text from elsewhere. */
const MARKER = /^[^\r\n]*\r?\n<!-- hcp-terraform-action reviews:([\w.,-]*) -->(?:\r?\n|$)/

/** Empty where there are none. */
export const printReviews = (reviews: readonly SignedReview[]): string =>
  reviews.length === 0 ? '' : `<!-- hcp-terraform-action reviews:${formatReviews(reviews)} -->`

export const reviewsIn = (body: string): readonly SignedReview[] => parseReviews(MARKER.exec(body)?.[1] ?? '')
