import { ApiError, InputError, RunFailed } from '../errors.ts'
import { isOfSameRun, lockOrigin, readLockReason } from '../state/lock-reason.ts'
import { releaseLock, isHeldBy, unlockOwnedByToken, unseenLock } from '../state/locks.ts'
import type { Tfe } from '../tfe/client.ts'
import { describeLock, lockHolder, type Workspace } from '../tfe/resources/workspaces.ts'
import type { WorkspaceInputs } from '../inputs/connection.ts'
import { askUntilSeen } from './ask-once.ts'
import type { World } from './world.ts'

/** Milliseconds that giving a lock back may take: the service wants to have the newest state first. */
const PATIENCE_MS = 60_000

export interface Unlocking extends WorkspaceInputs {
  readonly lockId: string | undefined
  readonly force: boolean
}

/** Gives a lock back. That the workspace is not locked is as good. */
export async function unlockWorkspace(world: World, tfe: Tfe, unlocking: Unlocking): Promise<void> {
  const { organization, workspace: name, lockId, force } = unlocking
  const { signal, log } = world
  const workspace = await tfe.workspaces.readByName(organization, name, { signal })
  if (!workspace.tellsLocked) throw new RunFailed(unseenLock(workspace))
  if (!workspace.locked) {
    log.info(`The workspace ${workspace.name} is not locked.`)
    return
  }
  if (force) {
    await unlockByForce(world, tfe, workspace)
    return
  }
  const lock = { id: lockId ?? idOfRun(world, workspace), isAnswered: false }
  if (!workspace.tellsLockReason) {
    // The server says nothing of the lock but whose it is not: it refuses others than its owner.
    if (workspace.lockedBy?.kind === 'run') throw notOurs(workspace)
    await unlockOwnedByToken(tfe, workspace.id, PATIENCE_MS)
  } else {
    if (!isHeldBy(workspace, lock)) throw notOurs(workspace)
    const other = await releaseLock(tfe, workspace.id, lock, PATIENCE_MS)
    if (other?.tellsLocked === false) throw new RunFailed(unseenLock(other))
    if (other?.locked === true) throw notOurs(other)
  }
  log.info(`Unlocked the workspace ${workspace.name}.`)
}

/** The id of a lock that this workflow run has taken, in whichever attempt. */
function idOfRun({ env }: World, workspace: Workspace): string {
  if (!workspace.tellsLockReason)
    throw new InputError([
      `\`lock-id\` is missing, and the server does not say who locked "${workspace.name}". Set it to the output \`lock-id\` of workspaces/lock`
    ])
  const own = readLockReason(workspace.lockedReason)
  if (own === undefined || !isOfSameRun(lockOrigin(env), own)) throw notOurs(workspace)
  return own.id
}

const notOurs = (workspace: Workspace): RunFailed =>
  new RunFailed(
    `The workspace ${workspace.name} is locked${lockHolder(workspace)}, and not by this workflow run. Wait for its holder, or set \`force\` to \`true\` to remove the lock.`
  )

async function unlockByForce(world: World, tfe: Tfe, workspace: Workspace): Promise<void> {
  const { id, name } = workspace
  if (workspace.lockedBy?.kind === 'run')
    throw new RunFailed(
      `The workspace ${name} is locked${lockHolder(workspace)}. The action can't remove the lock of a run: end the run with run/cancel or run/discard.`
    )
  let latest = workspace
  const isFree = async (): Promise<boolean> => {
    latest = await tfe.workspaces.read(id)
    return latest.tellsLocked && !latest.locked
  }
  try {
    await askUntilSeen(
      world,
      () => tfe.workspaces.forceUnlock(id),
      isFree,
      () =>
        `${latest.tellsLocked ? `the workspace ${name} is locked${lockHolder(latest)}` : describeLock(latest)}. Find out who holds the lock, and run the step again.`
    )
  } catch (error) {
    if (!ApiError.is(error, 409) || !(await isFree())) throw error
  }
  world.log.warning(`Removed the lock of the workspace ${name}: it was locked${lockHolder(workspace)}.`)
}
