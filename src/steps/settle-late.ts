import { savedState } from '../github/saved.ts'
import { redactFinding } from '../report/redact.ts'
import type { FollowOptions } from '../run/follow.ts'
import type { Outcome } from '../run/outcome.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { endRun, readOnce } from './end-run.ts'
import { describeLeft, describeUnsettled, isUnsettled, type StepDecisions } from './leave-run.ts'
import { hideMarkedValues } from './log-plan.ts'
import type { LoggedRun } from './log-run.ts'
import { describeFate, neverBegan } from './never-began.ts'
import type { World } from './world.ts'

/** What ending a run may take that was not over in time. */
const AFTER_TIMEOUT = { patienceMs: 60_000, settlingMs: 60_000 }

/** Ends or leaves a run that passed a limit, as the inputs say. Where a decision of the step has no answer, the run shows what came of it. */
export async function settleLate<T extends Outcome & Pick<LoggedRun, 'isUnread'>>(
  world: World,
  tfe: Tfe,
  outcome: T,
  course: Pick<FollowOptions, 'failIfBusy' | 'queueTimeout'> & { readonly onTimeout: 'cancel' | 'leave' },
  decisions: StepDecisions,
  onRun: (run: Run | undefined) => void
): Promise<T> {
  const { runId, isOwn } = decisions
  const isQueued = outcome.ending === 'not-begun-in-time'
  // A run that may not wait in the queue is not left in it either.
  const isLeft = !isOwn || (course.onTimeout === 'leave' && !(isQueued && course.failIfBusy === true))
  // Whatever is left of it is the post step's to end, also where a cancelled job leaves its run.
  if (isLeft) savedState.release()
  else savedState.own({ runId })
  const settle = async (): Promise<Run | undefined> => {
    const seen = isUnsettled(decisions) ? await readOnce(world, tfe, runId) : outcome.run
    if (!isLeft)
      return endRun(world, tfe, seen ?? outcome.run, 'The GitHub job waited long enough', AFTER_TIMEOUT, onRun)
    world.log.info(describeLeft(decisions, seen))
    return seen
  }
  const asked = isQueued ? neverBegan(world, tfe, outcome.run, course) : undefined
  const [latest, describe] = await Promise.all([settle(), asked])
  const unsettled = isUnsettled(decisions) ? [describeUnsettled(decisions, latest)] : []
  const reasons = describe?.(isLeft ? undefined : describeFate(latest)) ?? unsettled
  const refusals = [...outcome.refusals, ...reasons]
  // What is reported from here on may quote the plan.
  if (outcome.isUnread) await hideMarkedValues(world, tfe, outcome.run)
  const findings = outcome.findings.map(finding => redactFinding(finding, world.log.secrets))
  return { ...outcome, findings, run: latest ?? outcome.run, refusals, isStale: latest === undefined }
}
