import type { Caller } from './callers.ts'
import type { Timestamps } from './runs.ts'
import type { Workspace } from './workspaces.ts'

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
