import type { RunOrigin } from '../run/marker.ts'
import { describeStatus } from '../run/status.ts'
import { endEarlierAttempts } from '../run/supersede.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { describeEndedRun } from './end-run.ts'
import type { World } from './world.ts'

/** The job is run again: ends what it left waiting the last time. Where that fails, the new run says what it waits for. */
export async function endEarlier(
  { log, signal }: World,
  tfe: Tfe,
  workspace: Workspace,
  origin: RunOrigin
): Promise<void> {
  try {
    for (const earlier of await endEarlierAttempts(tfe, workspace.id, origin, signal)) {
      const run = `Run ${earlier.run.id} of an earlier attempt of this job`
      if (earlier.how === 'goes-on')
        log.warning(`${run} continues (${describeStatus(earlier.run.status)}), and the run of this step waits for it.`)
      else log.info(`${run}: ${describeEndedRun(earlier)}.`)
    }
  } catch (error) {
    signal.throwIfAborted()
    log.warning(`The action can't end runs of earlier attempts of this job: ${log.reason(error)}`)
  }
}
