import { GithubRefusal } from '../github/github-request.ts'
import { reportedFor } from '../report/comment-marker.ts'
import { originOf, sameCommit } from '../run/marker.ts'
import { readChanges } from '../run/read-plan.ts'
import type { Examined } from '../run/review.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { commentKey } from './pull-request-comment.ts'
import { pullRequests, type World } from './world.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'

/** Reads what a plan would change, and where `apply-only-if` asks for it, what was reported for review. */
export async function examine(world: World, tfe: Tfe, inputs: RunInputs, run: Run): Promise<Examined> {
  const planned = (await readChanges(tfe, run, world.signal))?.changes
  if (!inputs.applyOnlyIf.includes('reviewed')) return { planned, reviewed: undefined }
  const found = await reviewedRun(world, tfe, inputs, run)
  if ('missing' in found) return { planned, reviewed: found }
  const reviewed = (await readChanges(tfe, found, world.signal))?.changes
  return {
    planned,
    reviewed: reviewed ?? { missing: `What the reviewed run ${found.id} would have changed can not be read` }
  }
}

/**
 * The run whose plan was reported on the merged pull request. The comment can be edited by anyone with write access, so it gives only the run's
 * id: that the run planned the merged commit in this workspace, the run itself says.
 */
async function reviewedRun(
  world: World,
  tfe: Tfe,
  inputs: RunInputs,
  run: Run
): Promise<Run | { readonly missing: string }> {
  const { GITHUB_REPOSITORY: repository, GITHUB_SHA: commit = '' } = world.env
  const { githubToken } = inputs.report
  if (githubToken === undefined) return { missing: '`github-token` is empty: the merged pull request can not be read' }
  try {
    const pulls = pullRequests(world, githubToken, inputs.connection)
    const merged = await pulls.merged(commit)
    if (merged === undefined) return { missing: `No pull request was merged as the commit ${commit}` }
    const key = commentKey(world, inputs)
    const comments = await pulls.ownComments(merged.number)
    const id = comments.map(({ body }) => reportedFor(body, key)?.reviewed ?? '').findLast(run => run !== '')
    if (id === undefined) return { missing: `No plan of this workspace was reported on pull request #${merged.number}` }
    const reviewed = await tfe.runs.read(id, { signal: world.signal })
    const origin = originOf(reviewed.message ?? '')
    if (reviewed.workspaceId !== run.workspaceId) return { missing: `The reported run ${id} is of another workspace` }
    if (
      origin?.repository !== repository ||
      origin?.pullRequest !== merged.number ||
      !sameCommit(origin.commit, merged.head)
    ) {
      return {
        missing: `The reported run ${id} did not plan ${merged.head.slice(0, 7)}, the last commit of pull request #${merged.number}`
      }
    }
    return reviewed
  } catch (error) {
    if (error instanceof GithubRefusal) return { missing: error.message }
    throw error
  }
}
