import { subjectOnGithub } from '../github/commit-subject.ts'
import { readEvent } from '../github/event.ts'
import { commitSubject } from '../github/git.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import { plannedCommit } from './planned-commit.ts'
import { trusting, type World } from './world.ts'

/**
 * The run's message where none is given: the subject of the commit, on a pull request that of its head and not of the merge that GitHub made
 * for the workflow. A checkout of that merge does not hold the head: then GitHub knows the subject, or it is the pull request's title.
 */
export async function defaultMessage(
  world: World,
  { connection, report }: Pick<RunInputs, 'connection' | 'report'>
): Promise<string> {
  const { env } = world
  const { pull_request: pull } = readEvent(env).payload
  const { commit = '' } = await plannedCommit(world, env.GITHUB_WORKSPACE ?? '.')
  const subjectOfHead = async (): Promise<string | undefined> => {
    if (!/^[0-9a-f]+$/.test(commit)) return undefined
    const here = await commitSubject(env.GITHUB_WORKSPACE ?? '.', commit)
    // Only the checkout of a pull request lacks its commit. Any other workflow asks GitHub nothing for a name.
    if (here !== undefined || pull === undefined || report.githubToken === undefined) return here
    return subjectOnGithub(report.githubToken, trusting(world, connection), commit)
  }
  const message = (await subjectOfHead()) ?? pull?.title
  if (message !== undefined && message !== '') return message
  return commit === '' ? 'Queued by GitHub Actions' : `Queued by GitHub Actions for ${commit.slice(0, 7)}`
}
