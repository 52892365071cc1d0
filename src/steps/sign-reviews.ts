import type { CommentKey } from '../report/comment-marker.ts'
import type { Report } from '../report/report.ts'
import { sign, withReview, type Review, type SignedReview } from '../run/signed-reviews.ts'
import type { Run } from '../tfe/resources/runs.ts'
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
  repository: world.env.GITHUB_REPOSITORY ?? '',
  pullRequest: number,
  commit,
  mode: inputs.mode,
  site: inputs.connection.site,
  organization: inputs.organization,
  workspaceId: run.workspaceId ?? '',
  comment: JSON.stringify(key),
  runId: run.id,
  planId: run.planId ?? '',
  configurationVersionId: run.configurationVersionId ?? ''
})

/** What is reported, and where. */
interface ReportSubject {
  readonly key: CommentKey | string
  readonly report: Report
  readonly run: Run
  readonly number: number
  /** Whether the pull request was merged before the report was written. */
  readonly isMerged: boolean
}

/** The signed reviews of a pull request, once a run is reported. A plan that failed is none. An apply changes nothing of
 * them, nor does a plan of a pull request that is merged: no person saw it before the merge. */
export function reviewsAfter(
  world: World,
  inputs: ReportedInputs,
  { key, report, run, number, isMerged }: ReportSubject,
  reviews: readonly SignedReview[]
): readonly SignedReview[] {
  const { commit, failed } = report
  if (!run.isPlanOnly || commit === undefined || isMerged) return reviews
  const of = { commit, mode: inputs.mode }
  const { reviewKey } = inputs
  if (reviewKey === undefined || typeof key === 'string') return reviews
  const review = failed ? undefined : sign(reviewedBy(world, inputs, key, run, { number, commit }), reviewKey)
  return withReview(reviews, of, review)
}
