import { isManualEvent, namedCommit, pullRequestNumber, readEvent } from '../github/event.ts'
import { checkedOutCommit, headCommit } from '../github/git.ts'
import type { World } from './world.ts'

/** What a step plans: a commit, and the pull request whose commit that is. */
export interface PlannedCommit {
  readonly commit: string | undefined
  readonly pullRequest: number | undefined
}

/**
 * The commit that a step plans or applies. Where the event names none, it is the one that is checked out: a comment on a pull request
 * starts a workflow on the default branch.
 */
export async function plannedCommit({ env }: Pick<World, 'env'>, directory: string): Promise<PlannedCommit> {
  const event = readEvent(env)
  const number = pullRequestNumber(event)
  if (!isManualEvent(event)) {
    // A merge queue plans its own merge commit, which is not a later commit of the pull request.
    const pullRequest = event.name === 'merge_group' ? undefined : number
    return { commit: namedCommit(event) ?? env.GITHUB_SHA, pullRequest }
  }
  const commit = await checkedOutCommit(directory, env.GITHUB_WORKSPACE ?? directory)
  // The default branch's own commit is not part of the pull request.
  const isOwn = commit !== undefined && commit !== env.GITHUB_SHA
  return {
    commit: commit ?? (number === undefined ? env.GITHUB_SHA : undefined),
    pullRequest: isOwn ? number : undefined
  }
}

/** The commit that is checked out, whatever it is. Undefined where that is not known. */
export async function checkedOut({ env }: Pick<World, 'env'>, directory: string): Promise<string | undefined> {
  const head = await headCommit(directory, env.GITHUB_WORKSPACE ?? directory)
  return head !== undefined && 'commit' in head && WHOLE_COMMIT.test(head.commit) ? head.commit : undefined
}

const WHOLE_COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/
