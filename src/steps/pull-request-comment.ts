import nodePath, { type PlatformPath } from 'node:path'
import { readEvent } from '../github/event.ts'
import { MissingPermission } from '../github/pull-request.ts'
import { commentBody, reportedRun, type CommentKey } from '../report/comment.ts'
import type { Report } from '../report/report.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { pullRequests, type World } from './world.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'

/** The directory from the top of the checkout, whose own place differs from runner to runner. Empty at the top. */
export const directoryInRepository = ({ env }: World, { directory }: RunInputs): string =>
  fromTop(env.GITHUB_WORKSPACE ?? '.', directory)

/** The way from one directory to another, as repositories write paths on every system. */
export const fromTop = (top: string, directory: string, flavor: PlatformPath = nodePath): string =>
  flavor.relative(flavor.resolve(top), flavor.resolve(directory)).split(flavor.sep).join('/')

/** Which comment of a pull request is about what this step runs. */
export const commentKey = (world: World, inputs: RunInputs): CommentKey => ({
  hostname: inputs.connection.site,
  organization: inputs.organization,
  workspace: inputs.workspace,
  directory: directoryInRepository(world, inputs),
  mode: inputs.mode,
  commentId: inputs.report.commentId
})

/** Writes the report as the one comment on the pull request, in place of an earlier one. Gives its address. */
export async function comment(world: World, inputs: RunInputs, told: Report, run: Run): Promise<string | undefined> {
  const { comment: when, githubToken, pullRequestNumber } = inputs.report
  const event = readEvent(world.env)
  if (when === 'never' || githubToken === undefined || world.env.GITHUB_REPOSITORY === undefined) return undefined
  try {
    const pulls = pullRequests(world, githubToken, inputs.connection)
    const number = pullRequestNumber ?? (await pulls.ofEvent(event, world.env))
    if (number === undefined) return undefined
    const key = commentKey(world, inputs)
    const earlier = await pulls.findComment(number, body => reportedRun(body, key) !== undefined)
    const isQuiet = !told.failed && !run.hasChanges
    if (when === 'on-changes' && isQuiet && earlier === undefined) return undefined
    // What was planned for review stays named when it is applied: an apply may be held against it again.
    const planned = run.isPlanOnly ? run.id : reportedRun(earlier?.body ?? '', key)
    return await pulls.writeComment(number, commentBody(told, key, planned ?? ''), earlier)
  } catch (error) {
    if (!(error instanceof MissingPermission)) throw error
    const from =
      event.payload.pull_request === undefined
        ? ''
        : '. Workflows of pull requests from forks can only read: the report is in the summary of the job'
    // Outside of a pull request nobody asked for a comment in so many words.
    if (event.payload.pull_request === undefined && pullRequestNumber === undefined)
      world.log.info(`No comment: ${error.message}.`)
    else world.log.warning(`No comment: ${error.message}${from}.`)
    return undefined
  }
}
