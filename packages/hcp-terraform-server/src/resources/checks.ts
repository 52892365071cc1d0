import type { Checks, TerraformPolicySetScript } from '../script.ts'
import type { Run, Timestamps } from './runs.ts'

export interface CostEstimate {
  readonly id: string
  status: 'pending' | 'queued' | 'finished' | 'canceled' | 'errored' | 'unreachable' | 'skipped_due_to_targeting'
  readonly statusTimestamps: Timestamps
  readonly estimate: NonNullable<Checks['costEstimate']>
}

export type PolicyCheckStatus =
  | 'pending'
  | 'queued'
  | 'passed'
  | 'soft_failed'
  | 'hard_failed'
  | 'overridden'
  | 'errored'
  | 'canceled'
  | 'unreachable'

export interface PolicyCheck {
  readonly id: string
  readonly run: Run
  readonly policies: NonNullable<Checks['policies']>
  status: PolicyCheckStatus
  readonly statusTimestamps: Timestamps
}

export type StageName = 'pre_plan' | 'post_plan' | 'pre_apply' | 'post_apply'

export interface TaskStage {
  readonly id: string
  readonly run: Run
  readonly stage: StageName
  status: 'pending' | 'running' | 'passed' | 'failed' | 'awaiting_override' | 'errored' | 'canceled' | 'unreachable'
  readonly statusTimestamps: Timestamps
  readonly createdAt: Date
  updatedAt: Date
  readonly results: TaskResult[]
  readonly evaluations: PolicyEvaluation[]
}

export interface TaskResult {
  readonly id: string
  readonly stage: TaskStage
  readonly task: NonNullable<Checks['tasks']>[number]
  readonly taskId: string
  status: 'pending' | 'running' | 'passed' | 'failed' | 'errored' | 'canceled' | 'unreachable'
  readonly statusTimestamps: Timestamps
  readonly createdAt: Date
}

export interface PolicyEvaluation {
  readonly id: string
  readonly stage: TaskStage
  readonly kind: 'opa' | 'sentinel'
  readonly sets: readonly PolicySetOutcome[]
  status: 'pending' | 'queued' | 'running' | 'passed' | 'failed' | 'overridden' | 'errored' | 'canceled' | 'unreachable'
  readonly statusTimestamps: Timestamps
  readonly createdAt: Date
}

export interface TerraformPolicyEvaluation {
  readonly id: string
  readonly run: Run
  readonly sets: readonly { readonly id: string; readonly set: TerraformPolicySetScript }[]
  status:
    | 'pending'
    | 'queued'
    | 'running'
    | 'awaiting_override'
    | 'passed'
    | 'failed'
    | 'overridden'
    | 'errored'
    | 'canceled'
    | 'unreachable'
  readonly statusTimestamps: Timestamps
  readonly createdAt: Date
  updatedAt: Date
}

export interface PolicySetOutcome {
  readonly id: string
  readonly evaluationId: string
  readonly set: NonNullable<Checks['policySets']>[number]
}
