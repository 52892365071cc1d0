import { isRequestFailure } from '../errors.ts'
import type { Results } from '../github/results.ts'
import { readPlan } from '../run/read-plan.ts'
import { countsOfPlan } from '../terraform/diff/plan-counts.ts'
import { planDifference } from '../terraform/diff/plan-difference.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { setCounts, type RUN } from './follow-run.ts'
import { modeOf } from './log-plan.ts'
import type { World } from './world.ts'

/**
 * Counts the changes in the plan as JSON where the service does not count them. An expression takes an empty output for 0. What an apply did is
 * not counted in its plan unless it has finished.
 */
export async function setCountsOfPlan(
  { log, signal }: World,
  tfe: Tfe,
  run: Run,
  results: Results<(typeof RUN)[number]>
): Promise<void> {
  const { plan, apply } = run
  if (plan?.status !== 'finished' || plan.additions !== undefined || apply?.additions !== undefined) return
  if (apply !== undefined && !PLANNED_OR_DONE.includes(apply.status)) return
  try {
    const read = await readPlan(tfe, run, signal)
    const difference = read && planDifference(read.document, { mode: modeOf(run) })
    const counts = difference && countsOfPlan(difference)
    if (counts !== undefined) setCounts(results, counts)
    else log.warning(UNCOUNTED)
  } catch (error) {
    if (!isRequestFailure(error) && !signal.aborted) throw error
    log.warning(`${UNCOUNTED} ${log.reason(error)}`)
  }
}

/** Statuses of an apply that did what the plan says, or nothing yet. */
const PLANNED_OR_DONE = ['pending', 'queued', 'unreachable', 'finished']

const UNCOUNTED =
  "The outputs with counts, such as `resource-additions`, are empty: the service doesn't count the plan's changes, and the action can't count them in the plan as JSON. In an expression, compare them with '0', not with 0: an empty output equals 0."
