import type { Run } from '../tfe/runs.ts'
import type { Ending } from './outcome.ts'
import { meaning } from './status.ts'

/** How far a run is to go: `plan` ends at a finished plan, `save-plan` at a saved one, `apply` confirms what it planned. */
export type Operation = 'plan' | 'apply' | 'save-plan'

export type Decision =
  { readonly kind: 'wait' } | { readonly kind: 'confirm' } | { readonly kind: 'end'; readonly ending: Ending }

const end = (ending: Ending): Decision => ({ kind: 'end', ending })

/**
 * What to do about a run that is as it is now. The one place that decides to apply. What the run's status does not settle, the
 * `actions` that the service offers do: statuses come and go, and new ones appear.
 */
export function decide(run: Run, operation: Operation): Decision {
  const means = meaning(run.status)
  switch (means) {
    case 'queued':
    case 'working':
      return run.actions.confirmable ? confirmable(run, operation) : { kind: 'wait' }
    case 'confirmable':
      if (run.status === 'planned_and_saved' && operation !== 'apply') return end('saved')
      return run.actions.confirmable ? confirmable(run, operation) : { kind: 'wait' }
    case 'override':
      return end('needs-override')
    case 'ended':
      return end(ending(run))
    default:
      return means satisfies never
  }
}

function confirmable(run: Run, operation: Operation): Decision {
  if (operation !== 'apply') return end('needs-confirmation')
  return run.mayApply === false ? end('may-not-apply') : { kind: 'confirm' }
}

function ending({ status, hasChanges }: Run): Ending {
  switch (status) {
    case 'applied':
      return 'applied'
    case 'planned_and_finished':
    case 'assessed':
      return hasChanges ? 'planned' : 'no-changes'
    case 'policy_soft_failed':
      return 'policy-failed'
    case 'discarded':
      return 'discarded'
    case 'canceled':
    case 'force_canceled':
      return 'canceled'
    default:
      return 'errored'
  }
}
