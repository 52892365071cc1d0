import { isRequestFailure } from '../errors.ts'
import { findBlocker } from '../run/blocker.ts'
import type { FollowOptions } from '../run/follow.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { describeBlocker } from './describe-blocker.ts'
import type { World } from './world.ts'

/** Why a run did not begin in time: how long it waited, and who holds the workspace, where the service says. */
export async function neverBegan(
  { log, signal }: World,
  tfe: Tfe,
  run: Run,
  { queueTimeout = 0, failIfBusy = false }: Pick<FollowOptions, 'queueTimeout' | 'failIfBusy'>
): Promise<readonly string[]> {
  const waited = failIfBusy
    ? 'The run did not start at once, and `queue-timeout` is `0s`.'
    : `The run did not start within ${Math.round(queueTimeout / 1_000)} s.`
  // A speculative plan takes no lock.
  if (run.workspaceId === undefined || run.isPlanOnly) return [waited]
  try {
    const workspace = await tfe.workspaces.read(run.workspaceId, { signal })
    const blocker = await findBlocker(tfe, workspace, run.id, signal)
    const held = blocker && `The workspace is held by ${describeBlocker(blocker, log.secrets)}.`
    return [[waited, held].filter(part => part !== undefined).join(' ')]
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return [waited]
  }
}
