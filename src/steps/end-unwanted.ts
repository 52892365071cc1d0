import { RunFailed } from '../errors.ts'
import type { NotAsAsked } from '../run/ignored-attributes.ts'
import { describeStatus, statusMeaning } from '../run/status.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { endRun } from './end-run.ts'
import type { World } from './world.ts'

/** What a run that can't be used may take to end. */
const LIMITS = { patienceMs: 60_000, settlingMs: 60_000 }

/** Ends a run that the service made differently. The failure says what is seen of it then: it may apply what was not asked for. */
export async function endUnwanted(
  world: World,
  tfe: Tfe,
  { run, problems }: NotAsAsked,
  onRun: (run: Run | undefined) => void
): Promise<RunFailed> {
  const seen = await endRun(world, tfe, run, 'This run differs from the requested one', LIMITS, onRun)
  return new RunFailed([describeUnwanted(seen), ...problems].join('\n'))
}

/** How the failure begins. Undefined where the run could not be read any more. */
export const describeUnwanted = (seen: Pick<Run, 'status'> | undefined): string =>
  `The service created a run that differs from the requested one${fate(seen)} Remove inputs that this server does not support, or update Terraform Enterprise:`

function fate(seen: Pick<Run, 'status'> | undefined): string {
  if (seen === undefined) return `. The action can't read whether the run has ended. ${END_IT}`
  const { status } = seen
  const now = `the run's status is "${describeStatus(status)}".`
  if (status === 'applied')
    return ', and the run was applied before the action could end it. Check what the run changed.'
  if (ENDED.has(status)) return `, and the action ended it: ${now}`
  if (statusMeaning(status) === 'ended') return `. The run ended before the action could end it: ${now}`
  return `. The action tried to end the run, but the run has not ended: ${now} ${END_IT}`
}

const ENDED: ReadonlySet<string> = new Set(['canceled', 'force_canceled', 'discarded'])
const END_IT = 'Look at the run in HCP Terraform, and cancel or discard it.'
