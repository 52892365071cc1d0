import { ApiError, RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { mayBeDone } from '../tfe/retry.ts'
import { lockHolder, type Workspace } from '../tfe/resources/workspaces.ts'

/**
 * A workspace's lock, held under an id that stands in its reason. Without the id it is another's, also where the same user holds it: every
 * job with the same token is that user. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#lock-a-workspace
 */

const ATTEMPTS = 3
const FIRST_DELAY = 250
const LONGEST_DELAY = 3_000

export const holds = ({ locked, lockedReason }: Workspace, id: string): boolean =>
  locked && (lockedReason ?? '').includes(id)

/** Takes the lock. After a lost answer, the workspace itself tells whether it is taken. Another's lock is not waited for. */
export async function takeLock(tfe: Tfe, workspaceId: string, reason: string, id: string): Promise<void> {
  for (let left = ATTEMPTS; ; left--) {
    try {
      await tfe.workspaces.lock(workspaceId, reason)
      return
    } catch (error) {
      if (!ApiError.is(error, 409) && !mayBeDone(error)) throw error
      const workspace = await tfe.workspaces.read(workspaceId)
      if (holds(workspace, id)) return
      if (workspace.locked) {
        throw new RunFailed(
          `The workspace ${workspace.name} is locked${lockHolder(workspace)}. Nothing was written: run this again when it is unlocked.`,
          { cause: error }
        )
      }
      if (left <= 1) throw error
    }
  }
}

/** The service unlocks a workspace only when it has its newest state: 400 or 503, by the client's version. */
const PENDING = /state version\b.*\bpending/i

const isPending = (error: unknown): boolean =>
  ApiError.is(error, 400, 503) && error.problems.some(({ title, detail }) => PENDING.test(detail ?? title))

/**
 * Gives the lock back, for as long as that takes up to `patience` milliseconds. Only one with the id in its reason: where it is not there
 * any more, somebody has forced it, and the workspace as it is now comes back.
 */
export async function giveBackLock(
  tfe: Tfe,
  workspaceId: string,
  id: string,
  patience: number
): Promise<Workspace | undefined> {
  const { clock } = tfe.http.connection
  const end = clock.now() + patience
  let tried = false
  for (let delay = FIRST_DELAY; ; delay = Math.min(LONGEST_DELAY, delay * 2)) {
    const workspace = await tfe.workspaces.read(workspaceId)
    if (!holds(workspace, id)) return tried ? undefined : workspace
    try {
      await tfe.workspaces.unlock(workspaceId)
      return undefined
    } catch (error) {
      const again = isPending(error) || mayBeDone(error) || ApiError.is(error, 409)
      if (!again || clock.now() >= end) throw error
    }
    tried = true
    await clock.sleep(delay)
  }
}
