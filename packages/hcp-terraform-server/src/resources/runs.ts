import type { Planned } from '../engine/engine.ts'
import type { Log } from '../log.ts'
import type { RunScript } from '../script.ts'
import type { Caller } from './callers.ts'
import type { CostEstimate, PolicyCheck, TaskStage, TerraformPolicyEvaluation } from './checks.ts'
import type { ConfigurationVersion } from './configuration-versions.ts'
import type { StateVersion } from './states.ts'
import type { Workspace } from './workspaces.ts'

/** When it came to each status, under the API's names. */
export type Timestamps = Record<string, string>

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states */
export type RunStatus =
  | 'pending'
  | 'fetching'
  | 'fetching_completed'
  | 'pre_plan_running'
  | 'pre_plan_completed'
  | 'pre_plan_awaiting_decision'
  | 'queuing'
  | 'plan_queued'
  | 'planning'
  | 'planned'
  | 'post_plan_running'
  | 'post_plan_completed'
  | 'post_plan_awaiting_decision'
  | 'cost_estimating'
  | 'cost_estimated'
  | 'policy_checking'
  | 'policy_checked'
  | 'policy_override'
  | 'policy_soft_failed'
  | 'tf_policy_checked'
  | 'tf_policy_override'
  | 'confirmed'
  | 'pre_apply_running'
  | 'pre_apply_completed'
  | 'pre_apply_awaiting_decision'
  | 'queuing_apply'
  | 'apply_queued'
  | 'applying'
  | 'post_apply_running'
  | 'post_apply_completed'
  | 'applied'
  | 'planned_and_finished'
  | 'planned_and_saved'
  | 'discarded'
  | 'errored'
  | 'canceled'

/** The choices of https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run, under the API's names. */
export interface RunAttributes {
  readonly message: string
  readonly source: string
  readonly 'trigger-reason': string
  readonly 'is-destroy': boolean
  readonly refresh: boolean
  readonly 'refresh-only': boolean
  readonly 'auto-apply': boolean
  readonly 'allow-empty-apply': boolean
  readonly 'allow-config-generation': boolean
  readonly 'plan-only': boolean
  readonly 'save-plan': boolean
  readonly 'debugging-mode': boolean
  readonly 'target-addrs': readonly string[] | null
  readonly 'replace-addrs': readonly string[] | null
  readonly 'invoke-action-addrs': readonly string[] | null
  /** Beta: directories of the configuration with policies. Kept, and evaluated by no one. */
  readonly 'policy-paths': readonly string[]
  readonly variables: readonly { readonly key: string; readonly value: string }[]
  readonly 'terraform-version': string
}

export interface Run {
  readonly id: string
  readonly workspace: Workspace
  readonly configurationVersion: ConfigurationVersion
  readonly attributes: RunAttributes
  readonly createdAt: Date
  readonly createdBy: Caller
  updatedAt: Date
  status: RunStatus
  readonly statusTimestamps: Timestamps
  hasChanges: boolean
  readonly plan: Phase
  readonly apply: Phase
  costEstimate: CostEstimate | undefined
  readonly policyChecks: PolicyCheck[]
  readonly taskStages: TaskStage[]
  readonly terraformPolicies: TerraformPolicyEvaluation[]
  readonly comments: Comment[]
  readonly events: RunEvent[]
  /** What the run stops for. */
  awaiting: 'confirmation' | 'override' | 'decision' | undefined
  confirmedBy: Caller | undefined
  canceledBy: Caller | undefined
  canceledAt: Date | undefined
  forceCancelAvailableAt: Date | undefined
  /** Asks the engine to stop. */
  readonly interrupt: AbortController
  /** Aborted once the run has finished, whatever still goes on for it. */
  readonly ended: AbortController
  readonly script: RunScript | undefined
  /** Statuses in which it stays until it is released. */
  readonly held: Set<RunStatus>
  /** Releases of the holds in its scripted logs that no one has waited for yet. */
  released: number
}

export type PhaseStatus = 'pending' | 'queued' | 'running' | 'finished' | 'errored' | 'canceled' | 'unreachable'

/** A plan or an apply. */
export interface Phase {
  readonly id: string
  readonly kind: 'plan' | 'apply'
  readonly workspace: Workspace
  status: PhaseStatus
  readonly statusTimestamps: Timestamps
  readonly log: Log
  counts: Pick<Planned, 'additions' | 'changes' | 'destructions' | 'imports'> | undefined
  /** Of a plan: what was planned. */
  planned: Planned | undefined
  /** Of a plan: what Terraform prints of it, also of one that failed. */
  printed: Pick<Planned, 'json' | 'schemas'>
  readonly stateVersions: StateVersion[]
  /** Of an apply: the state that it could not hand in. */
  erroredState: Buffer | undefined
  readonly exports: PlanExport[]
}

export interface PlanExport {
  readonly id: string
  readonly plan: Phase
  readonly dataType: string
  readonly statusTimestamps: Timestamps
}

export interface Comment {
  readonly id: string
  readonly body: string
  readonly run: Run
  readonly event: RunEvent
}

export interface RunEvent {
  readonly id: string
  readonly action: string
  readonly description: string | null
  readonly createdAt: Date
  readonly actor: Caller | undefined
  readonly run: Run
  /** Of the action `commented`. */
  comment: Comment | undefined
}
