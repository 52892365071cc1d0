import type { Log } from './log.ts'
import type { Planned } from './engine/engine.ts'
import type { Checks, RunScript } from './script.ts'

/** What a workspace's `permissions` name: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#show-workspace */
export const PERMISSIONS = [
  'can-update',
  'can-destroy',
  'can-queue-run',
  'can-queue-apply',
  'can-queue-destroy',
  'can-read-run',
  'can-read-settings',
  'can-read-variable',
  'can-read-state-versions',
  'can-read-state-outputs',
  'can-create-state-versions',
  'can-lock',
  'can-unlock',
  'can-force-unlock',
  'can-force-delete',
  'can-override-policy-check'
] as const
export type Permission = (typeof PERMISSIONS)[number]
export type Permissions = Readonly<Partial<Record<Permission, boolean>>>

/** Whose token it is. */
export interface Caller {
  readonly kind: 'user' | 'team' | 'organization'
  readonly id: string
  readonly name: string
  /** What the token may not do, or may; what isn't named, it may. */
  readonly permissions: Permissions
}

export type Timestamps = Record<string, string>

export interface Organization {
  readonly id: string
  name: string
  email: string
  readonly createdAt: Date
  defaultExecutionMode: ExecutionMode
  costEstimation: boolean
  defaultProject: Project
  /** `operations: false` makes the CLI run everything itself. */
  entitlements: Record<string, boolean | number | null>
}

export interface Project {
  readonly id: string
  readonly organization: Organization
  name: string
  description: string
  readonly createdAt: Date
}

export type ExecutionMode = 'remote' | 'local' | 'agent'

/** What the API's clients may set on a workspace, under the API's own names. */
export interface WorkspaceAttributes {
  name: string
  description: string | null
  'execution-mode': ExecutionMode
  'auto-apply': boolean
  'auto-apply-run-trigger': boolean
  'allow-destroy-plan': boolean
  'assessments-enabled': boolean
  'file-triggers-enabled': boolean
  'global-remote-state': boolean
  'queue-all-runs': boolean
  'speculative-enabled': boolean
  'structured-run-output-enabled': boolean
  'terraform-version': string
  'trigger-patterns': string[]
  'trigger-prefixes': string[]
  'vcs-repo': Record<string, unknown> | null
  'working-directory': string | null
  'source-name': string | null
  'source-url': string | null
}

export interface Workspace {
  readonly id: string
  readonly organization: Organization
  project: Project
  readonly attributes: WorkspaceAttributes
  readonly source: string
  readonly createdAt: Date
  updatedAt: Date
  tags: { key: string; value?: string }[]
  lock: Lock | undefined
  currentRun: Run | undefined
  latestRun: Run | undefined
  currentStateVersion: StateVersion | undefined
  currentConfigurationVersion: ConfigurationVersion | undefined
  /** What nobody may do here, whatever their token. */
  permissions: Permissions
  /** Policies, tasks and costs that every run here meets, unless its script has others. */
  checks: Checks
}

export type Lock =
  | { readonly by: 'run'; readonly run: Run; readonly reason?: string }
  | { readonly by: 'caller'; readonly caller: Caller; readonly reason?: string }

export type ConfigurationVersionStatus =
  | 'pending'
  | 'fetching'
  | 'uploaded'
  | 'archived'
  | 'errored'
  | 'backing_data_soft_deleted'
  | 'backing_data_permanently_deleted'

export interface ConfigurationVersion {
  readonly id: string
  readonly workspace: Workspace
  readonly source: string
  readonly autoQueueRuns: boolean
  readonly speculative: boolean
  readonly provisional: boolean
  readonly createdAt: Date
  readonly createdBy: Caller
  status: ConfigurationVersionStatus
  readonly statusTimestamps: Timestamps
  error: string | null
  errorMessage: string | null
  readonly ingressAttributes: IngressAttributes | undefined
  /** Where the archive lies, once it is here. */
  file: string | undefined
  received: boolean
}

export interface IngressAttributes {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly createdBy: Caller
}

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
  readonly comments: Comment[]
  readonly events: RunEvent[]
  /** What the run stands still for. */
  awaiting: 'confirmation' | 'override' | 'decision' | undefined
  confirmedBy: Caller | undefined
  canceledBy: Caller | undefined
  canceledAt: Date | undefined
  forceCancelAvailableAt: Date | undefined
  /** Asks the engine to stop. */
  readonly interrupt: AbortController
  /** Aborted once the run is over, whatever still goes on for it. */
  readonly ended: AbortController
  readonly script: RunScript | undefined
  /** Statuses in which it stays until it is released. */
  readonly held: Set<RunStatus>
  /** Releases of the holds in its scripted logs that nobody has waited for yet. */
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

export interface PolicySetOutcome {
  readonly id: string
  readonly evaluationId: string
  readonly set: NonNullable<Checks['policySets']>[number]
}

export interface Comment {
  readonly id: string
  readonly body: string
  readonly run: Run
}

export interface RunEvent {
  readonly id: string
  readonly action: string
  readonly description: string | null
  readonly createdAt: Date
  readonly actor: Caller | undefined
}

export interface StateVersion {
  readonly id: string
  readonly workspace: Workspace
  readonly serial: number
  readonly lineage: string | undefined
  readonly md5: string
  readonly createdAt: Date
  readonly createdBy: Caller
  readonly run: Run | undefined
  readonly rollbackOf: StateVersion | undefined
  status: 'pending' | 'finalized' | 'discarded' | 'backing_data_soft_deleted' | 'backing_data_permanently_deleted'
  intermediate: boolean
  /** Its content comes by upload, not with the request that created it. */
  readonly hosted: boolean
  state: Buffer | undefined
  jsonState: Buffer | undefined
  processed: boolean
  outputs: Output[]
  summary: StateSummary | undefined
}

/** What the service extracts from a state some time after it came. */
export interface StateSummary {
  readonly 'terraform-version': string | null
  readonly 'state-version': number | null
  readonly resources: readonly { name: string; type: string; count: number; module: string; provider: string }[]
  readonly modules: Readonly<Record<string, Record<string, number>>>
  readonly providers: Readonly<Record<string, Record<string, number>>>
}

export interface Output {
  readonly id: string
  readonly stateVersion: StateVersion
  readonly name: string
  readonly sensitive: boolean
  readonly type: string
  readonly detailedType: unknown
  readonly value: unknown
}
