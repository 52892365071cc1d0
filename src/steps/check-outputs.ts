import type { RunFinding } from '../run/run-finding.ts'
import { isFailed } from '../run/outcome.ts'

/** The outputs that say what policies, run tasks and the cost estimate have found. */
export const FINDINGS = ['policy-status', 'cost-estimate', 'cost-estimate-delta', 'task-results'] as const

/** Their values, as far as there is anything to say. */
export function findingOutputs(
  findings: readonly RunFinding[]
): Readonly<Partial<Record<(typeof FINDINGS)[number], string>>> {
  const policies = findings.filter(finding => finding.kind === 'policy')
  const tasks = findings.filter(finding => finding.kind === 'task')
  const cost = findings.find(finding => finding.kind === 'cost')?.cost
  return {
    ...(policies.length > 0 && { 'policy-status': policyStatus(policies) }),
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

function policyStatus(policies: readonly Extract<RunFinding, { kind: 'policy' }>[]): string {
  if (policies.some(isFailed)) return 'failed'
  if (policies.some(({ policy }) => policy.overridden)) return 'overridden'
  return policies.every(({ policy }) => policy.passed) ? 'passed' : 'advisory-failed'
}
