import { isRequestFailure } from '../errors.ts'
import { secretFilter } from '../report/redact.ts'
import { LimitPassed } from '../run/limits.ts'
import { readMarked, readPlan, type ReadPlan } from '../run/read-plan.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { planDifference } from '../terraform/diff/plan-difference.ts'
import { escapedAsCli, INVISIBLE } from '../terraform/diff/quote.ts'
import { planText } from '../terraform/diff/plan-text.ts'
import type { PlanMode } from '../terraform/diff/plan-tree.ts'
import { hasMarks, markedValues } from '../terraform/marked-values.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { NO_PLAN, type PlanText } from './plan-access.ts'
import type { World } from './world.ts'

/**
 * What a run's plan changes, as `terraform plan` prints it, without secrets. The plan as JSON can't always be read: that needs a service
 * that offers it, and a token that may read it.
 */
export async function planLines({ log, signal }: Pick<World, 'log' | 'signal'>, tfe: Tfe, run: Run): Promise<PlanText> {
  try {
    const read = await readPlan(tfe, run, signal)
    if (read === undefined) return NO_PLAN
    log.secrets.addFrom(read.json.id, markedValues(read.document))
    return textOf(read, modeOf(run), log.secrets)
  } catch (error) {
    // The step says by itself that a limit has passed.
    if (error instanceof LimitPassed) return NO_PLAN
    if (!isRequestFailure(error)) throw error
    log.warning(`The plan's attributes can't be read: ${log.reason(error)}`)
    return NO_PLAN
  }
}

export const modeOf = (run: Run): PlanMode => {
  if (run.isRefreshOnly) return 'refresh-only'
  return run.resource.attributes.flag('is-destroy') === true ? 'destroy' : 'normal'
}

/**
 * Keeps what a plan marks as sensitive out of whatever is shown from now on. Nothing else of the plan is read. Gives false where a limit has
 * passed before.
 */
export async function hideMarkedValues(
  { log, signal }: Pick<World, 'log' | 'signal'>,
  tfe: Tfe,
  run: Run
): Promise<boolean> {
  try {
    const read = await readMarked(tfe, run, signal)
    if ('marked' in read) log.secrets.addFrom(read.id, read.marked)
    // A redacted plan has none of these values.
    else if (read.source === 'whole' && read.missing === 'too large')
      log.warning(`${UNRECOGNIZED}: it has more than 64 MiB.`)
    else if (read.source === 'whole' && read.missing === 'late')
      log.warning(`${UNRECOGNIZED}: the service returns no plan as JSON yet (status 204).`)
  } catch (error) {
    if (error instanceof LimitPassed) return false
    if (!isRequestFailure(error)) throw error
    log.warning(`${UNRECOGNIZED}: ${log.reason(error)}`)
  }
  return true
}

const UNRECOGNIZED = "The plan can't be read, so the action does not recognize the values that it marks as sensitive"

function textOf({ document, schemas }: ReadPlan, mode: PlanMode, secrets: Secrets): PlanText {
  const plan = planDifference(document, { mode, ...(schemas !== undefined && { schemas }) })
  if (plan === undefined) return NO_PLAN
  if (!hasMarks(document)) return UNMARKED
  const { value, line } = secretFilter(secrets)
  return planText(plan, { color: true, filter: { value, line: text => visible(line(text)) } })
}

const UNMARKED = {
  missing:
    "The log shows no attributes, because the plan does not say which of them are sensitive. Plans of Terraform 0.14 and older don't."
}

/** A terminal would obey what a value has of these, or show nothing: they could hide a part of the plan. */
const visible = (text: string): string => text.replaceAll(INVISIBLE, escapedAsCli)
