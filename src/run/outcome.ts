import { RunFailed } from '../errors.ts'
import type { Run } from '../tfe/runs.ts'

/** How a followed run ended, or why it is not followed any further. */
export type Ending =
  | 'planned'
  | 'no-changes'
  | 'applied'
  | 'saved'
  | 'needs-confirmation'
  | 'may-not-apply'
  | 'needs-override'
  | 'policy-failed'
  | 'discarded'
  | 'canceled'
  | 'errored'
  | 'timed-out'

export interface Outcome {
  readonly ending: Ending
  readonly run: Run
}

/** What counts as failure, and how a failed step begins its message. */
const ENDINGS: Readonly<Record<Ending, { readonly fails: boolean; readonly says: string }>> = {
  planned: { fails: false, says: 'The plan has changes' },
  'no-changes': { fails: false, says: 'Nothing is to be changed' },
  applied: { fails: false, says: 'Applied' },
  saved: { fails: false, says: 'The plan is saved and can be applied' },
  'needs-confirmation': { fails: false, says: 'The plan waits for its confirmation' },
  'may-not-apply': {
    fails: true,
    says: 'The plan waits for its confirmation, which this token may not give: its team needs the workspace permission to apply runs'
  },
  'needs-override': {
    fails: true,
    says: 'A failed policy or task must be overridden by a person before the run goes on'
  },
  'policy-failed': { fails: true, says: 'A policy has failed' },
  discarded: { fails: true, says: 'The run was discarded' },
  canceled: { fails: true, says: 'The run was cancelled' },
  errored: { fails: true, says: 'The run errored' },
  'timed-out': { fails: true, says: 'The run was not over in time' }
}

export const says = ({ ending }: Outcome): string => ENDINGS[ending].says

/** The failure that an outcome is, if it is one. */
export const failure = (outcome: Outcome, url: string): RunFailed | undefined =>
  ENDINGS[outcome.ending].fails ? new RunFailed(`${says(outcome)}: ${url}`) : undefined
