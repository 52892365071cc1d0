import { checkPolicies, estimateCosts } from './checks.ts'
import { may } from './callers.ts'
import { archiveFetched, become } from './configuration-data.ts'
import { notify } from './notifications.ts'
import { removeDirectory, runApply, runPlan } from './phases.ts'
import type { Phase, Run } from './resources.ts'
import type { Service } from './service.ts'
import { runStage } from './stages.ts'
import { checkTerraformPolicies } from './terraform-policies.ts'
import { end, enter, finish, phase, takeLock } from './transitions.ts'

/**
 * The course of a run, as https://developer.hashicorp.com/terraform/cloud-docs/run/states tells it:
 * from its first step to its end. A run that ends on the way, by whatever means, makes the next step throw.
 */
export async function conduct(service: Service, run: Run): Promise<void> {
  try {
    await plan(service, run)
    await checkTerraformPolicies(service, run)
    await runStage(service, run, 'post_plan')
    await estimateCosts(service, run)
    await checkPolicies(service, run)
    if (!needsApply(run)) finish(service, run, 'planned_and_finished')
    await confirmation(service, run)
    await apply(service, run)
  } catch (error) {
    if (run.ended.signal.aborted) return
    console.error(error)
    run.plan.log.append(`\nInternal error: ${String(error)}\n`)
    end(service, run, 'errored')
  } finally {
    await removeDirectory(service, run)
    archiveFetched(service, run.configurationVersion)
  }
}

async function plan(service: Service, run: Run): Promise<void> {
  const { queue, fetching } = service.settings.timings
  if (run.configurationVersion.ingressAttributes !== undefined) {
    await enter(service, run, 'fetching', fetching)
    if (run.configurationVersion.status === 'archived') become(service, run.configurationVersion, 'uploaded')
    await enter(service, run, 'fetching_completed')
  }
  await runStage(service, run, 'pre_plan')
  await enter(service, run, 'queuing', queue)
  phase(service, run.plan, 'queued')
  await enter(service, run, 'plan_queued', queue)
  const result = await working(service, run, run.plan, 'planning', () => runPlan(service, run))
  if (result !== 'finished') finish(service, run, result)
  await enter(service, run, 'planned')
}

async function apply(service: Service, run: Run): Promise<void> {
  const { queue } = service.settings.timings
  await runStage(service, run, 'pre_apply')
  await enter(service, run, 'queuing_apply', queue)
  phase(service, run.apply, 'queued')
  await enter(service, run, 'apply_queued', queue)
  const result = await working(service, run, run.apply, 'applying', () => runApply(service, run))
  if (result !== 'finished') finish(service, run, result)
  await runStage(service, run, 'post_apply')
  end(service, run, 'applied')
}

/** Plan-only runs never apply; a plan without changes only when it is allowed to be empty. */
function needsApply(run: Run): boolean {
  if (run.attributes['plan-only']) return false
  return run.hasChanges || run.attributes['allow-empty-apply']
}

async function confirmation(service: Service, run: Run): Promise<void> {
  const { world, settings } = service
  const saved = run.attributes['save-plan']
  if (saved) await enter(service, run, 'planned_and_saved')
  if (run.attributes['auto-apply'] && !saved && may(run.createdBy, 'can-queue-apply', run.workspace)) {
    await enter(service, run, 'confirmed', settings.timings.queue)
    return
  }
  run.awaiting = 'confirmation'
  notify(service, run, 'run:needs_attention')
  world.changed()
  await world.until(() => run.confirmedBy !== undefined, run.ended.signal)
  run.awaiting = undefined
  await enter(service, run, 'confirmed', settings.timings.queue)
  if (!saved) return
  // A saved plan takes the lock only now: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-operations (save_plan)
  await world.until(() => takeLock(run), run.ended.signal)
}

async function working(
  service: Service,
  run: Run,
  target: Phase,
  status: 'planning' | 'applying',
  work: () => Promise<'finished' | 'errored' | 'canceled'>
): Promise<'finished' | 'errored' | 'canceled'> {
  const free = await service.slots.take(run.ended.signal)
  try {
    target.log.begin({ marked: service.faults.take('log-without-start') === undefined })
    phase(service, target, 'running')
    await enter(service, run, status)
    const result = await work()
    run.ended.signal.throwIfAborted()
    target.log.end({ marked: service.faults.take('log-without-end') === undefined })
    phase(service, target, result)
    return result
  } finally {
    free()
  }
}
