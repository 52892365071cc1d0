import type { PullRequest } from '../github/merged-pull-request.ts'
import type { CommentKey } from '../report/comment-marker.ts'
import { gapsOf } from '../report/comment.ts'
import { listedCounts, listsNothing } from '../report/change-counts.ts'
import type { Report } from '../report/report.ts'
import { lengthOfReviews } from '../report/reviews-marker.ts'
import { UNREAD_LOG } from '../run/log-against-json.ts'
import { sameCommit } from '../run/marker.ts'
import { printOfFiles, sign, type Review, type SignedReview } from '../run/signed-reviews.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { placeOf, type EarlierReport, type Unsigned } from './earlier-reports.ts'
import type { ReportedInputs } from './result.ts'
import type { World } from './world.ts'

/** Which commit of which pull request was planned for review. */
export interface ReviewSubject {
  readonly number: number
  readonly commit: string
}

/** What a run planned for review, as this step knows it: what its signature is of. */
export const reviewedBy = (
  world: World,
  inputs: ReportedInputs,
  key: CommentKey,
  run: Run,
  { number, commit }: ReviewSubject
): Review => ({
  ...placeOf(world, number),
  commit,
  mode: inputs.mode,
  site: inputs.connection.site,
  organization: inputs.organization,
  workspaceId: run.workspaceId ?? '',
  comment: JSON.stringify(key),
  runId: run.id,
  planId: run.planId ?? '',
  configurationVersionId: run.configurationVersionId ?? '',
  files: printOfPacked(inputs),
  checkout: inputs.packed?.checkout
})

/** Of the files that this step has packed. */
export const printOfPacked = ({ packed, reviewKey }: Pick<ReportedInputs, 'packed' | 'reviewKey'>) =>
  packed === undefined || reviewKey === undefined ? undefined : printOfFiles(packed, reviewKey)

/** What is reported, and where. */
interface ReportSubject {
  readonly key: CommentKey | string
  readonly report: Report
  readonly run: Run
  /** As it is just before the report is written. */
  readonly pull: PullRequest
  /** The comment's first line. */
  readonly marker: string
}

/**
 * The reviews that a comment carries once it shows a report, from those of the comments that it takes the place of. Undefined where the comment
 * must stay as it is, so that it keeps a review that this step can't sign again.
 *
 * Before the merge, people review what the comment shows: it carries the review of the reported run only, and what a merge queue plans does not
 * take its place. What is reported after the merge leaves the reviews: an apply, and plans that no person saw before it.
 */
export async function reviewsAfter(
  world: World,
  inputs: ReportedInputs,
  { key, report, run, pull, marker }: ReportSubject,
  earlier: readonly EarlierReport[],
  changedByOthers: () => Promise<Unsigned | undefined>
): Promise<readonly SignedReview[] | undefined> {
  const { commit } = report
  const { reviewKey } = inputs
  // Of several comments it is not known which one people have read.
  const [only] = earlier.length === 1 ? earlier : []
  const carried = earlier.flatMap(({ reviews }) => reviews)
  const kept = only?.isSigned === true && !only.state.isHidden ? only.reviews : []
  // A commit may leave the queue again, and be reviewed again.
  if (world.env.GITHUB_EVENT_NAME === 'merge_group' && !pull.isMerged) return carried.length > 0 ? undefined : []
  if (pull.isMerged)
    return run.isPlanOnly && kept.length < carried.length
      ? undefined
      : kept.map(review => ({ ...review, shownAt: review.shownAt ?? only?.state.lastChangedAt }))
  if (commit === undefined) return []
  if (!run.isPlanOnly || typeof key === 'string') return kept.filter(({ runId }) => runId === run.id)
  if (report.failed || !sameCommit(commit, pull.head)) return []
  if (reviewKey === undefined) {
    world.log.info(NO_KEY)
    return []
  }
  const reviews = [sign(reviewedBy(world, inputs, key, run, { number: pull.number, commit }), reviewKey)]
  const problem = problemOf(report, marker, reviews) ?? (await changedByOthers())
  if (problem === undefined) return reviews
  const isWanted = reviewKey !== inputs.connection.token
  world.log[isWanted ? 'warning' : 'info'](
    `The report is not signed for review: ${problem[0]}. An apply with \`apply-only-if: reviewed\` will be refused. ${problem[1]}.`
  )
  return []
}

/** Signatures are public: everyone could try short tokens. */
const NO_KEY =
  'The report is not signed for review: `review-key` is not set, and the token is too short to be the key. An apply with `apply-only-if: reviewed` will be refused. Set `review-key` to the same secret in the jobs that plan and apply.'

/** Why people do not see in the comment all that the plan would change, with its values, and what to do. */
function problemOf(report: Report, marker: string, reviews: readonly SignedReview[]): Unsigned | undefined {
  if (!showsPlan(report)) return NOT_READ
  const isPartial = report.changes !== undefined && report.counts !== undefined && listedCounts(report) === undefined
  if (isPartial || listsNothing(report)) return NOT_LISTED
  if (report.mayLack !== undefined) return incomplete(report.mayLack)
  const { unshown = [] } = report.changes ?? {}
  if (unshown.length > 0) return notShown(unshown)
  const { isTooLong, hidesValues } = gapsOf(report, marker, lengthOfReviews(reviews))
  if (hidesValues) return HIDDEN
  return isTooLong ? TOO_LONG : undefined
}

const NOT_READ = [
  'the values that the plan changes are only in the plan as JSON, which the action can not read, or which does not say which of them are sensitive',
  'Give the token the permission to read the plan as JSON'
] as const

const NOT_LISTED = [
  'the plan as JSON does not list all changes that the plan has according to the service',
  'Check the server, and the proxies in front of it'
] as const

const incomplete = (why: string): Unsigned => [
  `the redacted plan may not list all changes: ${why.replace(/^The/, 'the')}`,
  why === UNREAD_LOG
    ? 'Run the job again'
    : "Give the token's team the role Admin in the workspace, which can read the whole plan"
]

const notShown = (parts: readonly string[]): Unsigned => [
  `it does not show all of the plan: this version of the action does not know what these parts of it mean: ${parts
    .slice(0, MAX_PARTS)
    .map(part => JSON.stringify(part))
    .join(', ')}${parts.length > MAX_PARTS ? ` and ${parts.length - MAX_PARTS} more` : ''}`,
  'Update the action'
]
const MAX_PARTS = 5

/** The author of the configuration may make any value a secret, as one of a sensitive output. */
const HIDDEN = [
  'it shows *** in place of values that are equal to a secret, and that the plan itself does not mark as sensitive',
  'Mark these values as sensitive where they are used, or use other values there'
] as const

const TOO_LONG = [
  'the comment has no room for all that the plan changes',
  'Plan the change in smaller pull requests'
] as const

/**
 * Whether a report has the values that the plan would change. The plan as text may lack lines, and begins where the action believes it to. That it
 * changes nothing must be certain.
 */
const showsPlan = ({ changes }: Report): boolean =>
  changes?.source === 'json' &&
  changes.resources.every(({ node }) => node !== undefined) &&
  changes.invocations.every(({ config }) => config !== undefined)
