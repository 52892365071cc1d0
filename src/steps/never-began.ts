import { isRequestFailure } from '../errors.ts'
import { Deadline, DeadlineExceeded } from '../network/deadline.ts'
import { findBlocker } from '../run/blocker.ts'
import type { FollowOptions } from '../run/follow.ts'
import { describeStatus, statusMeaning } from '../run/status.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { describeBlocker } from './describe-blocker.ts'
import type { World } from './world.ts'

/** Milliseconds for the question who holds the workspace: the limit has passed already. */
const LOOK_MS = 10_000

/** Why a run did not begin in time: how long it waited, what was seen to become of it, and who holds the workspace, where the service says. */
export async function neverBegan(
  { log, signal, clock }: World,
  tfe: Tfe,
  run: Run,
  { queueTimeout = 0, failIfBusy = false }: Pick<FollowOptions, 'queueTimeout' | 'failIfBusy'>
): Promise<(fate: string | undefined) => readonly string[]> {
  const waited = failIfBusy
    ? 'The run did not start at once, and `queue-timeout` is `0s`.'
    : `The run did not start within ${Math.round(queueTimeout / 1_000)} s.`
  const sentence =
    (held?: string) =>
    (fate: string | undefined): readonly string[] => [[waited, fate, held].filter(part => part !== undefined).join(' ')]
  // A speculative plan takes no lock.
  if (run.workspaceId === undefined || run.isPlanOnly) return sentence()
  using deadline = new Deadline(clock, LOOK_MS, signal)
  try {
    const workspace = await tfe.workspaces.read(run.workspaceId, { signal: deadline.signal })
    const blocker = await findBlocker(tfe, workspace, run.id, deadline.signal)
    return sentence(blocker && `The workspace is held by ${describeBlocker(blocker, log.secrets)}.`)
  } catch (error) {
    // Also where the job is cancelled: the run is being ended already.
    if (!signal.aborted && !isRequestFailure(error) && !(error instanceof DeadlineExceeded)) throw error
    return sentence()
  }
}

/** What became of a run that the action ended because it did not begin in time. Undefined where it can't be read. */
export function describeFate(latest: Run | undefined): string {
  if (latest === undefined) return "The action can't read whether the run has ended."
  const { status } = latest
  const how = ENDED[status]
  if (how !== undefined) return `The run was ${how}${hasStarted(latest) ? '' : ' before it started'}.`
  const ended = statusMeaning(status) === 'ended' ? '' : ', and the run has not ended'
  return `The run's status is "${describeStatus(status)}"${ended}.`
}

const ENDED: Readonly<Record<string, string>> = {
  discarded: 'discarded',
  canceled: 'cancelled',
  force_canceled: 'cancelled by force'
}

/** Whether anything of a run may have started: only what the service says is certain. */
const hasStarted = ({ plan, resource }: Run): boolean =>
  !NOT_STARTED.includes(plan?.status ?? '') ||
  resource.attributes.fields('status-timestamps').text('pre-plan-running-at') !== undefined

const NOT_STARTED: readonly string[] = ['pending', 'unreachable']
