import type { LogEvent } from '../terraform/log-events.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { RunFinding } from './run-finding.ts'
import type { QueueState, StalledRun } from './queue.ts'

export const PHASES = ['plan', 'apply'] as const
export type PhaseName = (typeof PHASES)[number]

/** What happens to a run, as it happens. */
export type RunEvent =
  | { readonly kind: 'status'; readonly run: Run }
  | QueueState
  | StalledRun
  | { readonly kind: 'log'; readonly phase: PhaseName; readonly lines: readonly LogEvent[] }
  | { readonly kind: 'finding'; readonly finding: RunFinding }
  | { readonly kind: 'confirmed' }
  /** Something could not be read just now; following goes on. */
  | { readonly kind: 'trouble'; readonly message: string }
