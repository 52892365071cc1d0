import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import { commentBody } from '../report/comment.ts'
import { isCurrent, outranks, printMarker, type CommentKey, type Commits } from '../report/comment-marker.ts'
import type { WholeAt } from '../report/compose.ts'
import type { Report } from '../report/report.ts'
import { lengthOfReviews, withReviews } from '../report/reviews-marker.ts'
import { MAX_BEFORE_WRITING_S } from '../run/signed-reviews.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { changedByOthers, placeOf } from './earlier-reports.ts'
import { doubtOf, isByOther, reportsOf, Trust, withStates, type KnownReport, type Written } from './known-reports.ts'
import { logSignature } from './log-signature.ts'
import { removeOthers, writeReport } from './report-comments.ts'
import { reportedBy } from './reported-run.ts'
import type { ReportedInputs } from './result.ts'
import { reviewsAfter } from './sign-reviews.ts'
import type { World } from './world.ts'

/** What a step reports. */
export interface Finished {
  readonly report: Report
  readonly run: Run
  readonly wholeAt: WholeAt
}

interface Publication extends Finished {
  readonly inputs: ReportedInputs
  readonly key: CommentKey | string
  /** Whether it is worth a comment where there is none yet. */
  readonly isWanted: boolean
}

/** How often a comment is written again, when another step has written over it. */
const MAX_ROUNDS = 4

/** A run of an older commit that the action ended for a newer one has nothing to report. */
const GIVEN_UP: ReadonlySet<string> = new Set(['canceled', 'force_canceled', 'discarded'])

/** Writes, and reads again: another step may have read the same and written since. */
export async function publish(
  world: World,
  pulls: PullRequests,
  number: number,
  { inputs, key, report, run, wholeAt, isWanted }: Publication
): Promise<string | undefined> {
  const { log, env, clock } = world
  const trust = new Trust(log)
  let written: Written | undefined
  for (let round = 0; ; round++) {
    const own = await commentsWith(pulls, number, written?.id)
    const found = reportsOf(own, key, written)
    const pull = await pulls.read(number)
    const readAt = clock.now()
    const mayRepeat = round < MAX_ROUNDS
    const [only] = found.length === 1 ? found : []
    if (only?.isOwn === true) return only.comment.url
    const known = await withStates(world, pulls, number, found, { key, reviewKey: inputs.reviewKey, written })
    // Another step has deleted one, which may have left another report.
    if (known.length < found.length && mayRepeat) continue
    trust.look(known, reportedBy(env, report, run, pull.head, undefined), pull)
    const best = trust.best(known, pull)
    const reported = reportedBy(env, report, run, pull.head, best?.reported)
    if (best?.isOwn === true) {
      await removeOthers(world, pulls, known, best, pull)
      return best.comment.url
    }
    if (best === undefined && !isWanted) return undefined
    const isForReview =
      reported.reviewed === run.id && !pull.isMerged && ![undefined, inputs.connection.token].includes(inputs.reviewKey)
    const leave = () => leaveTo(world, pulls, known, best, pull, isForReview)
    const isOutdated = reported.kind === 'plan' && GIVEN_UP.has(run.status) && !isCurrent(reported, pull)
    const isOlder =
      best !== undefined &&
      !isByOther(best) &&
      !outranks(reported, best.reported, pull, written === undefined ? 'or equal' : 'strictly')
    if (isOutdated || isOlder || round > MAX_ROUNDS) {
      log.info(
        reported.kind === 'queue'
          ? `No comment: a plan of a merge queue does not take the place of the report of pull request #${number}.`
          : `No comment: pull request #${number} has a newer commit or report than this run.`
      )
      return leave()
    }
    const marker = printMarker(key, reported)
    const reviews = await reviewsAfter(world, inputs, { key, report, run, pull, marker }, known, () =>
      changedByOthers(world, pulls, number, known, own)
    )
    if (reviews === undefined) {
      log.info(
        `No comment: that of pull request #${number} shows the reviewed plan. A merge queue, or a step that can't sign it again, does not change it.`
      )
      return leave()
    }
    // The times of a signed report must be close. Writing itself may have to wait.
    if (reviews.length > 0 && clock.now() - readAt > MAX_BEFORE_WRITING_S * 1000 && mayRepeat) continue
    const text = commentBody(report, marker, wholeAt, lengthOfReviews(reviews))
    const place = { ...placeOf(world, number), writtenAt: pull.readAt }
    const body = withReviews(text, reviews, place, inputs.reviewKey ?? '')
    const comment = await writeReport(pulls, number, body, best?.comment, log)
    written = { id: comment?.id, reported }
    if (reviews.length > 0 && comment !== undefined) logSignature(world, inputs, pull.readAt, comment.updatedAt)
  }
}

/** The comments of this user. GitHub may list the one that this step has created a moment late. */
async function commentsWith(
  pulls: PullRequests,
  number: number,
  written: number | undefined
): Promise<readonly OwnComment[]> {
  const own = await pulls.ownComments(number)
  if (written === undefined || own.some(({ id }) => id === written)) return own
  const unlisted = await pulls.readComment(written)
  return unlisted === undefined ? own : [...own, unlisted]
}

/**
 * Leaves the comment to another step's report. Gives the address of that one where it is genuine, else of the one that this step has written, if it
 * has. Nothing is deleted for a report that may not be genuine, and for one without a signature only what this step has written.
 */
async function leaveTo(
  world: World,
  pulls: PullRequests,
  known: readonly KnownReport[],
  best: KnownReport | undefined,
  commits: Commits,
  expectsSignature: boolean
): Promise<string | undefined> {
  if (best === undefined) return undefined
  const own = known.filter(({ isOwn }) => isOwn)
  const doubt = doubtOf(best, expectsSignature)
  if (doubt === undefined) {
    await removeOthers(world, pulls, best.isSigned ? known : own, best, commits)
    return best.comment.url
  }
  world.log.warning(
    `The comment ${best.comment.url} may not be a genuine report: ${doubt}.${own.length === 0 ? ' The output `comment-url` is empty.' : ''}`
  )
  return own[0]?.comment.url
}
