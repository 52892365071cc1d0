import { growingPauses, poll } from '../clock.ts'
import { RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersion } from '../tfe/resources/state-versions.ts'
import { readState, type StateWorkspace } from './state-content.ts'

/** What a workspace's state was made to be. */
export interface WantedState {
  /** What was done, as the beginning of a sentence, and what it goes on to call the state. */
  readonly done: string
  readonly what: string
  readonly isIt: (bytes: Buffer) => boolean
}

/** Milliseconds until a finalized state is the current one. */
const CURRENT_MS = 15_000
const FIRST_POLL_MS = 250
const MAX_POLL_MS = 2_000

/** Waits until a state is the current one of a workspace: a version may be there, and hold something else or not be the current one. */
export async function confirmCurrent(
  tfe: Tfe,
  { workspaceId, workspace }: StateWorkspace,
  { done, what, isIt }: WantedState,
  signal?: AbortSignal
): Promise<void> {
  const pausesMs = growingPauses(FIRST_POLL_MS, MAX_POLL_MS)
  let seen = 'its current state can not be read'
  const isCurrent = await poll(tfe.clock, { pausesMs, limitMs: CURRENT_MS, signal }, async () => {
    const current = await tfe.stateVersions.readCurrent(workspaceId, { signal })
    const bytes = current && (await readState(tfe, current, signal))
    if (bytes !== undefined && isIt(bytes)) return true
    if (current !== undefined && bytes !== undefined)
      seen = `its current state is ${current.id} (serial ${current.serial ?? 'unknown'}), with another content`
    return undefined
  })
  if (isCurrent === true) return
  throw new RunFailed(
    `${done}, but ${what} is not the current state of the workspace ${workspace}: ${seen}. Check the states of the workspace before you apply anything.`
  )
}

/** Under the caller's lock, a version is seen to hold the state: it is the current one at the latest when the caller unlocks. */
export async function confirmContent(
  tfe: Tfe,
  { workspaceId }: StateWorkspace,
  { id }: StateVersion,
  { done, what, isIt }: WantedState
): Promise<void> {
  const bytes = await readState(tfe, await tfe.stateVersions.read(id, { of: { workspace: workspaceId } }))
  if (bytes !== undefined && isIt(bytes)) return
  throw new RunFailed(
    `${done}, but state version ${id} does not contain ${what}. Check the state versions of the workspace before you unlock it.`
  )
}
