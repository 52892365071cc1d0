import { readEvent } from '../github/event.ts'
import { GithubRefusal } from '../github/github-request.ts'
import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import { commentBody } from '../report/comment.ts'
import {
  isCurrent,
  outranks,
  printMarker,
  readMarker,
  reportedFor,
  type CommentKey,
  type ReportedRun
} from '../report/comment-marker.ts'
import type { WholeAt } from '../report/compose.ts'
import type { Report } from '../report/report.ts'
import { lengthOfReviews, withReviews } from '../report/reviews-marker.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { directoryInRepository } from './checkout-directory.ts'
import { removeOthers, writeReport } from './report-comments.ts'
import { reportedBy } from './reported-run.ts'
import { changedByOthers, earlierReports, placeOf } from './earlier-reports.ts'
import { reviewsAfter } from './sign-reviews.ts'
import type { ReportedInputs } from './result.ts'
import { pullRequests, type World } from './world.ts'

/** Which comment of a pull request is about what this step runs. */
export const commentKey = (world: World, inputs: ReportedInputs): CommentKey => ({
  hostname: inputs.connection.site,
  organization: inputs.organization,
  workspace: inputs.workspace,
  directory: directoryInRepository(world, inputs),
  commentId: inputs.report.commentId
})

/** A comment of a key, with what it reports. */
interface Known {
  readonly comment: OwnComment
  readonly reported: ReportedRun
}

/** How often a comment is written again, when another step has written over it. */
const MAX_ROUNDS = 4

/** Writes the report as the one comment on the pull request, where nothing newer is reported there. Gives the comment's address. */
export async function comment(world: World, inputs: ReportedInputs, finished: Finished): Promise<string | undefined> {
  const { log, env } = world
  const { report, run } = finished
  const { comment: when, githubToken, pullRequestNumber } = inputs.report
  const event = readEvent(env)
  if (when === 'never' || githubToken === undefined || env.GITHUB_REPOSITORY === undefined) return undefined
  try {
    const pulls = pullRequests(world, githubToken, inputs.connection, 'write')
    const subject = pullRequestNumber === undefined ? await pulls.ofEvent(event, env) : { number: pullRequestNumber }
    if (subject.number === undefined) {
      log.info(`No comment: ${subject.why}.`)
      return undefined
    }
    const isWanted = when === 'always' || report.failed || run.hasChanges !== false
    const { onlyOwnRun = false } = inputs
    const own = onlyOwnRun ? await reportOfRun(pulls, subject.number, run) : undefined
    if (onlyOwnRun && own === undefined) {
      log.info(`No comment to update: no comment of pull request #${subject.number} shows the run ${run.id}.`)
      return undefined
    }
    const key = own?.key ?? commentKey(world, inputs)
    // The run is of the commit that was planned, whatever the event of this step names.
    const reported = own === undefined ? report : { ...report, commit: own.commit }
    return await publish(world, pulls, subject.number, { ...finished, report: reported, inputs, key, isWanted })
  } catch (error) {
    if (!(error instanceof GithubRefusal)) throw error
    const from =
      event.payload.pull_request === undefined || error.kind !== 'permission'
        ? ''
        : '. Workflows of pull requests from forks can only read: the report is in the summary of the job'
    // Outside of a pull request nothing asked for a comment in so many words.
    const isAsked = event.payload.pull_request !== undefined || pullRequestNumber !== undefined
    if (isAsked || error.kind !== 'permission') log.warning(`No comment: ${error.message}${from}.`)
    else log.info(`No comment: ${log.reason(error)}.`)
    return undefined
  }
}

interface Finished {
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

/** Writes, and reads again: another step may have read the same and written since. */
async function publish(
  world: World,
  pulls: PullRequests,
  number: number,
  { inputs, key, report, run, wholeAt, isWanted }: Publication
): Promise<string | undefined> {
  const { log, env } = world
  for (let round = 0; ; round++) {
    const own = await pulls.ownComments(number)
    const known = reportsOf(own, key)
    const reports = known.map(each => each.comment)
    const pull = await pulls.read(number)
    const best = known.reduce<Known | undefined>(
      (one, other) => (one !== undefined && !outranks(other.reported, one.reported, pull, 'strictly') ? one : other),
      undefined
    )
    const reported = reportedBy(env, report, run, pull.head, best?.reported)
    const isOurs = best?.reported.run === reported.run && best.reported.kind === reported.kind
    if ((round > 0 && isOurs) || round > MAX_ROUNDS) {
      await removeOthers(pulls, reports, best?.comment)
      return best?.comment.url
    }
    if (best === undefined && !isWanted) return undefined
    const isOutdated = reported.kind === 'plan' && GIVEN_UP.has(run.status) && !isCurrent(reported, pull)
    if (
      isOutdated ||
      (best !== undefined && !outranks(reported, best.reported, pull, round > 0 ? 'strictly' : 'or equal'))
    ) {
      log.info(`No comment: pull request #${number} has a newer commit or report than this run.`)
      await removeOthers(pulls, reports, best?.comment)
      return best?.comment.url
    }
    const earlier = await earlierReports(world, pulls, number, reports, inputs.reviewKey)
    const marker = printMarker(key, reported)
    const reviews = await reviewsAfter(world, inputs, { key, report, run, pull, marker }, earlier, () =>
      changedByOthers(world, pulls, number, earlier, own)
    )
    if (reviews === undefined) {
      log.info(
        `No comment: that of pull request #${number} shows the reviewed plan. A merge queue, or a step that can't sign it again, does not change it.`
      )
      return best?.comment.url
    }
    const text = commentBody(report, marker, wholeAt, lengthOfReviews(reviews))
    const body = withReviews(
      text,
      reviews,
      { ...placeOf(world, number), writtenAt: pull.readAt },
      inputs.reviewKey ?? ''
    )
    await writeReport(pulls, number, body, best?.comment, log)
  }
}

/** A run of an older commit that the action ended for a newer one has nothing to report. */
const GIVEN_UP: ReadonlySet<string> = new Set(['canceled', 'force_canceled', 'discarded'])

/** The comments of a key: more than one only where two steps have created one at the same time. The newest first. */
const reportsOf = (comments: readonly OwnComment[], key: CommentKey | string): readonly Known[] =>
  comments
    .flatMap(comment => {
      const reported = reportedFor(comment.body, key)
      return reported === undefined ? [] : [{ comment, reported }]
    })
    .toReversed()

/** What a comment says of the run that this step applies. */
async function reportOfRun(pulls: PullRequests, number: number, { id }: Run): Promise<ReturnType<typeof readMarker>> {
  const comments = await pulls.ownComments(number)
  return comments.map(({ body }) => readMarker(body)).findLast(found => found?.run === id)
}
