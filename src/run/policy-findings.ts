import { plural } from '../plural.ts'
import type { PolicyCheck } from '../tfe/resources/policy-checks.ts'
import type { RunFinding } from './run-finding.ts'
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

export const NOT_CARRIED_OUT = 'it could not be carried out'
export const policiesInNumber = (count: number): string => plural(count, 'policy', 'policies')

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
    const [name, enforcement, message] = [`check ${check.id}`, 'mandatory', NOT_CARRIED_OUT]
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
  for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
    const name = policiesInNumber(failed)
    const message = output.trim() === '' ? undefined : output.trim()
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
}
