import { formatReviews, parseReviews, type SignedReview } from '../run/signed-reviews.ts'

/** Signed reviews, in a comment of Markdown: a line of its own after the marker that says which comment it is. */
const MARKER = /^<!-- hcp-terraform-action reviews:([\w.,-]*) -->$/m

/** Empty where there are none. */
export const printReviews = (reviews: readonly SignedReview[]): string =>
  reviews.length === 0 ? '' : `<!-- hcp-terraform-action reviews:${formatReviews(reviews)} -->`

/** Only the first one counts: what follows may be text from elsewhere. */
export const reviewsIn = (body: string): readonly SignedReview[] => parseReviews(MARKER.exec(body)?.[1] ?? '')
