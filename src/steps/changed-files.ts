import { messageOf } from '../errors.ts'
import { readEvent, type Event } from '../github/event.ts'
import { changedFiles } from '../github/git.ts'
import type { ConnectionInputs } from '../inputs/connection.ts'
import { pullRequests, type World } from './world.ts'

/**
 * The files that the pull request, merge group or push changed, from the checkout or else from GitHub. Undefined, with a warning, where neither
 * knows: then nothing may be left out.
 */
export async function filesOfEvent(
  world: World,
  { connection, githubToken }: { readonly connection: ConnectionInputs; readonly githubToken: string | undefined }
): Promise<readonly string[] | undefined> {
  const { env, log, signal } = world
  const event = readEvent(env)
  const range = rangeOf(event)
  const problems: string[] = []
  if (range === undefined) problems.push(`the event "${event.name}" does not name two commits`)
  else {
    const found = await changedFiles(env.GITHUB_WORKSPACE ?? '.', range.from, range.to, range.sinceFork)
    if ('files' in found) return found.files
    problems.push(`git in ${env.GITHUB_WORKSPACE ?? '.'}: ${found.problem}`)
  }
  const { number } = event.payload.pull_request ?? {}
  if (number !== undefined && githubToken !== undefined) {
    try {
      const listed = await pullRequests(world, githubToken, connection).files(number)
      if ('files' in listed) return listed.files
      problems.push(listed.problem)
    } catch (error) {
      signal.throwIfAborted()
      problems.push(`GitHub: ${messageOf(error)}`)
    }
  }
  log.warning(
    `\`changed-only\` omits no workspace, because the changed files are not known (${problems.join('; ')}). Check out the repository at the root of GITHUB_WORKSPACE, with \`fetch-depth: 0\`.`
  )
  return undefined
}

interface Range {
  readonly from: string
  readonly to: string
  /** Whether to compare with the commit where the two parted. */
  readonly sinceFork: boolean
}

function rangeOf({ payload }: Event): Range | undefined {
  const { pull_request: pull, merge_group: group, before, after } = payload
  const [from, to] =
    pull !== undefined
      ? [pull.base?.sha, pull.head?.sha]
      : group !== undefined
        ? [group.base_sha, group.head_sha]
        : [before, after]
  if (from === undefined || to === undefined || /^0+$/.test(from)) return undefined
  return { from, to, sinceFork: pull !== undefined }
}
