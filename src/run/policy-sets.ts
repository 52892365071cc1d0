import type { PolicyOutcome, PolicySetOutcome, ResultCounts } from '../tfe/resources/policy-outcome.ts'
import { wasReached } from './check-progress.ts'
import { NOT_CARRIED_OUT, policiesInNumber } from './policy-findings.ts'
import { isAdvisory, type PolicyFinding, type RunFinding } from './run-finding.ts'

/** An evaluation of policy sets: of OPA and Sentinel policies by an agent, or of Terraform policies. */
interface Evaluation {
  readonly id: string
  readonly status: string
  readonly counts: ResultCounts
  readonly error?: string | undefined
}

/** Messages of one policy that are shown. */
const MAX_MESSAGES = 5

/**
 * The policies of an evaluation. What its status, its errors and its counts say is held against the policies that it names: what failed
 * without a name has failed all the same. `failsOnAdvisory` says whether its status is `failed` where only advisory policies failed.
 */
export function policiesOfEvaluation(
  { id, status, counts, error }: Evaluation,
  sets: readonly PolicySetOutcome[],
  failsOnAdvisory = false
): readonly RunFinding[] {
  const named = sets.flatMap(({ set, outcomes }) => outcomes.map(outcome => namedPolicy(outcome, set, status)))
  if (!wasReached({ status })) return named.map(policy => ({ kind: 'policy', policy }))
  const all = sets.flatMap(({ outcomes }) => outcomes)
  const ofSets = sets.flatMap(unnamed)
  const unnamedPolicies = [
    ...ofSets,
    ...(error === undefined ? [] : [failure(`evaluation ${id}`, undefined, error)]),
    ...(ofSets.length > 0 || error !== undefined ? [] : uncounted(counts, all, undefined, `evaluation ${id}`))
  ]
  const found = [...named, ...unnamedPolicies]
  const isOnlyAdvisory =
    failsOnAdvisory && status === 'failed' && found.some(({ passed }) => !passed) && blocking(counts) === 0
  if (status !== 'passed' && !isOnlyAdvisory && !found.some(isBlocking)) {
    const empty = sets.flatMap(({ set, outcomes }) => (outcomes.length === 0 && set !== undefined ? [set] : []))
    unnamedPolicies.push(failure(`evaluation ${id}`, empty.join(', ') || undefined, NOT_CARRIED_OUT))
  }
  const overridden = status === 'overridden'
  return [...named, ...unnamedPolicies].map(policy => ({
    kind: 'policy',
    policy: { ...policy, overridden: !policy.passed && overridden }
  }))
}

function namedPolicy(
  { policy, enforcement, status: result, messages }: PolicyOutcome,
  set: string | undefined,
  status: string
): PolicyFinding {
  return {
    name: policy,
    set,
    enforcement: enforcement.replaceAll('_', '-'),
    passed: result === 'passed',
    overridden: false,
    isUndecided: result === 'unknown' && status === 'passed',
    message: messages.slice(0, MAX_MESSAGES).join('; ') || undefined
  }
}

/** What a policy set says that its policies do not. */
function unnamed({ set, error, counts, outcomes }: PolicySetOutcome): readonly PolicyFinding[] {
  return error === undefined
    ? uncounted(counts, outcomes, set, 'evaluation')
    : [failure('evaluation', set, `${NOT_CARRIED_OUT}: ${error}`)]
}

/** What is counted and not named. A policy that errored has no enforcement: it counts as mandatory. */
function uncounted(
  counts: ResultCounts,
  outcomes: readonly PolicyOutcome[],
  set: string | undefined,
  name: string
): readonly PolicyFinding[] {
  const failed = outcomes.filter(({ status }) => status !== 'passed' && status !== 'unknown')
  const advisory = failed.filter(outcome => isAdvisory(outcome) && outcome.status === 'failed').length
  const missing = blocking(counts) - (failed.length - advisory)
  const missingAdvisory = (counts.advisoryFailed ?? 0) - advisory
  if (missing > 0 || missingAdvisory > 0)
    return [
      ...(missing > 0 ? [failure(policiesInNumber(missing), set, UNNAMED)] : []),
      ...(missingAdvisory > 0 ? [failure(policiesInNumber(missingAdvisory), set, UNNAMED, 'advisory')] : [])
    ]
  const passed = outcomes.filter(({ status }) => status === 'passed').length
  return (counts.passed ?? passed) === passed ? [] : [failure(name, set, CONTRADICTED)]
}

const UNNAMED = 'the service counts a failure, and does not say of which policy'
const CONTRADICTED = 'the policies that the service names have other results than it counts'

const blocking = ({ mandatoryFailed = 0, errored = 0 }: ResultCounts): number => mandatoryFailed + errored

const failure = (name: string, set: string | undefined, message: string, enforcement = 'mandatory'): PolicyFinding => ({
  name,
  set,
  enforcement,
  passed: false,
  overridden: false,
  message
})

const isBlocking = (policy: PolicyFinding): boolean => !policy.passed && !isAdvisory(policy)
