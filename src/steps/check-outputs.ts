import { policyResultOf, type PolicyFinding, type RunFinding, type Unread } from '../run/run-finding.ts'
import type { Results } from '../github/results.ts'
import { isFailed, type Outcome } from '../run/outcome.ts'

/** The outputs that say what policies, run tasks and the cost estimate have found. */
export const FINDINGS = [
  'policy-status',
  'policy-results',
  'cost-estimate',
  'cost-estimate-delta',
  'task-results'
] as const
/** Those that would be taken for all of it where something is not known. */
const PARTIAL: Readonly<Record<Unread, readonly (typeof FINDINGS)[number][]>> = {
  none: [],
  names: ['policy-results'],
  policies: ['policy-status', 'policy-results'],
  results: ['policy-status', 'policy-results', 'task-results']
}

/** Sets them, as far as there is anything to say. */
export function setFindings(
  results: Results<(typeof FINDINGS)[number]>,
  { findings, unread }: Pick<Outcome, 'findings' | 'unread'>
): void {
  const found = findingOutputs(findings)
  const isPartial = (name: (typeof FINDINGS)[number]): boolean =>
    PARTIAL[unread].includes(name) && found[name] !== 'failed'
  for (const name of FINDINGS) results.set(name, isPartial(name) ? undefined : found[name])
}

function findingOutputs(findings: readonly RunFinding[]): Readonly<Partial<Record<(typeof FINDINGS)[number], string>>> {
  const policies = findings.filter(finding => finding.kind === 'policy')
  const tasks = findings.filter(finding => finding.kind === 'task')
  const cost = findings.find(finding => finding.kind === 'cost')?.cost
  return {
    ...(policies.length > 0 && {
      'policy-status': policyStatus(policies),
      'policy-results': JSON.stringify(policies.map(({ policy }) => policyResult(policy)).toSorted(bySetAndName))
    }),
    ...(cost !== undefined && {
      'cost-estimate': JSON.stringify({
        status: cost.status,
        'prior-monthly-cost': cost.prior,
        'proposed-monthly-cost': cost.proposed,
        'delta-monthly-cost': cost.delta
      })
    }),
    ...(cost?.delta !== undefined && { 'cost-estimate-delta': cost.delta }),
    ...(tasks.length > 0 && {
      'task-results': JSON.stringify(
        tasks.map(({ task: { name, stage, status, enforcement, message, url } }) => ({
          name,
          stage,
          status,
          enforcement,
          message,
          url
        }))
      )
    })
  }
}

const policyResult = (policy: PolicyFinding) => ({
  name: policy.name,
  set: policy.set,
  enforcement: policy.enforcement,
  status: policyResultOf(policy),
  message: policy.message
})

/** They arrive in any order. */
const bySetAndName = (a: PolicyResult, b: PolicyResult): number =>
  compare(a.set ?? '', b.set ?? '') || compare(a.name, b.name)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

type PolicyResult = ReturnType<typeof policyResult>

function policyStatus(policies: readonly Extract<RunFinding, { kind: 'policy' }>[]): string {
  if (policies.some(isFailed)) return 'failed'
  if (policies.some(({ policy }) => policy.overridden)) return 'overridden'
  const results = policies.map(({ policy }) => policyResultOf(policy))
  return results.includes('failed') ? 'advisory-failed' : results.includes('unknown') ? 'unknown' : 'passed'
}
