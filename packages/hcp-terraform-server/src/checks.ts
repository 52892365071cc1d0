import { newId } from './ids.ts'
import { enter, finish } from './transitions.ts'
import type { PolicyCheck, PolicyCheckStatus, Run } from './resources.ts'
import type { Checks } from './script.ts'
import type { Service } from './service.ts'
import { second } from './world.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/cost-estimates and .../policy-checks */
export function addChecks({ world }: Service, run: Run, { costEstimate, policies = [] }: Checks): void {
  if (costEstimate !== undefined || run.workspace.organization.costEstimation) {
    const id = newId('ce')
    run.costEstimate = { id, status: 'pending', statusTimestamps: {}, estimate: costEstimate ?? {} }
    world.costEstimates.set(id, run.costEstimate)
  }
  if (policies.length === 0) return
  const check: PolicyCheck = { id: newId('polchk'), run, policies, status: 'pending', statusTimestamps: {} }
  run.policyChecks.push(check)
  world.policyChecks.set(check.id, check)
}

/** A failed estimate stops nothing: https://developer.hashicorp.com/terraform/cloud-docs/run/states#the-cost-estimation-stage */
export async function estimateCosts(service: Service, run: Run): Promise<void> {
  const { costEstimate } = run
  if (costEstimate === undefined) return
  const at = () => second(service.world.now())
  costEstimate.status = 'queued'
  costEstimate.statusTimestamps['queued-at'] = at()
  await enter(service, run, 'cost_estimating', service.settings.timings.costEstimate)
  costEstimate.status = costEstimate.estimate.status ?? 'finished'
  costEstimate.statusTimestamps[`${costEstimate.status.replaceAll('_', '-')}-at`] = at()
  await enter(service, run, 'cost_estimated')
}

/** Hard-mandatory failures end the run, soft-mandatory ones wait for an override; a plan-only run can wait for nothing. */
export async function checkPolicies(service: Service, run: Run): Promise<void> {
  const { world, settings } = service
  for (const check of run.policyChecks) {
    set(service, check, 'queued')
    await enter(service, run, 'policy_checking', settings.timings.policyCheck)
    set(service, check, verdict(check))
    if (check.status === 'hard_failed') finish(service, run, 'errored')
    if (check.status === 'soft_failed') {
      if (run.attributes['plan-only']) finish(service, run, 'policy_soft_failed')
      run.awaiting = 'override'
      await enter(service, run, 'policy_override')
      await world.until(() => check.status === 'overridden', run.ended.signal)
      run.awaiting = undefined
    }
    await enter(service, run, 'policy_checked')
  }
}

export function overrideCheck(service: Service, check: PolicyCheck): void {
  set(service, check, 'overridden')
}

/** How many policies of a check failed, by how much that matters. */
export function failuresOf({ policies, status }: PolicyCheck) {
  const decided = status !== 'pending' && status !== 'queued' && status !== 'unreachable'
  const count = (enforcement: string) =>
    policies.filter(policy => decided && !policy.passes && policy.enforcement === enforcement).length
  return {
    passed: decided ? policies.filter(({ passes }) => passes).length : 0,
    advisory: count('advisory'),
    soft: count('soft-mandatory'),
    hard: count('hard-mandatory')
  }
}

function verdict(check: PolicyCheck): PolicyCheckStatus {
  const { hard, soft } = failuresOf({ ...check, status: 'passed' })
  return hard > 0 ? 'hard_failed' : soft > 0 ? 'soft_failed' : 'passed'
}

function set({ world }: Service, check: PolicyCheck, status: PolicyCheckStatus): void {
  check.status = status
  check.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(world.now())
  world.changed()
}
