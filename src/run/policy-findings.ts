import type { PolicyCheck } from '../tfe/resources/policy-checks.ts'
import type { TerraformPolicyEvaluation, TerraformPolicyOutcome } from '../tfe/resources/terraform-policies.ts'
import { isAdvisory, type RunFinding } from './run-finding.ts'
import { parsePolicies, type PrintedPolicy } from './sentinel.ts'

/**
 * The policies in what Sentinel printed, which is the only place that names them. A policy prints what it likes, another policy's result
 * among it: undefined where the service counts other results.
 */
export function namedPolicies(check: PolicyCheck, output: string): readonly PrintedPolicy[] | undefined {
  const policies = parsePolicies(output)
  const failed = (level: string): number =>
    policies.filter(({ passed, enforcement }) => !passed && enforcement === level).length
  const isCounted =
    policies.filter(({ passed }) => passed).length === check.passed &&
    failed('advisory') === check.advisoryFailed &&
    failed('soft-mandatory') === check.softFailed &&
    failed('hard-mandatory') === check.hardFailed
  const isExplained = !FAILED.includes(check.status) || check.softFailed + check.hardFailed > 0
  return policies.length === 0 || (isCounted && isExplained) ? policies : undefined
}

/** Statuses of checks that do not let a run go on by itself. */
const FAILED: readonly string[] = ['soft_failed', 'hard_failed', 'errored', 'unreachable']

/** Where no policy is named, the counts speak for all of them. */
export function* policiesOfCheck(
  check: PolicyCheck,
  policies: readonly PrintedPolicy[],
  output: string
): Generator<RunFinding> {
  const overridden = check.status === 'overridden'
  if (policies.length > 0) {
    for (const { name, enforcement, passed, message } of policies) {
      yield {
        kind: 'policy',
        policy: { name, set: undefined, enforcement, passed, overridden: !passed && overridden, message }
      }
    }
    return
  }
  const counts = [
    ['advisory', check.advisoryFailed],
    ['soft-mandatory', check.softFailed],
    ['hard-mandatory', check.hardFailed]
  ] as const
  if (FAILED.includes(check.status) && counts.every(([, count]) => count === 0)) {
    const [name, enforcement, message] = [`check ${check.id}`, 'mandatory', 'it could not be carried out']
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
  for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
    const name = `${failed} ${failed === 1 ? 'policy' : 'policies'}`
    const message = output.trim() === '' ? undefined : output.trim()
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
}

/** Messages of one policy that are shown. */
const MAX_MESSAGES = 5

/** The policies of an evaluation. One that failed without saying which of them failed has failed all the same. */
export function policiesOfEvaluation(
  { id, status, mandatoryFailed, error }: TerraformPolicyEvaluation,
  outcomes: readonly TerraformPolicyOutcome[]
): readonly RunFinding[] {
  const overridden = status === 'overridden'
  const named = outcomes.map(({ set, policy, enforcement, status: result, messages }): RunFinding => {
    const passed = result === 'passed'
    return {
      kind: 'policy',
      policy: {
        name: policy,
        set,
        enforcement: enforcement.replaceAll('_', '-'),
        passed,
        overridden: !passed && overridden,
        isUndecided: result === 'unknown' && status === 'passed',
        message: messages.slice(0, MAX_MESSAGES).join('; ') || undefined
      }
    }
  })
  if (status === 'passed' || named.some(isBlocking)) return named
  const name = mandatoryFailed > 0 ? `${mandatoryFailed} ${mandatoryFailed === 1 ? 'policy' : 'policies'}` : id
  const message = error ?? (mandatoryFailed > 0 ? undefined : 'it could not be carried out')
  const whole = { name, set: undefined, enforcement: 'mandatory', passed: false, overridden, message }
  return [...named, { kind: 'policy', policy: whole }]
}

const isBlocking = (finding: RunFinding): boolean =>
  finding.kind === 'policy' && !finding.policy.passed && !isAdvisory(finding.policy)
