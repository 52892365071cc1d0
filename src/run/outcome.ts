import { RunFailed } from '../errors.ts'
import { plural } from '../plural.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { type Unread, isAdvisory, POLICY_RESULTS, policyResultOf, type RunFinding } from './run-finding.ts'

/** How a followed run ended, or why it is not followed any further. */
export type Ending =
  | 'planned'
  | 'no-changes'
  | 'changes-unknown'
  | 'no-changes-unproven'
  | 'applied'
  | 'applied-unchecked'
  | 'plan-only'
  | 'not-applied'
  | 'empty-not-applied'
  | 'not-saved'
  | 'saved'
  | 'needs-confirmation'
  | 'drifted'
  | 'may-not-apply'
  | 'needs-override'
  | 'awaits-override'
  | 'policy-failed'
  | 'task-failed'
  | 'discarded'
  | 'refused'
  | 'not-discarded'
  | 'canceled'
  | 'errored'
  | 'not-begun-in-time'
  | 'not-over-in-time'
  | 'token-refused'

export interface Outcome {
  readonly ending: Ending
  readonly run: Run
  readonly findings: readonly RunFinding[]
  readonly unread: Unread
  /** Why the plan was refused, or why the run did not begin. */
  readonly refusals: readonly string[]
  /** Whether the run could not be read after the step ended it or left it: what it was then, it may not be any more. */
  readonly isStale?: boolean
}

/** What counts as failure, and the sentence that says how it ended. The one table: every ending has its line. */
const ENDINGS: Readonly<Record<Ending, { readonly fails: boolean; readonly says: string }>> = {
  planned: { fails: false, says: 'The plan has changes' },
  'no-changes': { fails: false, says: 'The plan has no changes' },
  'changes-unknown': {
    fails: false,
    says: 'The plan has finished, and the service does not say whether it has changes'
  },
  'no-changes-unproven': {
    fails: true,
    says: "The service does not say whether the plan has changes, and the plan as JSON can't be read: give the token's team the role Admin in the workspace"
  },
  applied: { fails: false, says: 'Applied' },
  'applied-unchecked': {
    fails: true,
    says: 'Applied without the check of `apply-only-if`: another person or the service confirmed the plan before this step allowed it'
  },
  'plan-only': {
    fails: true,
    says: 'Nothing was applied: the service made the run plan-only, though `operation` is apply'
  },
  'not-applied': { fails: true, says: 'Nothing was applied: the run ended after its plan, which has changes' },
  'empty-not-applied': {
    fails: true,
    says: 'Nothing was applied: the service ended the run after its plan, which has no changes, although `allow-empty-apply` is `true`'
  },
  'not-saved': { fails: true, says: 'The plan was not saved: the run ended after its plan, which has changes' },
  saved: { fails: false, says: 'The plan is saved, and can be applied with its run id' },
  'needs-confirmation': { fails: false, says: 'The plan waits for confirmation' },
  drifted: { fails: true, says: 'The plan has changes, but `expect-no-changes` is `true`' },
  'may-not-apply': {
    fails: true,
    says: 'The plan waits for confirmation, but this token may not confirm it. Give its team the permission to apply runs in the workspace'
  },
  'needs-override': {
    fails: true,
    says: 'The run waits for a person to override the failed policies or run tasks, in HCP Terraform or with the action run/override'
  },
  'awaits-override': { fails: false, says: 'The run waits for a person to override the failed policies or run tasks' },
  'policy-failed': { fails: true, says: 'A policy has failed' },
  'task-failed': { fails: true, says: 'A mandatory run task has failed' },
  discarded: { fails: true, says: 'The run was discarded' },
  refused: {
    fails: true,
    says: 'The plan was not applied, and the action discarded the run: `apply-only-if` does not allow the plan'
  },
  'not-discarded': {
    fails: true,
    says: 'The plan was not applied, because `apply-only-if` does not allow it, but the action could not discard the run. It tries to end the run when the job ends. If the run still waits then, discard it in HCP Terraform'
  },
  canceled: { fails: true, says: 'The run was cancelled' },
  errored: { fails: true, says: 'The run errored' },
  'not-begun-in-time': { fails: true, says: 'The run did not begin within `queue-timeout`' },
  'not-over-in-time': { fails: true, says: 'The run did not finish within `timeout`' },
  'token-refused': {
    fails: true,
    says: 'The service refuses the token now, and the action could not follow the run to its end'
  }
}

