import { RunFailed } from '../errors.ts'
import { findBlocker, isUnseen } from '../run/blocker.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { describeBlocker } from './describe-blocker.ts'
import type { World } from './world.ts'

/** Refuses to create a run that may not wait in a workspace where it would have to: in which order runs go is the service's to say. */
export async function refuseBusy({ log, signal }: World, tfe: Tfe, workspace: Workspace): Promise<void> {
  if (isUnseen(workspace))
    throw new RunFailed(
      `\`queue-timeout\` is \`0s\`, and the server does not return whether the workspace ${workspace.name} is locked. The action created no run. Set a longer \`queue-timeout\`.`
    )
  const blocker = await findBlocker(tfe, workspace, undefined, signal)
  if (blocker === undefined || blocker.isEnding) return
  throw new RunFailed(
    `\`queue-timeout\` is \`0s\`, and the workspace ${workspace.name} is held by ${describeBlocker(blocker, log.secrets)}. The action created no run. Try again when the workspace is free, or set a longer \`queue-timeout\`.`
  )
}

/** Whether a run may be one of an earlier attempt of this job, which ends before a new run is created. */
export const mayBeOwn = ({ env }: World, { lockedBy }: Workspace): boolean =>
  lockedBy?.kind === 'run' && Number(env.GITHUB_RUN_ATTEMPT ?? 1) > 1
