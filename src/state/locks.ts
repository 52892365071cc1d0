import { growingPauses, poll } from '../clock.ts'
import { ApiError, RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce, UNTIL_SEEN_MS } from '../tfe/write-once.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { describeLock, lockHolder, type Workspace } from '../tfe/resources/workspaces.ts'

/**
 * A workspace's lock, held under an id that is a part of its reason. Without the id it is another's, also where the same user holds it: every
 * job with the same token is that user. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#lock-a-workspace
 */

const MAX_ATTEMPTS = 3
const FIRST_DELAY_MS = 250
const MAX_DELAY_MS = 3_000

export interface StepLock {
  /** A part of its reason. */
  readonly id: string
  /** Whether the service has answered that it is taken. Where it returns no reason, nothing else tells whose a lock is. */
  readonly isAnswered: boolean
}

export const isHeldBy = (workspace: Workspace, { id, isAnswered }: StepLock): boolean =>
  (workspace.locked || !workspace.tellsLocked) &&
  (workspace.tellsLockReason
    ? (workspace.lockedReason ?? '').includes(id)
    : isAnswered && workspace.lockedBy?.kind !== 'run')

/** Why nothing is locked, unlocked or written where it can't be seen what came of it. */
export const unseenLock = ({ name }: Pick<Workspace, 'name'>): string =>
  `The server does not return whether the workspace ${name} is locked, so the action can't see what locks and unlocks do. Check the server, and the proxies in front of it. If the workspace is locked and no one uses it, unlock it in its settings.`

/** What to do about a lock that may be this step's, on a server that returns no reason. */
export const manualUnlockHint = ({ name }: Pick<Workspace, 'name'>): string =>
  `The server does not return the reason of a lock, so the action can't see who holds the lock of the workspace ${name}, and does not remove it. If no one else uses the workspace, unlock it in its settings.`

/**
 * Takes the lock. After a lost answer, the workspace itself tells whether it is taken. Another's lock is not waited for: `onRefused` is called where
 * it is certain that this one was never taken.
 */
export async function takeLock(
  tfe: Tfe,
  workspaceId: string,
  reason: string,
  id: string,
  onRefused: () => void
): Promise<StepLock> {
  let isUncertain = false
  return sendOnce(tfe.clock, {
    attempts: MAX_ATTEMPTS,
    send: () => tfe.workspaces.lock(workspaceId, reason).then(() => ({ id, isAnswered: true })),
    // A conflict may be with this very lock, whose answer was lost.
    isUnclear(error) {
      isUncertain ||= !ApiError.is(error, 409)
      return ApiError.is(error, 409) || mayHaveSucceeded(error)
    },
    async find() {
      const workspace = await tfe.workspaces.read(workspaceId)
      const lock = { id, isAnswered: false }
      if (isHeldBy(workspace, lock)) return lock
      if (!workspace.locked) return undefined
      if (!isUncertain) onRefused()
      if (!workspace.tellsLockReason && isUncertain) {
        throw new RunFailed(
          `The workspace ${workspace.name} is locked${lockHolder(workspace)}. ${manualUnlockHint(workspace)}`
        )
      }
      throw new RunFailed(
        `The workspace ${workspace.name} is locked${lockHolder(workspace)}. Nothing was written: run this again when it is unlocked.`
      )
    }
  })
}

/** The service unlocks a workspace only when it has its newest state: 400 or 503, by the client's version. */
const PENDING = /state version\b.*\bpending/i

const isPending = (error: unknown): boolean =>
  ApiError.is(error, 400, 503) && error.problems.some(({ title, detail }) => PENDING.test(detail ?? title))

/** Gives back whatever lock the token's user or team holds, where the server does not say its reason. */
export async function unlockOwnedByToken(tfe: Tfe, workspaceId: string, patience: number): Promise<void> {
  let failure: unknown
  const polling = { pausesMs: growingPauses(FIRST_DELAY_MS, MAX_DELAY_MS), limitMs: patience }
  const isFree = async (): Promise<boolean> => {
    const { locked, tellsLocked, lockedBy } = await tfe.workspaces.read(workspaceId)
    return (tellsLocked && !locked) || lockedBy?.kind === 'run'
  }
  const done = await poll(tfe.clock, polling, async () => {
    try {
      await tfe.workspaces.unlock(workspaceId)
    } catch (error) {
      failure = error
      if (await isFree()) return true
      if (!isPending(error) && !mayHaveSucceeded(error)) throw error
      return undefined
    }
    // Not asked again: another lock of the same user would look the same.
    if (await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, async () => (await isFree()) || undefined)) return true
    throw new RunFailed(notSeenUnlocked(await tfe.workspaces.read(workspaceId)))
  })
  if (done === undefined) throw failure
}

const notSeenUnlocked = (workspace: Workspace): string =>
  `The server answered that the workspace ${workspace.name} is unlocked, but ${describeLock(workspace)}. Find out who holds the lock, and unlock the workspace in its settings.`

/**
 * Gives the lock back, for as long as that takes up to `patience` milliseconds. Only one with the id in its reason, or where the server returns
 * no reason, one that was answered to be taken: where it no longer exists, somebody has forced it, and the workspace as it is now comes back.
 */
export async function releaseLock(
  tfe: Tfe,
  workspaceId: string,
  lock: StepLock,
  patience: number
): Promise<Workspace | undefined> {
  let failure: Error | undefined
  const polling = { pausesMs: growingPauses(FIRST_DELAY_MS, MAX_DELAY_MS), limitMs: patience }
  const done = await poll(tfe.clock, polling, async (): Promise<{ readonly taken?: Workspace } | undefined> => {
    const workspace = await tfe.workspaces.read(workspaceId)
    if (!isHeldBy(workspace, lock)) return failure === undefined ? { taken: workspace } : {}
    // Somebody else may hold it by now, and without a reason it would look the same.
    if (!workspace.tellsLockReason && failure !== undefined && !isPending(failure)) throw failure
    try {
      await tfe.workspaces.unlock(workspaceId)
    } catch (error) {
      if (!isPending(error) && !mayHaveSucceeded(error) && !ApiError.is(error, 409)) throw error
      failure = error as Error
      return undefined
    }
    const after = await tfe.workspaces.read(workspaceId)
    if (!isHeldBy(after, lock)) return {}
    if (!after.tellsLockReason || !after.tellsLocked) return { taken: after }
    failure = new RunFailed(notSeenUnlocked(after))
    return undefined
  })
  if (done === undefined) throw failure ?? new Error('the lock was not given back in time')
  return done.taken
}