/** Whether the run's apply is done, by whomever it was confirmed. */
export const isApplied = ({ ending }: Pick<Outcome, 'ending'>): boolean =>
  ending === 'applied' || ending === 'applied-unchecked'

/** Whether a run has passed a limit. */
export const isLate = ({ ending }: Pick<Outcome, 'ending'>): boolean =>
  ending === 'not-begun-in-time' || ending === 'not-over-in-time'

export const describeEnding = ({ ending }: Pick<Outcome, 'ending'>): string => ENDINGS[ending].says

/** The failure that an outcome is, if it is one: how it ended, where, and what has failed by name. */
export function failureOf(outcome: Outcome, url: string): RunFailed | undefined {
  if (!ENDINGS[outcome.ending].fails) return undefined
  const isUnexplained = outcome.ending === 'discarded' && outcome.refusals.length === 0
  const saved = isUnexplained && outcome.run.isSavedPlan ? [OUTDATED] : []
  return new RunFailed(
    [
      `${describeEnding(outcome)}: ${url}`,
      ...saved,
      ...outcome.refusals,
      ...outcome.findings.filter(isFailed).map(describeFinding)
    ].join('\n')
  )
}

/** What has failed of a run that went on all the same. */
export const failedWithoutEffect = ({ ending, findings }: Outcome): readonly RunFinding[] =>
  ENDINGS[ending].fails || ending === 'awaits-override' ? [] : findings.filter(isFailed)

const OUTDATED =
  'Either a person discarded the run, or the service did: it discards a saved plan when another run of the workspace is applied first. Plan again.'

/** Whether there is nothing wrong with a finding. */
export function isPassed(finding: RunFinding): boolean {
  switch (finding.kind) {
    case 'cost':
      return finding.cost.status !== 'errored'
    case 'policy':
      return finding.policy.passed
    case 'task':
      return finding.task.status === 'passed'
    default:
      return finding satisfies never
  }
}

/** Whether a finding blocked the run. */
export function isFailed(finding: RunFinding): boolean {
  switch (finding.kind) {
    case 'cost':
      return false
    case 'policy':
      return policyResultOf(finding.policy) === 'failed' && !isAdvisory(finding.policy)
    case 'task':
      return finding.task.status !== 'passed' && !finding.task.overridden && !isAdvisory(finding.task)
    default:
      return finding satisfies never
  }
}

/** A finding as one line. */
export function describeFinding(finding: RunFinding): string {
  switch (finding.kind) {
    case 'cost': {
      const { status, errorMessage, prior, proposed, delta, matched = 0, unmatched = 0 } = finding.cost
      if (status === 'finished') {
        const priced = `${matched} of ${plural(matched + unmatched, 'resource')} ${matched === 1 ? 'has' : 'have'} a price`
        return `Cost estimate: ${dollars(prior)} to ${dollars(proposed)} a month (${signed(delta)}); ${priced}`
      }
      return `Cost estimate: ${status.replaceAll('_', ' ')}${errorMessage === undefined ? '' : `: ${errorMessage}`}`
    }
    case 'policy': {
      const { name, set, enforcement, passed, message } = finding.policy
      const result = POLICY_RESULTS[policyResultOf(finding.policy)]
      const of = set === undefined ? '' : ` of ${set}`
      return `Policy "${name}"${of} (${enforcement}) ${result}${message === undefined || passed ? '' : `: ${message}`}`
    }
    case 'task': {
      const { name, stage, enforcement, status, overridden, message, url } = finding.task
      const result = overridden ? `${status}, and was overridden` : status
      const details = [message, url].filter(part => part !== undefined).join(' ')
      return `Run task "${name}" (${stage.replace('_', '-')}, ${enforcement}) ${result}${details === '' ? '' : `: ${details}`}`
    }
    default:
      return finding satisfies never
  }
}

const dollars = (amount = '0.0'): string => `$${Number(amount).toFixed(2)}`
const signed = (amount = '0.0'): string => `${Number(amount) < 0 ? '-' : '+'}$${Math.abs(Number(amount)).toFixed(2)}`
