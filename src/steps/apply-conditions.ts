import { isRequestFailure, messageOf } from '../errors.ts'
import { appliedCommit, readEvent, type AppliedCommit } from '../github/event.ts'
import { headCommit } from '../github/git.ts'
import { GithubRefusal } from '../github/github-request.ts'
import { reportedFor } from '../report/comment-marker.ts'
import { readActions, readPair } from '../run/read-print.ts'
import type { ExaminedPlan, ReviewedFiles, Unreadable } from '../run/review.ts'
import { isSigned, reviewOf, type SignedReview } from '../run/signed-reviews.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { commentKey } from './pull-request-comment.ts'
import { readReports } from './earlier-reports.ts'
import { printOfPacked, reviewedBy } from './sign-reviews.ts'
import { pullRequests, type World } from './world.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import { compareFiles, tellUncompared } from './reviewed-files.ts'
import type { ReportedInputs } from './result.ts'

type Inputs = RunInputs & Pick<ReportedInputs, 'packed'>

/** Reads what a plan would change, and where `apply-only-if` asks for it, what was reported for review. */
export async function examinePlan(world: World, tfe: Tfe, inputs: Inputs, run: Run): Promise<ExaminedPlan> {
  const { actions, reviewed, files } = await examine(world, tfe, inputs, run)
  // Why something can't be read may quote an answer of the service or of GitHub, and it is reported.
  const clean = <T extends object>(read: T | Unreadable): T | Unreadable =>
    'missing' in read ? { missing: world.log.secrets.removeFrom(read.missing) } : read
  return {
    actions: clean(actions),
    reviewed: reviewed && clean(reviewed),
    ...(files !== undefined && { files: files === 'same' ? files : { ...files, ...clean(files) } })
  }
}

async function examine(world: World, tfe: Tfe, inputs: Inputs, run: Run): Promise<ExaminedPlan> {
  const { signal } = world
  const { applyOnlyIf: conditions } = inputs
  const actions = conditions.includes('no-destroys') ? await readActions(tfe, run, signal) : []
  if (!conditions.includes('reviewed')) return { actions, reviewed: undefined }
  const found = await reviewedRun(world, tfe, inputs, run)
  if ('missing' in found) return { actions, reviewed: found, files: found }
  const { files } = found
  const reviewed = await readPair(tfe, found.run, run, inputs.reviewedSensitiveValues, signal)
  if ('missing' in reviewed) return { actions, reviewed, files }
  return { actions, reviewed: tellUncompared(world, reviewed, files) ?? reviewed, files }
}

/** A review that the comment on the merged pull request carries, and of what. */
interface Found {
  readonly review: SignedReview
  readonly number: number
  /** The last commit of the pull request. */
  readonly commit: string
  /** Whether the comment is as the action wrote it. */
  readonly isUnchanged: boolean
  /** When the report that people could read was written last, and when the pull request was merged: seconds, by GitHub's clock. */
  readonly shownAt: number
  readonly mergedAt: number
}

/**
 * The run whose plan was reported on the merged pull request; what can't be read is a reason to refuse. The comment can be edited by anyone with
 * write access, and runs be created by anyone who may plan. So a run counts only where its id, its plan, its commit and its workspace are signed by
 * the job that planned it. Later plans, of a merge queue or of a push, change nothing of that.
 */
async function reviewedRun(
  world: World,
  tfe: Tfe,
  inputs: Inputs,
  run: Run
): Promise<{ readonly run: Run; readonly files: ReviewedFiles } | Unreadable> {
  const { signal } = world
  const found = await findReview(world, inputs).catch((error: unknown) => {
    signal.throwIfAborted()
    const isOurs = error instanceof GithubRefusal
    return { missing: isOurs ? error.message : `GitHub can't be asked for the reviewed plan: ${messageOf(error)}` }
  })
  if ('missing' in found) return found
  const { review, number, commit, isUnchanged, shownAt, mergedAt } = found
  const report = `The report of ${commit.slice(0, 7)} on pull request #${number}`
  try {
    const reviewed = await tfe.runs.read(review.runId, { signal })
    if (reviewed.workspaceId !== run.workspaceId) return { missing: `${report} is of another workspace` }
    const about = {
      ...reviewedBy(world, inputs, commentKey(world, inputs), reviewed, { number, commit }),
      files: review.files,
      checkout: review.checkout
    }
    if (inputs.reviewKey === undefined || !isSigned(about, review, inputs.reviewKey))
      return { missing: `${report} is not signed with the \`review-key\` of this step. ${SAME_KEY}` }
    if (!isUnchanged)
      return {
        missing: `${report} was changed after the action wrote it, or the job that wrote it warned that it does not count as signed. ${PLAN_AGAIN}`
      }
    // A report of the same second is too late as well: no person reads that fast.
    if (!(shownAt < mergedAt)) return { missing: `${report} was not written before the merge. ${PLAN_BEFORE}` }
    const files = compareFiles(world, review, { files: printOfPacked(inputs), checkout: inputs.packed?.checkout })
    return { run: reviewed, files }
  } catch (error) {
    signal.throwIfAborted()
    if (!isRequestFailure(error)) throw error
    return { missing: `The reviewed run ${review.runId} can't be read: ${error.message}` }
  }
}

