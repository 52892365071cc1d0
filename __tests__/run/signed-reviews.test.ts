import { expect, test } from '@jest/globals'
import { lengthOfReviews, reviewsIn, withReviews } from '../../src/report/reviews-marker.ts'
import { isSigned, isWrittenThen, printOfFiles, reviewOf, sign, type Review } from '../../src/run/signed-reviews.ts'

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
  configurationVersionId: 'cv-1',
  files: 'f'.repeat(43),
  checkout: 'c'.repeat(40)
}

const PLACE = { repository: review.repository, pullRequest: review.pullRequest, writtenAt: 1_766_000_000 }

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

test('a review is found by its commit and its mode', () => {
  const reviews = ['28', '29'].map(each => sign({ ...review, commit: each.repeat(20) }, KEY))
  const newest = { commit: '29'.repeat(20), mode: 'normal' }
  expect(reviewOf(reviews, { ...newest, mode: 'destroy' })).toBeUndefined()
  expect(reviewOf(reviews, newest)).toBeDefined()
  expect(reviewOf(reviews, { ...newest, commit: '00'.repeat(20) })).toBeUndefined()
  const other = withReviews('<!-- first -->\nText', [sign(review, KEY)], PLACE, KEY)
  const body = withReviews(`<!-- first -->\n${other}`, reviews, PLACE, KEY)
  expect(body).toHaveLength(other.length + 15 + lengthOfReviews(reviews))
  expect(reviewsIn(body, PLACE, KEY)).toEqual({ reviews, isUnchanged: true, writtenAt: PLACE.writtenAt })
})

test.each([
  ['that this action does not know', undefined],
  ['that somebody replaces', 'e'.repeat(43)],
  ['that somebody adds', 'f'.repeat(43)]
])('a digest of files %s is not signed', (_name, files) => {
  const signed = files === review.files ? sign({ ...review, files: undefined }, KEY) : sign(review, KEY)
  expect(isSigned({ ...review, files }, { ...signed, files }, KEY)).toBe(false)
})

test('what a comment shows of files says nothing without the key', () => {
  const files = { digest: 'a', workingDirectory: undefined, checkout: undefined }
  const print = printOfFiles(files, KEY)
  expect(print).toMatch(/^[\w-]{43}$/)
  expect(printOfFiles({ ...files, checkout: 'c' }, KEY)).toBe(print)
  const others = [printOfFiles(files, `${KEY}k`), printOfFiles({ ...files, digest: 'b' }, KEY)]
  const elsewhere = printOfFiles({ ...files, workingDirectory: 'prod' }, KEY)
  expect(new Set([print, ...others, elsewhere]).size).toBe(4)
})

test('a review without a digest of files is read as well', () => {
  const unpacked = { ...sign({ ...review, files: undefined, checkout: undefined }, KEY), shownAt: 1_765_999_999 }
  const reviews = [unpacked, ...[undefined, 'd'.repeat(64)].map(checkout => sign({ ...review, checkout }, KEY))]
  const body = withReviews('<!-- first -->\nText', reviews, PLACE, KEY)
  expect(reviewsIn(body, PLACE, KEY)).toMatchObject({ reviews, isUnchanged: true })
})

test('a review keeps when it was shown, signed with the comment', () => {
  const shown = { ...sign(review, KEY), shownAt: 1_765_999_999 }
  const body = withReviews('<!-- first -->\nText', [shown], PLACE, KEY)
  expect(reviewsIn(body, PLACE, KEY)).toMatchObject({ reviews: [shown], isUnchanged: true })
  expect(body.length).toBe('<!-- first -->\nText'.length + lengthOfReviews([shown]))
  for (const edited of [body.replace('.1765999999', ''), body.replace('.1765999999', '.1765999998')])
    expect(reviewsIn(edited, PLACE, KEY)).toMatchObject({ reviews: [{ runId: 'run-1' }], isUnchanged: false })
})

test.each(['', 'Text', '<!-- hcp-terraform-action reviews: -->', ' <!-- hcp-terraform-action reviews:a.b.c -->'])(
  '%j has no reviews',
  body => {
    expect(reviewsIn(body, PLACE, KEY)).toEqual({ reviews: [], isUnchanged: false, writtenAt: NaN })
  }
)

const TEXT = '<!-- first -->\n### Plan\n\n- `a` changes\n'
const written = withReviews(TEXT, [sign(review, KEY)], PLACE, KEY)
const [first = '', second = ''] = written.split('\n')

