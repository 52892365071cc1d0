import type { ReportedOutput } from '../report/report.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ReadChanges } from '../run/read-plan.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { LoggedRun } from './log-run.ts'

/** What a run came to. */
export interface Result {
  readonly workspace: Workspace
  readonly outcome: Outcome & LoggedRun
  readonly failed: boolean
  /** What the plan would change, as it is being read. */
  readonly changes: Promise<ReadChanges | undefined>
  readonly outputs: readonly ReportedOutput[]
  readonly url: string
}