const SAME_KEY =
  'It was edited, or planned by a job with another key. Give the job that plans pull requests the same `review-key` as this one, and plan again'

const PLAN_AGAIN =
  'What was reviewed may not be what was planned. Plan the change again in a new pull request, and have that reviewed'

const PLAN_BEFORE =
  'Only a plan that is reported before the merge can have been reviewed. Plan the change again in a new pull request, and merge it after a review of its report'

async function findReview(world: World, inputs: RunInputs): Promise<Found | Unreadable> {
  const applied = await appliedFrom(world, inputs)
  if ('missing' in applied) return applied
  const { commit, branch } = applied
  const { githubToken } = inputs.report
  if (githubToken === undefined) return { missing: '`github-token` is empty: the merged pull request can not be read' }
  const pulls = pullRequests(world, githubToken, inputs.connection)
  if (branch === undefined) return { missing: 'The branch that is applied is not known: run the workflow on `push`' }
  const [merged, ...alsoMerged] = await pulls.merged(commit, branch)
  if (merged === undefined)
    return { missing: `No pull request was merged into the branch ${branch} as the commit ${commit}` }
  if (alsoMerged.length > 0)
    return {
      missing: `Several pull requests were merged into the branch ${branch} as the commit ${commit}: ${[merged, ...alsoMerged].map(pull => `#${pull.number}`).join(', ')}. ${PLAN_AGAIN}`
    }
  const { number, head, mergedAt } = merged
  const key = commentKey(world, inputs)
  const isReport = (body: string): boolean => reportedFor(body, key) !== undefined
  const reports = await readReports(world, pulls, number, inputs.reviewKey, isReport)
  const [report, ...others] = reports
  if (report === undefined) return { missing: `No plan of this workspace was reported on pull request #${number}` }
  if (others.length > 0)
    return {
      missing: `Pull request #${number} has ${reports.length} reports of this workspace, and which one was reviewed is not known. ${PLAN_AGAIN}`
    }
  const { state, isSigned: isUnchanged } = report
  const review = reviewOf(report.reviews, { commit: head, mode: inputs.mode })
  if (review !== undefined) {
    if (state.isHidden)
      return { missing: `The report of ${head.slice(0, 7)} on pull request #${number} is hidden. ${PLAN_AGAIN}` }
    return {
      review,
      number,
      commit: head,
      isUnchanged,
      shownAt: review.shownAt ?? state.lastChangedAt,
      mergedAt
    }
  }
  return {
    missing: `No signed plan of ${head.slice(0, 7)}, the last commit of pull request #${number}, was reported there, with the values that it changes`
  }
}

/** The commit of the event, where that is the one that is checked out. A push names what to check out; other events leave it to the workflow. */
async function appliedFrom({ env }: World, { directory }: RunInputs): Promise<AppliedCommit | Unreadable> {
  const event = readEvent(env)
  const applied = appliedCommit(event, env)
  if (applied === undefined)
    return {
      missing: `The event \`${event.name}\` does not name a commit that was pushed. \`apply-only-if: reviewed\` needs the event \`push\`, or \`workflow_run\` of a workflow that runs on \`push\`. Change the trigger of the workflow`
    }
  const { commit } = applied
  const head = event.name === 'push' ? undefined : await headCommit(directory, env.GITHUB_WORKSPACE ?? directory)
  if (head === undefined) return applied
  if ('problem' in head)
    return {
      missing: `The commit that is checked out can't be read: ${head.problem}. Only the commit of the event, ${commit}, may be applied. Check it out with actions/checkout, and install git on the runner`
    }
  if (head.commit === commit) return applied
  const ref =
    event.name === 'workflow_run'
      ? 'Set `ref` of actions/checkout to `github.event.workflow_run.head_sha`'
      : 'Remove `ref` of actions/checkout, or start the workflow from the branch with the commit'
  return {
    missing: `The commit that is checked out, ${head.commit}, is not the commit of the event, ${commit}, whose review is looked up. Only the commit of the event may be applied. ${ref}`
  }
}
