import { randomBytes } from 'node:crypto'
import { growingPauses, poll } from '../clock.ts'
import { InputError, RunFailed } from '../errors.ts'
import { savedState } from '../github/saved.ts'
import { isOfEarlierAttempt, lockOrigin, lockReason, readLockReason } from '../state/lock-reason.ts'
import { unseenLock } from '../state/locks.ts'
import type { Tfe } from '../tfe/client.ts'
import { lockHolder, type Workspace } from '../tfe/resources/workspaces.ts'
import type { WorkspaceInputs } from '../inputs/connection.ts'
import { acquireLock } from './acquire-lock.ts'
import type { World } from './world.ts'

const FIRST_PAUSE_MS = 1_000
const MAX_PAUSE_MS = 10_000

export interface Locking extends WorkspaceInputs {
  readonly reason: string
  /** Milliseconds to wait for a lock that somebody holds. */
  readonly timeout: number
  readonly release: 'never' | 'job-end'
}

export interface TakenLock {
  readonly lockId: string
  readonly lockedBy: string | undefined
}

/** Takes the lock. From the request on, the post step gives it back, until it is certain that it is to be kept. */
export async function lockWorkspace(world: World, tfe: Tfe, locking: Locking): Promise<TakenLock> {
  const { organization, workspace: name, reason, timeout, release } = locking
  const { signal, log, clock } = world
  const workspace = await tfe.workspaces.readByName(organization, name, { signal })
  if (workspace.permissions.lock === false)
    throw new InputError([
      `\`workspace\`: the token may not lock "${workspace.name}". Give its team the permission to lock and unlock workspaces`
    ])
  if (!workspace.tellsLocked) throw new RunFailed(unseenLock(workspace))
  const origin = lockOrigin(world.env)
  const own = readLockReason(workspace.lockedReason)
  if (workspace.locked && own !== undefined && isOfEarlierAttempt(origin, own)) {
    log.info(
      `An earlier attempt of this job holds the lock of the workspace ${workspace.name}. This step takes over the lock.`
    )
    if (release === 'job-end')
      savedState.ownLock({ workspaceId: workspace.id, organization, workspace: name, lockId: own.id })
    return { lockId: own.id, lockedBy: holderOf(workspace) }
  }
  const lockId = randomBytes(8).toString('hex')
  const polling = { pausesMs: growingPauses(FIRST_PAUSE_MS, MAX_PAUSE_MS), limitMs: timeout, signal }
  let latest = workspace
  let isAnnounced = false
  const taken = await poll(clock, polling, async before => {
    if (before > 0) latest = await tfe.workspaces.read(workspace.id, { signal })
    if (!latest.tellsLocked) throw new RunFailed(unseenLock(latest))
    if (latest.locked) {
      if (!isAnnounced && timeout > 0) log.info(`The workspace ${name} is locked${lockHolder(latest)}. Waiting for it.`)
      isAnnounced = true
      return undefined
    }
    signal.throwIfAborted()
    const owned = { workspaceId: workspace.id, organization, workspace: name, lockId }
    return (await acquireLock(tfe, owned, lockReason(reason, origin, lockId))).workspace
  })
  if (taken === undefined)
    throw new RunFailed(
      `The workspace ${name} is locked${lockHolder(latest)}. Increase \`timeout\`, or unlock the workspace.`
    )
  if (release === 'never') savedState.releaseLock()
  log.info(`Locked the workspace ${name}.`)
  return { lockId, lockedBy: holderOf(taken) }
}

const holderOf = ({ lockedBy }: Workspace): string | undefined =>
  lockedBy && `${lockedBy.kind} ${lockedBy.name ?? lockedBy.id}`
