import { savedState } from '../github/saved.ts'
import type { Operation } from '../run/apply-decision.ts'
import type { Outcome } from '../run/outcome.ts'
import { describeStatus, isUnconfirmed, statusMeaning } from '../run/status.ts'
import type { Run } from '../tfe/resources/runs.ts'

/** How far this step's confirmation of the plan came. One that was sent without an answer may have arrived. */
export type Confirmation = 'none' | 'sent' | 'taken'

/** What this step did to a run. */
export interface StepDecisions {
  readonly runId: string
  readonly isOwn: boolean
  readonly operation: Operation
  readonly confirmation: Confirmation
  /** Whether the step refused the plan. The discard may be without an answer. */
  readonly isRefused: boolean
}

/** Whether only the run itself shows what came of the step's decision. */
export const isUnsettled = ({ confirmation, isRefused }: StepDecisions): boolean => confirmation === 'sent' || isRefused

/** What becomes of a run that the step leaves. `latest`: the run as it is then, undefined where it can't be read. */
export function describeLeft(decisions: StepDecisions, latest: Run | undefined): string {
  const { runId, isOwn, operation, confirmation } = decisions
  if (isUnsettled(decisions)) return `Run ${runId}: ${describeUnsettled(decisions, latest)}`
  return isOwn && operation === 'apply' && confirmation === 'none'
    ? `Run ${runId} goes on to its plan, and then ${WAITS} Until then no other run of the workspace can be applied.`
    : `Run ${runId} goes on.`
}

const WAITS = 'waits for a person to confirm or discard it.'

/** What is known of a run after a decision that the service did not answer. */
export function describeUnsettled({ confirmation }: StepDecisions, latest: Run | undefined): string {
  const answer =
    confirmation === 'sent' ? 'The service did not say whether it accepted the confirmation of the plan. ' : ''
  if (latest === undefined) {
    const fate = confirmation === 'sent' ? 'it may be applied. ' : ''
    return `${answer}The action can't read the run now: ${fate}look at the run in HCP Terraform.`
  }
  const { status } = latest
  const seen = `${answer}The run's status is "${describeStatus(status)}".`
  if (statusMeaning(status) === 'ended' || !isUnconfirmed(status)) return seen
  return confirmation === 'sent'
    ? `${seen} If the confirmation has not arrived, the run ${WAITS}`
    : `${seen} It ${WAITS}`
}

/** Nothing can be asked about the run with this token. What was not confirmed yet is the post step's to end, with what the token is by then. */
export function leaveUnfollowed<T extends Outcome>(outcome: T, { runId, isOwn, confirmation }: StepDecisions): T {
  if (isOwn && confirmation === 'none') savedState.own({ runId })
  else savedState.release()
  return { ...outcome, refusals: [...outcome.refusals, UNFOLLOWED[confirmation](runId)] }
}

const UNFOLLOWED: Readonly<Record<Confirmation, (runId: string) => string>> = {
  none: runId => `The plan was not confirmed by this step. Run ${runId} may go on.`,
  sent: runId =>
    `The service did not say whether it accepted the confirmation of the plan. Run ${runId} may be applied: look there how it ends.`,
  taken: runId => `The plan was confirmed before that, and run ${runId} goes on: look there how its apply ends.`
}
