import type { Caller } from './callers.ts'
import type { Run } from './runs.ts'
import type { Workspace } from './workspaces.ts'

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
