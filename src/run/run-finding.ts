import type { CostEstimate } from '../tfe/resources/cost-estimates.ts'
import type { TaskResult } from '../tfe/resources/task-stages.ts'

/** Results of policies, run tasks and the cost estimate of a plan. */
export type RunFinding =
  | { readonly kind: 'cost'; readonly cost: CostEstimate }
  | { readonly kind: 'policy'; readonly policy: PolicyFinding }
  | { readonly kind: 'task'; readonly task: TaskFinding }

/** What of them is not known: some results, those of policies whose evaluation did not end, or only the names of policies of which the number is known. */
export type Unread = 'none' | 'names' | 'policies' | 'results'

/** What a warning says of that, before the reason. */
export const UNREAD_FINDINGS = "Some results of policies, tasks or the cost estimate can't be read"

export interface PolicyFinding {
  readonly name: string
  readonly set: string | undefined
  /** `advisory`, `soft-mandatory`, `hard-mandatory`, or for policy evaluations `mandatory` and `mandatory-overridable`. */
  readonly enforcement: string
  readonly passed: boolean
  /** Whether a failure was let pass by a person. */
  readonly overridden: boolean
  /** Whether it could not be decided, for its values are not known yet, and stopped nothing. */
  readonly isUndecided?: boolean
  readonly message: string | undefined
}

export type PolicyResult = 'passed' | 'overridden' | 'unknown' | 'failed'

export const policyResultOf = ({ passed, overridden, isUndecided = false }: PolicyFinding): PolicyResult =>
  passed ? 'passed' : overridden ? 'overridden' : isUndecided ? 'unknown' : 'failed'

/** A policy's result, as sentences have it. */
export const POLICY_RESULTS: Readonly<Record<PolicyResult, string>> = {
  passed: 'passed',
  overridden: 'failed, and was overridden',
  unknown: 'is not decided, because it depends on values that are not known yet',
  failed: 'failed'
}

export interface TaskFinding extends TaskResult {
  readonly stage: string
  readonly overridden: boolean
}

/** Whether a finding has texts that somebody else wrote, which may quote a value of the plan. */
export function isQuoting(finding: RunFinding): boolean {
  switch (finding.kind) {
    case 'policy':
      return finding.policy.message !== undefined
    case 'task':
      return finding.task.message !== undefined || finding.task.url !== undefined
    case 'cost':
      return finding.cost.errorMessage !== undefined
    default:
      return finding satisfies never
  }
}

export const isAdvisory = ({ enforcement }: { readonly enforcement: string }): boolean => enforcement === 'advisory'