test('reviews count on the second line of a comment only, whatever ends lines', () => {
  expect(reviewsIn(`${first}\r\n${second}\r\nText`, PLACE, KEY).reviews).toHaveLength(1)
  expect(reviewsIn(`${first}\n${second}`, PLACE, KEY).reviews).toHaveLength(1)
  for (const body of [`${first}\nText\n${second}`, `${first}\n\n${second}`, second])
    expect(reviewsIn(body, PLACE, KEY).reviews).toEqual([])
})

test.each<[string, (body: string) => string, boolean]>([
  ['is as it was written', body => body, true],
  ['has other line ends', body => body.replaceAll('\n', '\r\n'), true],
  ['has no line end at its end', body => body.trimEnd(), true],
  ['has blanks at its end', body => `${body.trimEnd()} \t\r\n \n`, true],
  ['has blanks at the ends of lines', body => body.replaceAll('\n', ' \t\n'), false],
  ['has a line end of an old Mac', body => body.replace('\n\n', '\n\r'), false],
  ['has another word', body => body.replace('changes', 'change'), false],
  ['has a blank within a line', body => body.replace('a` c', 'a`  c'), false],
  ['has an empty line less', body => body.replace('\n\n', '\n'), false],
  ['has another text between', body => body.replace('### Plan', '### Plan\nLGTM'), false],
  ['begins otherwise', body => body.replace('first', 'other'), false],
  ['shows what was left out', body => body.replace('changes', 'cha\u200bnges'), false],
  ['has reviews in capitals', body => body.replace('run-1.', 'RUN-1.'), false],
  ['has no signature', body => body.replace(/ report:\S+/, ''), false],
  ['was written later', body => body.replace(/at:\d+/, 'at:1766000001'), false],
  ['has half of one', body => body.replace(/( report:\S{20})\S+/, '$1'), false],
  ['has a review less', body => body.replace(/reviews:\S+/, 'reviews:'), false]
])('a comment that %s', (_name, edit, isUnchanged) => {
  expect(reviewsIn(edit(written), PLACE, KEY).isUnchanged).toBe(isUnchanged)
})

/** What an empty line, a line's end or a tag can hold that a reader does not see. Most are not blanks of CommonMark: an HTML block goes on. */
const UNSEEN = [
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(each => !'\t\n\r'.includes(each)),
  ...Array.from('\x7f\x85\xa0\u1680\u2000\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\ud800')
]
test.each(UNSEEN.map(each => [`U+${each.charCodeAt(0).toString(16).padStart(4, '0')}`, each]))(
  'a comment with %s on an empty line, at the end of a line or of itself, or in a word was changed',
  (_name, unseen) => {
    for (const [from, to] of [
      ['\n\n', `\n${unseen}\n`],
      ['changes\n', `changes${unseen}\n`],
      [/\n$/, `${unseen}\n`],
      ['changes', `cha${unseen}nges`]
    ] as const) {
      const body = written.replace(from, to)
      expect(body).not.toBe(written)
      expect(reviewsIn(body, PLACE, KEY).isUnchanged).toBe(false)
    }
  }
)

test('a text is signed as it is stored', () => {
  const hostile = `<!-- first -->\n${UNSEEN.join('a')}\r\nb\rc`
  const body = withReviews(hostile, [sign(review, KEY)], PLACE, KEY)
  // eslint-disable-next-line no-control-regex -- these are looked for
  expect(body).not.toMatch(/[\0-\x08\x0b-\x1f\x7f]/)
  expect(body.isWellFormed()).toBe(true)
  expect(reviewsIn(body, PLACE, KEY).isUnchanged).toBe(true)
})

test('a comment is signed for its place, and with its key', () => {
  const signed = withReviews(TEXT, [sign(review, KEY), sign({ ...review, mode: 'destroy' }, KEY)], PLACE, KEY)
  expect(reviewsIn(signed, PLACE, KEY).isUnchanged).toBe(true)
  const places = [
    { ...PLACE, pullRequest: 8 },
    { ...PLACE, repository: 'acme/other' }
  ]
  for (const place of places) expect(reviewsIn(signed, place, KEY).isUnchanged).toBe(false)
  for (const key of [undefined, `${KEY}k`]) expect(reviewsIn(signed, PLACE, key).isUnchanged).toBe(false)
})

test.each([
  ['at the time that it says', 0, true],
  ['five minutes later', 300, true],
  ['more than five minutes later', 301, false],
  ['before the time that it says', -1, false],
  ['at a time that is not known', NaN, false]
])('a comment counts as signed only if it was written last within five minutes: %s', (_name, after, isBelieved) => {
  expect(isWrittenThen(PLACE.writtenAt, PLACE.writtenAt + after)).toBe(isBelieved)
  expect(isWrittenThen(NaN, PLACE.writtenAt + after)).toBe(false)
})
