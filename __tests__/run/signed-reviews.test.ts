import { expect, test } from '@jest/globals'
import { printReviews, reviewsIn } from '../../src/report/reviews-marker.ts'
import { isSigned, reviewOf, sign, withReview, type Review, type SignedReview } from '../../src/run/signed-reviews.ts'

const KEY = 'k'.repeat(32)
const review: Review = {
  repository: 'acme/web',
  pullRequest: 7,
  commit: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
  mode: 'normal',
  site: 'https://app.terraform.io',
  organization: 'acme',
  workspaceId: 'ws-1',
  comment: '{}',
  runId: 'run-1',
  planId: 'plan-1',
  configurationVersionId: 'cv-1'
}

test('a signature is of everything that it is about, and of its key', () => {
  const signed = sign(review, KEY)
  expect(isSigned(review, signed, KEY)).toBe(true)
  expect(isSigned(review, signed, `${KEY}k`)).toBe(false)
  for (const name of Object.keys(review) as (keyof Review)[])
    expect([name, isSigned({ ...review, [name]: name === 'pullRequest' ? 8 : 'x' }, signed, KEY)]).toEqual([
      name,
      false
    ])
  for (const signature of ['', 'A'.repeat(43), signed.signature.slice(1), `${signed.signature}A`])
    expect(isSigned(review, { ...signed, signature }, KEY)).toBe(false)
})

test('reviews of many commits are kept, one of each, and no more than have room', () => {
  let reviews: readonly SignedReview[] = []
  for (let index = 0; index < 30; index++) {
    const commit = String(index).padStart(2, '0').repeat(20)
    reviews = withReview(reviews, { commit, mode: 'normal' }, sign({ ...review, commit }, KEY))
  }
  expect(reviews).toHaveLength(20)
  const newest = { commit: '29'.repeat(20), mode: 'normal' }
  expect(reviewOf(reviews, { ...newest, mode: 'destroy' })).toBeUndefined()
  expect(reviewOf(reviews, newest)).toBeDefined()
  expect(reviewOf(withReview(reviews, newest, undefined), newest)).toBeUndefined()
  expect(reviewOf(reviews, { ...newest, commit: '00'.repeat(20) })).toBeUndefined()
  const body = `<!-- first -->\n${printReviews(reviews)}\nText\n${printReviews([sign(review, KEY)])}`
  expect(reviewsIn(body)).toEqual(reviews)
})

test.each(['', 'Text', '<!-- hcp-terraform-action reviews: -->', ' <!-- hcp-terraform-action reviews:a.b.c -->'])(
  '%j has no reviews',
  body => {
    expect(reviewsIn(body)).toEqual([])
  }
)

test('reviews count on the second line of a comment only, whatever ends lines', () => {
  const printed = printReviews([sign(review, KEY)])
  expect(reviewsIn(`<!-- first -->\r\n${printed}\r\nText`)).toHaveLength(1)
  expect(reviewsIn(`<!-- first -->\n${printed}`)).toHaveLength(1)
  for (const body of [`<!-- first -->\nText\n${printed}`, `<!-- first -->\n\n${printed}`, printed])
    expect(reviewsIn(body)).toEqual([])
})
