import type { LogEvent } from '../terraform/log-events.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { RunFinding } from './run-finding.ts'
import type { QueueState, StalledRun } from './queue.ts'

export const PHASES = ['plan', 'apply'] as const
export type PhaseName = (typeof PHASES)[number]

export interface LoggedLines {
  readonly kind: 'log'
  readonly phase: PhaseName
  readonly lines: readonly LogEvent[]
  /** The run as it was read last. */
  readonly run: Run
  /** Whether these are the last lines of a log that was read to its end marker. */
  readonly isEnd: boolean
}

/** What happens to a run, as it happens. */
export type RunEvent =
  | { readonly kind: 'status'; readonly run: Run }
  | QueueState
  | StalledRun
  | LoggedLines
  | { readonly kind: 'finding'; readonly finding: RunFinding }
  | { readonly kind: 'confirmed' }
  /** Something could not be read just now; following goes on. */
  | { readonly kind: 'trouble'; readonly message: string }
