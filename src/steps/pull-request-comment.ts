import { readEvent } from '../github/event.ts'
import { GithubRefusal } from '../github/github-request.ts'
import type { CommentKey } from '../report/comment-marker.ts'
import { directoryInRepository } from './checkout-directory.ts'
import { reportOfRun } from './known-reports.ts'
import { publish, type Finished } from './publish-report.ts'
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

/**
 * Writes the report as the one comment on the pull request, where nothing newer is reported there. Gives the comment's address, where it is certainly
 * a report of this action.
 */
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
    const own = onlyOwnRun ? await reportOfRun(world, pulls, subject.number, run, inputs.reviewKey) : undefined
    if (onlyOwnRun && own === undefined) return undefined
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
