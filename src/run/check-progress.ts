import type { Phase } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { phaseEnded } from '../tfe/resources/plans.ts'
import { isBeforeConfirmation } from './status.ts'

/** Statuses of a policy check, a policy evaluation, a task result or a cost estimate that will not change any more. */
const DECIDED: readonly string[] = [
  'passed',
  'soft_failed',
  'hard_failed',
  'overridden',
  'failed',
  'finished',
  'errored',
  'canceled',
  'unreachable',
  'skipped_due_to_targeting'
]
export const decided = ({ status }: { readonly status: string }): boolean => DECIDED.includes(status)

/** A run that ends early leaves what it did not come to without a result. */
export const wasReached = ({ status }: { readonly status: string }): boolean =>
  !['unreachable', 'canceled'].includes(status)

/** Whether a run has ended before what would have followed. */
export const endedEarly = ({ status }: Run): boolean =>
  ['errored', 'discarded', 'canceled', 'force_canceled'].includes(status)

const isOver = (phase: Phase | undefined): boolean => phase === undefined || phaseEnded(phase.status)
export const isPlanned = ({ plan }: Run): boolean => isOver(plan)

/** Statuses in which nothing of a cost estimate, or of policy checks, is decided yet. */
export const JUST_PLANNED: readonly string[] = ['planned', 'post_plan_running']
export const BEFORE_POLICIES: readonly string[] = [...JUST_PLANNED, 'cost_estimating', 'policy_checking']

/** Stages that a run has come to wherever its plan has succeeded. */
export const BEFORE_APPLY: readonly string[] = ['pre_plan', 'post_plan']

/** Whether a stage can't have begun: it is not worth a request. */
export function isAhead(stage: string | undefined, run: Run): boolean {
  if (stage === 'post_plan') return !isPlanned(run)
  if (stage === 'pre_apply') return !isPlanned(run) || isBeforeConfirmation(run.status)
  return stage === 'post_apply' && !isOver(run.apply)
}
