import { newId } from './ids.ts'
import { enter, finish } from './transitions.ts'
import type { Run, TerraformPolicyEvaluation } from './resources.ts'
import type { Checks } from './script.ts'
import type { Service } from './service.ts'
import { second } from './world.ts'

/** In beta: the type `tf-policy-evaluations` of HashiCorp's OpenAPI document. */
export function addTerraformPolicies({ world }: Service, run: Run, { terraformPolicies = [] }: Checks): void {
  if (terraformPolicies.length === 0) return
  const now = world.now()
  const evaluation: TerraformPolicyEvaluation = {
    id: newId('tfpoleval'),
    run,
    sets: terraformPolicies.map(set => ({ id: newId('tfpsout'), set })),
    status: 'pending',
    statusTimestamps: {},
    createdAt: now,
    updatedAt: now
  }
  run.terraformPolicies.push(evaluation)
  world.terraformPolicies.set(evaluation.id, evaluation)
}

/** A failed mandatory policy ends the run; one that may be overridden makes it wait, unless it only plans. */
export async function checkTerraformPolicies(service: Service, run: Run): Promise<void> {
  for (const evaluation of run.terraformPolicies) {
    set(service, evaluation, 'running')
    const result = verdict(evaluation)
    set(service, evaluation, result)
    if (result === 'failed') finish(service, run, 'errored')
    if (result === 'awaiting_override') {
      run.awaiting = 'override'
      await enter(service, run, 'tf_policy_override')
      await service.world.until(() => evaluation.status === 'overridden', run.ended.signal)
      run.awaiting = undefined
    }
    await enter(service, run, 'tf_policy_checked')
  }
}

export function overrideTerraformPolicies(service: Service, evaluation: TerraformPolicyEvaluation): void {
  set(service, evaluation, 'overridden')
}

/** How many policies came to what. */
export function countsOf(sets: TerraformPolicyEvaluation['sets']) {
  const all = sets.flatMap(({ set }) => set.policies)
  const count = (status: string, isAdvisory?: boolean) =>
    all.filter(
      policy =>
        policy.status === status && (isAdvisory === undefined || isAdvisory === (policy.enforcement === 'advisory'))
    ).length
  return {
    'advisory-failed': count('failed', true),
    'mandatory-failed': count('failed', false),
    passed: count('passed'),
    errored: count('errored'),
    unknown: count('unknown')
  }
}

function verdict({ run, sets }: TerraformPolicyEvaluation): 'passed' | 'failed' | 'awaiting_override' {
  const failed = sets
    .flatMap(({ set }) => set.policies)
    .filter(({ status, enforcement }) => (status === 'failed' || status === 'errored') && enforcement !== 'advisory')
  if (failed.length === 0) return 'passed'
  const isFinal = run.attributes['plan-only'] || failed.some(({ enforcement }) => enforcement === 'mandatory')
  return isFinal ? 'failed' : 'awaiting_override'
}

function set(
  { world }: Service,
  evaluation: TerraformPolicyEvaluation,
  status: TerraformPolicyEvaluation['status']
): void {
  const now = world.now()
  evaluation.status = status
  evaluation.updatedAt = now
  evaluation.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(now)
  world.changed()
}
