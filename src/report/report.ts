import type { CheckStatus } from '../terraform/check-statuses.ts'
import type { Diagnostic } from '../terraform/log-events.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import type { Changes } from '../terraform/plan.ts'
import type { RunFinding } from '../run/run-finding.ts'
import type { Progress } from './progress.ts'

/** All that the action reports of a run. */
export interface Report {
  readonly organization: string
  readonly workspace: string
  readonly operation: 'plan' | 'apply' | 'save-plan'
  readonly mode: 'normal' | 'destroy' | 'refresh-only'
  /** Which phase of it did not get to its end, and how: "Apply failed". */
  readonly phase: string | undefined
  /** How it ended, as a sentence without its full stop. */
  readonly result: string
  readonly failed: boolean
  /** The reasons against an apply. */
  readonly refusals: readonly string[]
  readonly applied: boolean
  readonly counts: Totals | undefined
  /** Whether the plan changes something. Undefined where nothing shows it. */
  readonly hasChanges: boolean | undefined
  readonly changes: Changes | undefined
  /** Why the changes may not be all of the plan's: a redacted plan has what the server knows. */
  readonly mayLack?: string | undefined
  /** The plan as Terraform has printed it, where it can't be read as JSON. */
  readonly planText: string | undefined
  /** What Terraform has generated for imported resources. */
  readonly generatedConfiguration?: string | undefined
  /** What may be shown of the plan's values. */
  readonly filter: Filter
  readonly findings: readonly RunFinding[]
  readonly diagnostics: readonly Diagnostic[]
  /** The checks of the plan, where they were read. */
  readonly checks?: readonly CheckStatus[] | undefined
  /** Terraform's outputs after an apply. */
  readonly outputs: readonly ReportedOutput[]
  /** Whether the apply has begun, however it ended. */
  readonly hasBegun: boolean
  /** Whether the action stopped following the run before its end. */
  readonly isLeft: boolean
  /** Whether the run ended without an apply, though it was not only to plan: nothing of the plan happens any more. */
  readonly isGivenUp: boolean
  /** What the apply did, where its log tells. */
  readonly progress: Progress | undefined
  /** Where the files of the commit are, and where in it Terraform ran. */
  readonly files: { readonly url: string; readonly base: string } | undefined
  readonly runUrl: string | undefined
  readonly jobUrl: string | undefined
  /** The commit that was planned. */
  readonly commit: string | undefined
}

export interface Totals {
  readonly additions: number
  readonly changes: number
  readonly destructions: number
  readonly imports: number
}

export interface ReportedOutput {
  readonly name: string
  /** Undefined where it is sensitive. */
  readonly text: string | undefined
}
