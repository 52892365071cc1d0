import { parseInputs } from '../../github/inputs.ts'
import { savedState, type OwnedLock } from '../../github/saved.ts'
import type { Tfe } from '../../tfe/client.ts'
import { releaseLock, isHeldBy, manualUnlockHint, unseenLock, type StepLock } from '../../state/locks.ts'
import { readStateFile } from '../../terraform/state-file.ts'
import { isAwaitingUpload, finishUpload, discardPendingVersion } from '../../state/upload-state.ts'
import type { Workspace } from '../../tfe/resources/workspaces.ts'
import { connectionInputs } from '../../inputs/connection.ts'
import { post } from '../main.ts'
import { reconnect, type WorldOverrides, type World } from '../../steps/world.ts'
import { lockedNow } from '../../steps/state-lock.ts'

/** Milliseconds that releasing a lock may take after the job. */
const RELEASE_TIMEOUT_MS = 300_000

/** After the job: ends what a killed step has begun, and gives its lock back. No other lock is touched. */
export const statePost = (overrides?: WorldOverrides): Promise<void> =>
  post(async world => {
    const owned = savedState.lock(world.env)
    if (owned === undefined) return
    const connection = parseInputs(world.read, input => connectionInputs(input, world.env))
    const tfe = reconnect(world, connection)
    if (tfe === undefined) return
    const { lockId, isAnswered = false } = owned
    if (lockId === undefined) {
      await settleUnderCallersLock(world, tfe, owned)
      return
    }
    const taken = await giveBackLeftover(world, tfe, owned, { id: lockId, isAnswered })
    if (taken === undefined) world.log.info(`Unlocked the workspace ${owned.workspace}.`)
    else if (!taken.tellsLocked) world.log.warning(unseenLock(taken))
    else if (taken.locked && !taken.tellsLockReason) world.log.warning(manualUnlockHint(taken))
    else world.log.info(`The workspace ${owned.workspace} is not locked by this step${lockedNow(taken)}.`)
  }, overrides)

/** Where the lock is another's by now, so is the workspace: it comes back, untouched. */
async function giveBackLeftover(
  world: World,
  tfe: Tfe,
  owned: OwnedLock,
  lock: StepLock
): Promise<Workspace | undefined> {
  const { workspaceId, upload } = owned
  const workspace = await tfe.workspaces.read(workspaceId)
  if (!isHeldBy(workspace, lock)) return workspace
  if (upload !== undefined) await settleUpload(world, tfe, owned, upload)
  return releaseLock(tfe, workspaceId, lock, RELEASE_TIMEOUT_MS)
}

/** The caller's lock stays. It can't be given back while the service awaits an upload. */
async function settleUnderCallersLock(world: World, tfe: Tfe, owned: OwnedLock): Promise<void> {
  const { workspaceId, upload } = owned
  if (upload === undefined) return
  const workspace = await tfe.workspaces.read(workspaceId)
  if (!workspace.tellsLocked) world.log.warning(unseenLock(workspace))
  else if (workspace.locked) await settleUpload(world, tfe, owned, upload)
}

/** A workspace that awaits an upload is not unlocked: what was announced is sent, or else the state before is put in its place. */
async function settleUpload(
  { log }: World,
  tfe: Tfe,
  place: OwnedLock,
  { path, serial, md5 }: NonNullable<OwnedLock['upload']>
): Promise<void> {
  try {
    const file = await readStateFile(path).catch(() => undefined)
    const finished = file?.md5 === md5 ? await finishUpload(tfe, place, file) : undefined
    if (finished !== undefined) log.info(`Finished the upload that the step had started: state version ${finished.id}.`)
    else if (await discardPendingVersion(tfe, place, serial))
      log.info('The workspace keeps the state that it had before the step.')
    else if (await isAwaitingUpload(tfe, place, serial))
      log.warning(
        `The workspace ${place.workspace} waits for the upload of the state with serial ${serial}, and can't be unlocked before. Upload ${path} with this action again, or upload any state with \`terraform state push\`.`
      )
  } catch (error) {
    log.warning(log.reason(error))
  }
}
