import type { Workspace } from './workspaces.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations */
export interface NotificationConfiguration {
  readonly id: string
  readonly workspace: Workspace
  readonly destination: Destination
  readonly createdAt: Date
  updatedAt: Date
  name: string
  enabled: boolean
  url: string | null
  /** What signs the deliveries. No answer shows it. */
  token: string | null
  triggers: readonly Trigger[]
  emailAddresses: readonly string[]
  emailUsers: readonly string[]
  /** The newest first. */
  deliveries: readonly Delivery[]
  /** Deliveries leave in the order in which things happened. */
  sending: Promise<void>
}

export type Destination = 'generic' | 'email' | 'slack' | 'microsoft-teams'

export const RUN_TRIGGERS = [
  'run:created',
  'run:planning',
  'run:needs_attention',
  'run:applying',
  'run:completed',
  'run:errored'
] as const
export type RunTriggerName = (typeof RUN_TRIGGERS)[number]

/** What can be asked for and never happens here. */
export const OTHER_TRIGGERS = [
  'assessment:drifted',
  'assessment:failed',
  'assessment:check_failure',
  'workspace:auto_destroy_reminder',
  'workspace:auto_destroy_run_results'
] as const
export type Trigger = RunTriggerName | (typeof OTHER_TRIGGERS)[number]

export interface Delivery {
  readonly url: string
  readonly body: string
  /** The status that was answered; empty when nothing was. */
  readonly code: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly 'sent-at': string
  readonly successful: 'true' | 'false'
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-triggers */
export interface RunTrigger {
  readonly id: string
  readonly workspace: Workspace
  /** Whose applied runs queue one in `workspace`. */
  readonly source: Workspace
  readonly createdAt: Date
}
