import type { RunInputs } from '../inputs/run-inputs.ts'
import type { ReportedOutput } from '../report/report.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ReadChanges } from '../run/read-plan.ts'
import type { PackedFiles } from '../run/signed-reviews.ts'
import type { CheckStatus } from '../terraform/check-statuses.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { LoggedRun } from './log-run.ts'

/** What of a step's inputs its report depends on. */
export interface ReportedInputs extends Pick<
  RunInputs,
  'connection' | 'organization' | 'workspace' | 'directory' | 'operation' | 'mode' | 'report' | 'configurationVersionId'
> {
  /** What the plan of a review is signed with. Undefined for a step that plans none, and where the token is too short for a key. */
  readonly reviewKey?: string | undefined
  /** Undefined where this step has packed none. */
  readonly packed?: PackedFiles | undefined
  /** Whether only the comment that reports the same run is brought up to date. */
  readonly onlyOwnRun?: boolean
}

/** What a run came to. */
export interface Result {
  readonly workspace: Pick<Workspace, 'name' | 'organization' | 'workingDirectory'>
  readonly outcome: Outcome & LoggedRun
  readonly failed: boolean
  /** What the plan would change, as it is being read. */
  readonly changes: Promise<ReadChanges | undefined>
  /** Reads the statuses of the plan's checks. */
  readonly readChecks: () => Promise<readonly CheckStatus[] | undefined>
  /** Exports the configuration that Terraform generated, if that was asked for, and gives it. */
  readonly exportGenerated?: () => Promise<string | undefined>
  readonly outputs: readonly ReportedOutput[]
  readonly url: string
}
