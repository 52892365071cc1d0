import { Deadline } from '../network/deadline.ts'
import { subjectOf } from './git.ts'
import { octokitFor, type GitHubWorld } from './octokit.ts'

/** Milliseconds that a run waits for its name. */
const DEADLINE_MS = 5_000

/**
 * The first paragraph of a commit's message as GitHub shows it, with one request. Undefined where GitHub does not show it, for whatever reason:
 * https://docs.github.com/en/rest/git/commits#get-a-commit-object
 */
export async function subjectOnGithub(token: string, world: GitHubWorld, commit: string): Promise<string | undefined> {
  const [owner = '', repo = ''] = (world.env.GITHUB_REPOSITORY ?? '').split('/')
  using deadline = new Deadline(world.clock, DEADLINE_MS, world.signal)
  try {
    const { rest } = octokitFor(token, { ...world, signal: deadline.signal })
    const { data } = await rest.git.getCommit({ owner, repo, commit_sha: commit })
    return data.sha === commit ? subjectOf(data.message) || undefined : undefined
  } catch {
    return undefined
  }
}
