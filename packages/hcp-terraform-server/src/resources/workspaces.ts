import type { Checks } from '../script.ts'
import type { Caller, Permissions } from './callers.ts'
import type { ConfigurationVersion } from './configuration-versions.ts'
import type { Run } from './runs.ts'
import type { StateVersion } from './states.ts'
import type { AgentPool } from './variables.ts'

export interface Organization {
  readonly id: string
  name: string
  email: string
  readonly createdAt: Date
  /** Of workspaces whose project or who themselves say nothing else. */
  execution: Execution
  costEstimation: boolean
  /** What else may be set, under the API's own names. */
  readonly settings: Record<string, boolean | number | string | null>
  defaultProject: Project
  /** `operations: false` makes the CLI run everything itself. */
  entitlements: Record<string, boolean | number | null>
}

export interface Project {
  readonly id: string
  readonly organization: Organization
  name: string
  description: string
  /** Undefined where it is its organization's. */
  execution: Execution | undefined
  autoDestroyActivityDuration: string | null
  tags: Tag[]
  readonly createdAt: Date
}

/** Without a value: a flat one. */
export interface Tag {
  readonly key: string
  readonly value?: string
}

export type ExecutionMode = 'remote' | 'local' | 'agent'

export interface Execution {
  readonly mode: ExecutionMode
  readonly pool: AgentPool | undefined
}

/** What the API's clients may set on a workspace, under the API's own names. */
export interface WorkspaceAttributes {
  name: string
  description: string | null
  'execution-mode': ExecutionMode
  'auto-apply': boolean
  'auto-apply-run-trigger': boolean
  'auto-destroy-activity-duration': string | null
  'auto-destroy-at': string | null
  'allow-destroy-plan': boolean
  'assessments-enabled': boolean
  'file-triggers-enabled': boolean
  'global-remote-state': boolean
  'project-remote-state': boolean
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
  tags: Tag[]
  agentPool: AgentPool | undefined
  /** Whether execution mode and agent pool are those of its project, or of its organization. */
  followsDefaults: boolean
  /** Who may read its state from a run, unless everybody may. */
  readonly remoteStateConsumers: Set<Workspace>
  lock: Lock | undefined
  currentRun: Run | undefined
  latestRun: Run | undefined
  currentStateVersion: StateVersion | undefined
  currentConfigurationVersion: ConfigurationVersion | undefined
  /** What no one may do here, whatever their token. */
  permissions: Permissions
  /** Policies, tasks and costs that every run here meets, unless its script has others. */
  checks: Checks
}

export type Lock =
  | { readonly by: 'run'; readonly run: Run; readonly reason?: string }
  | { readonly by: 'caller'; readonly caller: Caller; readonly reason?: string }
