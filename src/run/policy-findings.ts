import type { PolicyCheck } from '../tfe/resources/policy-checks.ts'
import type { RunFinding } from './run-finding.ts'
import { parsePolicies } from './sentinel.ts'

/** Sentinel names its policies only in what it prints; where that can't be read, the counts speak for all of them. */
export function* policiesOfCheck(check: PolicyCheck, output: string): Generator<RunFinding> {
  const overridden = check.status === 'overridden'
  const policies = parsePolicies(output)
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
  if (check.status === 'errored' && counts.every(([, count]) => count === 0)) {
    const [name, enforcement, message] = [`check ${check.id}`, 'mandatory', 'it could not be carried out']
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
  for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
    const name = `${failed} ${failed === 1 ? 'policy' : 'policies'}`
    const message = output.trim() === '' ? undefined : output.trim()
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
}
