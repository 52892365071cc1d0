import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What was planned for review, signed by the job that planned it. A comment on a pull request can be edited by anyone with write access, and a run
 * be created by anyone who may plan: neither can make a signature without the key.
 */
export interface Review {
  readonly repository: string
  readonly pullRequest: number
  /** All of it. */
  readonly commit: string
  readonly mode: string
  readonly site: string
  readonly organization: string
  readonly workspaceId: string
  /** Which comment it is in: of which directory, mode and step. */
  readonly comment: string
  readonly runId: string
  readonly planId: string
  readonly configurationVersionId: string
  /** What `printOfFiles` gives. Undefined where the step that planned has packed none. */
  readonly files: string | undefined
  /** The commit that was checked out. It may be a merge that GitHub made to test the pull request. */
  readonly checkout: string | undefined
}

/** A review as a comment carries it. */
export interface SignedReview {
  /** The first characters of the commit, and the mode where it is not the normal one. */
  readonly of: string
  readonly runId: string
  readonly signature: string
  /** Of the files that were planned. */
  readonly files: string | undefined
  readonly checkout: string | undefined
  /**
   * Seconds since 1970, by GitHub's clock: when the report that people have read was written last. Undefined where that is this comment. Reports after
   * the merge are written over it, and keep the time.
   */
  readonly shownAt: number | undefined
}

const COMMIT_LENGTH = 12

/** A commit may be planned in several modes, each for a review of its own. */
type Subject = Pick<Review, 'commit' | 'mode'>
const label = ({ commit, mode }: Subject): string =>
  commit.slice(0, COMMIT_LENGTH) + (mode === 'normal' ? '' : `-${mode}`)

export function sign(review: Review, key: string): SignedReview {
  return {
    of: label(review),
    runId: review.runId,
    signature: signatureOf(review, key).toString('base64url'),
    files: review.files,
    checkout: review.checkout,
    shownAt: undefined
  }
}

/** Whether a signature is of this review, by this key. */
export const isSigned = (review: Review, { signature }: SignedReview, key: string): boolean =>
  isEqual(signature, signatureOf(review, key))

function isEqual(signature: string, expected: Buffer): boolean {
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signatureOf(review: Review, key: string): Buffer {
  const { repository, pullRequest, commit, mode, site, organization, workspaceId, comment, runId, planId } = review
  const signed = [repository, pullRequest, commit, mode, site, organization, workspaceId, comment, runId, planId]
  const packed = [review.files, review.checkout].filter(part => part !== undefined)
  return digest('reviews', [...signed, review.configurationVersionId, ...packed], key)
}

/** The files that a step has packed. */
export interface PackedFiles {
  readonly digest: string
  /** Which of them Terraform reads first. Undefined for the top. */
  readonly workingDirectory: string | undefined
  /** The commit that was checked out. */
  readonly checkout: string | undefined
}

/** A digest of files as a comment shows it: without the key, what is in a file that the repository does not have can't be guessed and tried. */
export const printOfFiles = (files: PackedFiles, key: string): string =>
  digest('files', [files.digest, files.workingDirectory ?? ''], key).toString('base64url')

function digest(use: 'reviews' | 'reports' | 'files', signed: readonly unknown[], key: string): Buffer {
  const own = createHmac('sha256', key).update(`hcp-terraform-action: key of ${use}, version 1`).digest()
  return createHmac('sha256', own).update(JSON.stringify(signed)).digest()
}

/** A comment: what it shows, with the reviews that it carries. */
export interface ReviewedReport {
  readonly repository: string
  readonly pullRequest: number
  readonly text: string
  readonly reviews: readonly SignedReview[]
  /** Seconds since 1970, by GitHub's clock, just before it was written. */
  readonly writtenAt: number
}

/** Reviews count only in the comment that they were written with: people have read what it shows. */
export const signReport = (report: ReviewedReport, key: string): string =>
  reportDigest(report, key).toString('base64url')

export const isReportSigned = (report: ReviewedReport, signature: string, key: string): boolean =>
  isEqual(signature, reportDigest(report, key))

const reportDigest = ({ repository, pullRequest, text, reviews, writtenAt }: ReviewedReport, key: string): Buffer =>
  digest('reports', [repository, pullRequest, normalized(text), formatReviews(reviews), writtenAt], key)

/** Seconds that writing a comment may take: GitHub may ask four times to wait for a minute. */
const MAX_WRITING_S = 300
/** Seconds of these that may have passed when the writing begins. */
export const MAX_BEFORE_WRITING_S = 30

/**
 * Whether a comment is as it was written then. With a workflow's token anybody is the comment's author: it could show something else while people
 * review it, or be another comment, and be signed again when it is restored. But not earlier. Where GitHub says that it was written before, the time
 * is of a clock that is ahead, and edits after the writing would seem older than it.
 */
export const isWrittenThen = (writtenAt: number, lastChangedAt: number): boolean =>
  lastChangedAt >= writtenAt && lastChangedAt - writtenAt <= MAX_WRITING_S

/**
 * A text but for how its lines end and for blanks at its very end, which GitHub's own editor may change. Everything else can change what Markdown
 * shows: a blank line that CommonMark does not count as blank turns a block of code into HTML.
 */
function normalized(text: string): string {
  const lines = text.replaceAll('\r\n', '\n')
  let end = lines.length
  while (' \t\n'.includes(lines.charAt(end - 1)) && end > 0) end--
  return lines.slice(0, end)
}

/** The review of a commit. */
export const reviewOf = (reviews: readonly SignedReview[], of: Subject): SignedReview | undefined =>
  reviews.find(review => review.of === label(of))

const REVIEW =
  /^([0-9a-f]+(?:-[a-z-]+)?)\.([\w-]+)\.([\w-]{43})(?:\.([\w-]{43})(?:\.([0-9a-f]{40}|[0-9a-f]{64}))?)?(?:\.(\d{1,12}))?$/

/** Reviews as text for a marker; what is none is left out. */
export const formatReviews = (reviews: readonly SignedReview[]): string =>
  reviews
    .map(({ of, runId, signature, files, checkout, shownAt }) =>
      [of, runId, signature, files, checkout, shownAt].filter(part => part !== undefined).join('.')
    )
    .join(',')

export const parseReviews = (text: string): readonly SignedReview[] =>
  text.split(',').flatMap(each => {
    const [, of, runId, signature, files, checkout, seconds] = REVIEW.exec(each) ?? []
    const shownAt = seconds === undefined ? undefined : Number(seconds)
    return of === undefined || runId === undefined || signature === undefined
      ? []
      : [{ of, runId, signature, files, checkout, shownAt }]
  })
