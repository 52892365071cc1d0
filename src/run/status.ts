/**
 * Every status a run may have, and what it means to someone who waits for it. One table: what is not in it is unknown, and an
 * unknown status means that the run goes on. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states
 */
export type StatusMeaning =
  /** Nothing of this run happens yet: something else is before it. */
  | 'queued'
  /** Something is being done. */
  | 'working'
  /** It may wait for a confirmation; whether it does, `actions.is-confirmable` says. */
  | 'confirmable'
  /** A person must override a policy or a task before it goes on. */
  | 'override'
  | 'ended'

interface Entry {
  readonly meaning: StatusMeaning
  readonly says: string
}

const STATUSES = {
  pending: { meaning: 'queued', says: 'waiting for its turn' },
  fetching: { meaning: 'queued', says: 'fetching the configuration' },
  fetching_completed: { meaning: 'queued', says: 'has its configuration' },
  queuing: { meaning: 'queued', says: 'queuing the plan' },
  plan_queued: { meaning: 'queued', says: 'waiting for a worker to plan' },
  pre_plan_running: { meaning: 'working', says: 'running the tasks before the plan' },
  pre_plan_completed: { meaning: 'working', says: 'has run the tasks before the plan' },
  pre_plan_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks before the plan' },
  planning: { meaning: 'working', says: 'planning' },
  planned: { meaning: 'confirmable', says: 'planned' },
  cost_estimating: { meaning: 'working', says: 'estimating costs' },
  cost_estimated: { meaning: 'confirmable', says: 'has its cost estimate' },
  policy_checking: { meaning: 'working', says: 'checking policies' },
  policy_checked: { meaning: 'confirmable', says: 'has passed its policies' },
  policy_override: { meaning: 'override', says: 'waiting for an override of failed policies' },
  policy_soft_failed: { meaning: 'ended', says: 'failed policies' },
  tf_policy_checked: { meaning: 'working', says: 'has passed its Terraform policies' },
  tf_policy_override: { meaning: 'override', says: 'waiting for an override of failed Terraform policies' },
  post_plan_running: { meaning: 'working', says: 'running the tasks after the plan' },
  post_plan_completed: { meaning: 'confirmable', says: 'has run the tasks after the plan' },
  post_plan_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks after the plan' },
  planned_and_saved: { meaning: 'confirmable', says: 'planned and saved' },
  planned_and_finished: { meaning: 'ended', says: 'planned and finished' },
  confirmed: { meaning: 'working', says: 'confirmed' },
  pre_apply_running: { meaning: 'working', says: 'running the tasks before the apply' },
  pre_apply_completed: { meaning: 'working', says: 'has run the tasks before the apply' },
  pre_apply_awaiting_decision: { meaning: 'override', says: 'waiting for a decision about the tasks before the apply' },
  queuing_apply: { meaning: 'working', says: 'queuing the apply' },
  apply_queued: { meaning: 'working', says: 'waiting for a worker to apply' },
  applying: { meaning: 'working', says: 'applying' },
  post_apply_running: { meaning: 'working', says: 'running the tasks after the apply' },
  post_apply_completed: { meaning: 'working', says: 'has run the tasks after the apply' },
  applied: { meaning: 'ended', says: 'applied' },
  assessing: { meaning: 'working', says: 'assessing health' },
  assessed: { meaning: 'ended', says: 'assessed' },
  discarded: { meaning: 'ended', says: 'discarded' },
  errored: { meaning: 'ended', says: 'errored' },
  canceled: { meaning: 'ended', says: 'cancelled' },
  force_canceled: { meaning: 'ended', says: 'cancelled by force' }
} as const satisfies Record<string, Entry>

export type RunStatus = keyof typeof STATUSES

export const RUN_STATUSES = Object.keys(STATUSES) as unknown as readonly [RunStatus, ...RunStatus[]]

/** Statuses of runs that are not over. */
export const UNFINISHED = RUN_STATUSES.filter(status => STATUSES[status].meaning !== 'ended')

const entry = (status: string): Entry | undefined =>
  Object.hasOwn(STATUSES, status) ? STATUSES[status as RunStatus] : undefined

export const statusMeaning = (status: string): StatusMeaning => entry(status)?.meaning ?? 'working'

/** Statuses between a plan and its confirmation. */
const BEFORE_CONFIRMATION: readonly string[] = [
  'cost_estimating',
  'policy_checking',
  'policy_override',
  'tf_policy_checked',
  'tf_policy_override',
  'post_plan_running',
  'post_plan_awaiting_decision'
]

/** Whether a run that was planned has not been confirmed, nor could it have been. */
export const isBeforeConfirmation = (status: string): boolean =>
  statusMeaning(status) === 'confirmable' || BEFORE_CONFIRMATION.includes(status)

/** Statuses of a run that has begun, up to the end of its plan. */
const UP_TO_PLAN: readonly string[] = [
  'pre_plan_running',
  'pre_plan_completed',
  'pre_plan_awaiting_decision',
  'planning'
]

/** Whether a run is certain not to be confirmed yet. */
export const isUnconfirmed = (status: string): boolean =>
  statusMeaning(status) === 'queued' || UP_TO_PLAN.includes(status) || isBeforeConfirmation(status)

/** What a run of this status is doing, as the end of a sentence that begins with "The run is". */
export const describeStatus = (status: string): string => entry(status)?.says ?? status.replaceAll('_', ' ')

/** Whether a phase will never begin, since the run ended before it: there is no log. */
export const phaseLeftOut = (status: string): boolean => status === 'unreachable'
