import { poll } from '../clock.ts'
import { RunFailed } from '../errors.ts'
import { savedState, type OwnedLock } from '../github/saved.ts'
import { isHeldBy, takeLock, type StepLock } from '../state/locks.ts'
import type { Tfe } from '../tfe/client.ts'
import { describeLock, type Workspace } from '../tfe/resources/workspaces.ts'
import { UNTIL_SEEN_MS } from '../tfe/write-once.ts'

export interface AcquiredLock {
  readonly lock: StepLock
  /** The workspace as it was seen to be locked. */
  readonly workspace: Workspace
}

/** Takes a lock, and reads that the workspace has it. From the request on, the post step gives it back. */
export async function acquireLock(
  tfe: Tfe,
  owned: OwnedLock & { readonly lockId: string },
  reason: string
): Promise<AcquiredLock> {
  const { workspaceId, lockId } = owned
  // Before the request: if this process does not live to see the answer, the post step has to know whose lock that is.
  savedState.ownLock(owned)
  const lock = await takeLock(tfe, workspaceId, reason, lockId, () => savedState.releaseLock())
  savedState.ownLock({ ...owned, isAnswered: lock.isAnswered })
  let latest: Workspace | undefined
  const workspace = await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, async () => {
    latest = await tfe.workspaces.read(workspaceId)
    return latest.tellsLocked && isHeldBy(latest, lock) ? latest : undefined
  })
  if (workspace !== undefined) return { lock, workspace }
  // An answer that was wrong does not show whose a later lock is.
  if (latest?.tellsLocked !== false) savedState.ownLock(owned)
  throw new RunFailed(
    `The server answered that the workspace ${owned.workspace} is locked for this step, but ${latest === undefined ? 'it did not return the workspace' : describeLock(latest)}. ` +
      'Nothing was written. Find out who else locks or unlocks the workspace, and run the step again.'
  )
}
