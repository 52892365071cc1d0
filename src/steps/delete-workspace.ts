import { growingPauses, poll } from '../clock.ts'
import { ApiError, InputError, RunFailed } from '../errors.ts'
import { plural } from '../plural.ts'
import type { Tfe } from '../tfe/client.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { lockHolder, type Workspace } from '../tfe/resources/workspaces.ts'
import type { World } from './world.ts'

const FIRST_PAUSE_MS = 1_000
const MAX_PAUSE_MS = 5_000
/** Milliseconds until a workspace that is deleted can't be read any more. */
const GONE_TIMEOUT_MS = 15_000
/** Requests whose answer says nothing of what was done, one after another. */
const MAX_UNCLEAR_ANSWERS = 5

export interface Deletion {
  readonly organization: string
  readonly workspace: string
  readonly force: boolean
  /** Milliseconds to wait for a run that still ends. */
  readonly timeout: number
}

/** Deletes a workspace. False where it was gone before. */
export async function deleteWorkspace(world: World, tfe: Tfe, deletion: Deletion): Promise<boolean> {
  const workspace = await findWorkspace(world, tfe, deletion)
  if (workspace === undefined) {
    world.log.info(`The workspace ${deletion.workspace} does not exist, so there is nothing to delete.`)
    return false
  }
  if (deletion.force) warnOfAbandoned(world, workspace)
  const { clock, signal } = world
  const polling = { pausesMs: growingPauses(FIRST_PAUSE_MS, MAX_PAUSE_MS), limitMs: deletion.timeout, signal }
  let now = workspace
  let unclear = 0
  let failure: unknown
  const done = await poll(clock, polling, async () => {
    for (;;) {
      try {
        await (deletion.force ? tfe.workspaces.forceDelete(now.id) : tfe.workspaces.safeDelete(now.id))
      } catch (error) {
        failure = error
        const there = await readAgain(tfe, now.id)
        // The service deletes once: this request did, or an earlier one, or somebody else.
        if (there === undefined) return true
        now = there
        if (mayHaveSucceeded(error) && ++unclear < MAX_UNCLEAR_ANSWERS) continue
        if (ApiError.isAbsence(error)) throw notAllowed(now, deletion.force, error)
        if (!ApiError.is(error, 409)) throw error
        // Only a run that ends gives way by itself.
        if (!isLockedByRun(now)) throw refused(now, error)
        return undefined
      }
      if (await isSeenGone(world, tfe, now.id)) return true
      throw new RunFailed(
        `The server answered that the workspace ${now.name} is deleted, but still returns it. Look at the workspace, and run the step again.`
      )
    }
  })
  if (done === undefined) throw refused(now, failure)
  world.log.info(`Deleted the workspace ${workspace.name}.`)
  return true
}

/** A 404 is the answer to whoever may not see it, too: that the token sees the organization tells one from the other. */
async function findWorkspace(
  { signal }: World,
  tfe: Tfe,
  { organization, workspace }: Deletion
): Promise<Workspace | undefined> {
  try {
    return await tfe.workspaces.readByName(organization, workspace, { signal })
  } catch (error) {
    if (!ApiError.isAbsence(error)) throw error
    if (organization !== '' && (await tfe.workspaces.isVisible(organization, { signal }))) return undefined
    throw new InputError(
      [
        `\`organization\`: the token can't read the organization "${organization}", so it is not known whether the workspace "${workspace}" exists. Check the name, and the token`
      ],
      { cause: error }
    )
  }
}

async function readAgain(tfe: Tfe, id: string): Promise<Workspace | undefined> {
  try {
    return await tfe.workspaces.read(id)
  } catch (error) {
    if (ApiError.isAbsence(error)) return undefined
    throw error
  }
}

/** Whether a deleted workspace can't be read any more. A large one may take a moment. */
async function isSeenGone({ clock, signal }: World, tfe: Tfe, id: string): Promise<boolean> {
  const polling = { pausesMs: growingPauses(FIRST_PAUSE_MS, MAX_PAUSE_MS), limitMs: GONE_TIMEOUT_MS, signal }
  const gone = await poll(clock, polling, async () => (await readAgain(tfe, id)) === undefined || undefined)
  return gone === true
}

/** A server that does not count resources may say that there are none. */
function warnOfAbandoned({ log }: World, { name, resourceCount = 0 }: Workspace): void {
  const how =
    resourceCount > 0
      ? `It has ${plural(resourceCount, 'resource, which continues', 'resources, which continue')}`
      : 'If it has resources, they continue'
  log.warning(
    `The workspace ${name} is deleted with \`force\`. ${how} to exist, and no workspace manages ${resourceCount === 1 ? 'it' : 'them'}.`
  )
}

const isLockedByRun = ({ lockedBy }: Workspace): boolean => lockedBy?.kind === 'run'

const notAllowed = ({ name }: Workspace, force: boolean, cause: unknown): RunFailed =>
  new RunFailed(
    `The token may read the workspace ${name}, but not delete it: give its team the permission to ${force ? 'delete workspaces' : 'delete workspaces without resources'}.`,
    { cause }
  )

/** Why the service keeps it, and what to do. */
function refused(workspace: Workspace, cause: unknown): RunFailed {
  const { name, locked, resourceCount = 0 } = workspace
  const why = isLockedByRun(workspace)
    ? `a run is not over: it is locked${lockHolder(workspace)}. Wait for the run, with \`timeout\`, or end it with run/cancel or run/discard`
    : locked
      ? `it is locked${lockHolder(workspace)}. Have it unlocked first, for example with workspaces/unlock`
      : resourceCount > 0
        ? `it manages ${plural(resourceCount, 'resource')}. Destroy ${resourceCount === 1 ? 'it' : 'them'} first, with \`mode: destroy\`, or set \`force\` to true to abandon ${resourceCount === 1 ? 'it' : 'them'}`
        : `the service says: ${cause instanceof Error ? cause.message : String(cause)}`
  return new RunFailed(`The workspace ${name} was not deleted: ${why}.`, { cause })
}
