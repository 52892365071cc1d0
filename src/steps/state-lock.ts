import { randomBytes } from 'node:crypto'
import { ApiError, InputError, RunFailed } from '../errors.ts'
import { savedState, type OwnedLock } from '../github/saved.ts'
import type { Tfe } from '../tfe/client.ts'
import { lockOrigin, lockReason } from '../state/lock-reason.ts'
import { releaseLock, manualUnlockHint, unseenLock, type StepLock } from '../state/locks.ts'
import { lockHolder } from '../tfe/resources/workspaces.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { WorkspaceInputs } from '../inputs/connection.ts'
import { acquireLock } from './acquire-lock.ts'
import type { World } from './world.ts'

/** Milliseconds that giving a lock back may take: the service wants to have the newest state first. */
const RELEASE_TIMEOUT_MS = 60_000

export interface StateWriteOptions {
  readonly workspace: Workspace
  readonly names: WorkspaceInputs
  /** Without, the caller holds the lock. */
  readonly lock: boolean
  /** What is done under the lock, for those who read its reason. */
  readonly what: string
  /** What the post step has to know of it. */
  readonly upload?: NonNullable<OwnedLock['upload']>
}

/** Writes to a workspace under its lock, and gives the lock back whatever happens. */
export async function underLock<T>(
  world: World,
  tfe: Tfe,
  { workspace, names, lock, what, upload }: StateWriteOptions,
  write: () => Promise<T>
): Promise<T> {
  if (!workspace.tellsLocked) throw new RunFailed(unseenLock(workspace))
  checkPermissions(workspace, lock)
  const owned = { workspaceId: workspace.id, ...names, ...(upload && { upload }) }
  if (!lock) {
    // The caller's lock can't be given back while an upload is awaited.
    if (upload !== undefined) savedState.ownLock(owned)
    const written = await explained(world, tfe, workspace, write)
    if (upload !== undefined) savedState.releaseLock()
    return written
  }
  const lockId = randomBytes(8).toString('hex')
  world.signal.throwIfAborted()
  const { lock: taken } = await acquireLock(tfe, { ...owned, lockId }, lockReason(what, lockOrigin(world.env), lockId))
  world.log.info(`Locked the workspace ${workspace.name}.`)
  let written: T
  try {
    world.signal.throwIfAborted()
    written = await explained(world, tfe, workspace, write)
  } catch (error) {
    await giveBack(world, tfe, workspace, taken).catch((problem: unknown) =>
      world.log.warning(world.log.reason(problem))
    )
    throw error
  }
  await giveBack(world, tfe, workspace, taken)
  return written
}

function checkPermissions({ name, locked, permissions }: Workspace, lock: boolean): void {
  const known: readonly (readonly [boolean, string])[] = [
    [
      permissions.createStateVersions === false,
      `the token may not write states of "${name}": give its team the permission to read and write state versions. Organization tokens never may`
    ],
    [
      lock && (permissions.lock === false || permissions.unlock === false),
      `the token may not lock and unlock "${name}": give its team the permission to, or lock it otherwise and set \`lock\` to false`
    ]
  ]
  const problems = known.filter(([applies]) => applies).map(([, why]) => `\`workspace\`: ${why}`)
  if (!lock && !locked) {
    problems.push(`\`lock\`: "${name}" is not locked. Set \`lock\` to true, or lock it before, with the same token`)
  }
  if (problems.length > 0) throw new InputError(problems)
}

/** A conflict with who holds the lock, which is mostly what it is about. */
async function explained<T>({ log }: World, tfe: Tfe, { id, name }: Workspace, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!ApiError.is(error, 409, 412)) throw error
    const now = await tfe.workspaces.read(id)
    throw new RunFailed(
      `${log.reason(error)}\n${now.tellsLocked ? `The workspace ${name} is ${now.locked ? `locked${lockHolder(now)}` : 'not locked'}.` : unseenLock(now)}`,
      { cause: error }
    )
  }
}

async function giveBack({ log }: World, tfe: Tfe, { id, name }: Workspace, lock: StepLock): Promise<void> {
  let taken: Workspace | undefined
  try {
    taken = await releaseLock(tfe, id, lock, RELEASE_TIMEOUT_MS)
  } catch (error) {
    throw new RunFailed(
      `The workspace ${name} can't be unlocked: ${log.reason(error)}\nThe action tries again when the job ends. Until then, its state may be the previous one.`,
      { cause: error }
    )
  }
  savedState.releaseLock()
  if (taken === undefined) log.info(`Unlocked the workspace ${name}.`)
  else if (!taken.tellsLocked) log.warning(unseenLock(taken))
  else if (taken.locked && !taken.tellsLockReason) log.warning(manualUnlockHint(taken))
  else log.warning(`Someone else unlocked the workspace ${name} during the step${lockedNow(taken)}.`)
}

/** Who holds the lock instead, if anybody. */
export const lockedNow = (workspace: Workspace): string =>
  workspace.locked ? `; it is locked${lockHolder(workspace)}` : ''
