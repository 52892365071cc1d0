import { isRequestFailure } from '../errors.ts'
import { findBlocker } from '../run/blocker.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { World } from './world.ts'

/** Why a run did not begin in time: how long it waited, and who holds the workspace, where the service says. */
export async function neverBegan(
  { log, signal }: World,
  tfe: Tfe,
  run: Run,
  queueTimeout: number | undefined
): Promise<readonly string[]> {
  const waited = `The run did not start within ${Math.round((queueTimeout ?? 0) / 1_000)} s.`
  // A speculative plan takes no lock.
  if (run.workspaceId === undefined || run.isPlanOnly) return [waited]
  try {
    const workspace = await tfe.workspaces.read(run.workspaceId, { signal })
    const blocker = await findBlocker(tfe, workspace, run.id, signal)
    return [blocker === undefined ? waited : `${waited} The workspace is held by ${log.secrets.removeFrom(blocker)}.`]
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return [waited]
  }
}
