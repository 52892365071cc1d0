import type { Run } from '../tfe/resources/runs.ts'
import type { RunFinding } from './run-finding.ts'
import { isFailed, type Ending } from './outcome.ts'
import { applyRefusals, type ApplyCondition, type ExaminedPlan, type ConditionContext } from './review.ts'
import { statusMeaning } from './status.ts'

/** How far a run is to go: `plan` ends at a finished plan, `save-plan` at a saved one, `apply` confirms what it planned. */
export type Operation = 'plan' | 'apply' | 'save-plan'

/** `examine`: what the plan changes must be read before it is decided. `refuse`: it must not be applied. */
export type ApplyDecision =
  | { readonly kind: 'wait' }
  | { readonly kind: 'examine' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'refuse'; readonly refusals: readonly string[] }
  | { readonly kind: 'end'; readonly ending: Ending }

/** What is known in addition to the run. */
export interface RunContext {
  readonly operation: Operation
  /** Whether changes are drift, and so a failure. */
  readonly expectNoChanges: boolean
  readonly findings: readonly RunFinding[]
  /** What to do about a run that waits for a person to override what has failed. */
  readonly onOverride: OnOverride
  /** What the changes must be like to be applied, and what they are, once that was read. */
  readonly conditions: readonly ApplyCondition[]
  readonly sensitiveValues: ConditionContext['sensitiveValues']
  readonly examined: ExaminedPlan | undefined
  /** The plan that was read for that. */
  readonly examinedPlanId: string | undefined
}

/** `wait`: until the person has decided. The others end the step, and leave the run where its plan may be applied. */
export type OnOverride = 'fail' | 'succeed' | 'wait'

const WAIT: ApplyDecision = { kind: 'wait' }
const end = (ending: Ending): ApplyDecision => ({ kind: 'end', ending })

/**
 * What to do about a run that is as it is now. The one place that decides to apply. What the run's status does not settle, the
 * `actions` that the service offers do: statuses come and go, and new ones appear.
 */
export function decide(run: Run, context: RunContext): ApplyDecision {
  const { operation } = context
  const means = statusMeaning(run.status)
  switch (means) {
    case 'queued':
    case 'working':
    case 'confirmable':
      if (run.status === 'planned_and_saved' && operation !== 'apply') return end('saved')
      return run.actions.confirmable ? confirmable(run, context) : WAIT
    case 'override':
      if (context.onOverride === 'wait') return WAIT
      return checked(run, context) ?? end(context.onOverride === 'fail' ? 'needs-override' : 'awaits-override')
    case 'ended':
      return end(ending(run, context))
    default:
      return means satisfies never
  }
}

function confirmable(run: Run, context: RunContext): ApplyDecision {
  if (context.operation !== 'apply') return passesOn(run) ? WAIT : end('needs-confirmation')
  return checked(run, context) ?? (run.mayApply === false ? end('may-not-apply') : { kind: 'confirm' })
}

/** Holds the plan against the conditions. Also before the step leaves a run: whoever applies it then checks none. Undefined where it may be applied. */
function checked(run: Run, context: RunContext): ApplyDecision | undefined {
  const { operation, conditions, sensitiveValues, examined, examinedPlanId } = context
  if (operation !== 'apply' || conditions.length === 0) return undefined
  if (run.status === 'pre_plan_awaiting_decision') return { kind: 'refuse', refusals: [NO_PLAN] }
  if (examined === undefined) return { kind: 'examine' }
  if (run.planId !== examinedPlanId) return { kind: 'refuse', refusals: [otherPlan(run, examinedPlanId)] }
  const found = applyRefusals(examined, {
    conditions,
    sensitiveValues,
    isRefreshOnly: run.isRefreshOnly,
    destructions: run.plan?.destructions ?? 0
  })
  return found.length > 0 ? { kind: 'refuse', refusals: found } : undefined
}

const NO_PLAN =
  'The run waits for an override before its plan, so the action has no plan to check. Fix what the run task reports, and run the job again'

/** What is applied is the plan that the run has when it is confirmed. */
const otherPlan = ({ id, planId }: Run, examinedPlanId: string | undefined): string =>
  `The service names the plan ${planId ?? '(none)'} for the run ${id}, but named the plan ${examinedPlanId ?? '(none)'} when the action checked \`apply-only-if\`. Find out what changed the run, and run the job again`

/** Whether a run goes on from here by itself, though it might be confirmed at this moment. */
const passesOn = ({ status, isAutoApply, isSavedPlan }: Run): boolean =>
  isSavedPlan ? status !== 'planned_and_saved' : isAutoApply

function ending(run: Run, { operation, expectNoChanges, findings }: RunContext): Ending {
  const { status, hasChanges, isPlanOnly, allowsEmptyApply } = run
  switch (status) {
    case 'applied':
      return 'applied'
    case 'planned_and_finished':
    case 'assessed':
      if (operation === 'apply' && isPlanOnly) return 'plan-only'
      if (hasChanges === false) return operation === 'apply' && allowsEmptyApply ? 'empty-not-applied' : 'no-changes'
      if (hasChanges === undefined)
        return operation === 'plan' && !expectNoChanges ? 'changes-unknown' : 'no-changes-unproven'
      if (operation === 'apply') return 'not-applied'
      if (operation === 'save-plan') return 'not-saved'
      return expectNoChanges ? 'drifted' : 'planned'
    case 'policy_soft_failed':
      return 'policy-failed'
    case 'discarded':
      return 'discarded'
    case 'canceled':
    case 'force_canceled':
      return 'canceled'
    default:
      return blame(findings)
  }
}

/** An errored run says nothing of why: a policy or a task that has failed does. */
function blame(findings: readonly RunFinding[]): Ending {
  const failed = findings.filter(isFailed).map(({ kind }) => kind)
  if (failed.includes('policy')) return 'policy-failed'
  return failed.includes('task') ? 'task-failed' : 'errored'
}
