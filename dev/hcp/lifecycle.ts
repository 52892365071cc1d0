import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkPolicies, estimateCosts } from './checks.ts'
import { may } from './callers.ts'
import { runApply, runPlan } from './phases.ts'
import { advance } from './queue.ts'
import type { Phase, PhaseStatus, Run, RunStatus } from './resources.ts'
import type { Service } from './service.ts'
import { runStage } from './stages.ts'
import { second } from './world.ts'

/**
 * The course of a run. Its statuses: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states
 * and what leads from one to the next: https://developer.hashicorp.com/terraform/cloud-docs/run/states
 */
const FINAL: ReadonlySet<RunStatus> = new Set([
  'applied',
  'planned_and_finished',
  'policy_soft_failed',
  'discarded',
  'errored',
  'canceled'
])

export function isFinal(run: Run): boolean {
  return FINAL.has(run.status)
}

/** From its first step to its end. A run that ends on the way, by whatever means, makes the next step throw. */
export async function conduct(service: Service, run: Run): Promise<void> {
  try {
    await plan(service, run)
    await runStage(service, run, 'post_plan')
    await estimateCosts(service, run)
    await checkPolicies(service, run)
    if (!needsApply(run)) {
      end(service, run, 'planned_and_finished')
      return
    }
    await confirmation(service, run)
    await apply(service, run)
  } catch (error) {
    if (run.ended.signal.aborted) return
    console.error(error)
    run.plan.log.append(`\nInternal error: ${String(error)}\n`)
    end(service, run, 'errored')
  }
}

async function plan(service: Service, run: Run): Promise<void> {
  const { queue, fetching } = service.settings.timings
  if (run.configurationVersion.ingressAttributes !== undefined) {
    await enter(service, run, 'fetching', fetching)
    await enter(service, run, 'fetching_completed')
  }
  await runStage(service, run, 'pre_plan')
  await enter(service, run, 'queuing', queue)
  phase(service, run.plan, 'queued')
  await enter(service, run, 'plan_queued', queue)
  const result = await working(service, run, run.plan, 'planning', () => runPlan(service, run))
  if (result === 'errored' || result === 'canceled') end(service, run, result)
  else await enter(service, run, 'planned')
}

async function apply(service: Service, run: Run): Promise<void> {
  const { queue } = service.settings.timings
  await runStage(service, run, 'pre_apply')
  await enter(service, run, 'queuing_apply', queue)
  phase(service, run.apply, 'queued')
  await enter(service, run, 'apply_queued', queue)
  const result = await working(service, run, run.apply, 'applying', () => runApply(service, run))
  if (result !== 'finished') {
    end(service, run, result)
    return
  }
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
  world.changed()
  await world.until(() => run.confirmedBy !== undefined, run.ended.signal)
  run.awaiting = undefined
  await enter(service, run, 'confirmed', settings.timings.queue)
  if (!saved) return
  // A saved plan takes the lock only now: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-operations (save_plan)
  await world.until(() => run.workspace.lock === undefined, run.ended.signal)
  run.workspace.lock = { by: 'run', run }
  run.workspace.currentRun = run
}

/** Goes to the next status, and stays there for so long, or until a held run is released. */
export async function enter(service: Service, run: Run, status: RunStatus, dwell = 0): Promise<void> {
  const { signal } = run.ended
  signal.throwIfAborted()
  mark(service, run, status)
  await service.world.until(() => !run.held.has(status) || run.interrupt.signal.aborted, signal)
  if (dwell > 0) await sleep(dwell, undefined, { signal })
}

async function working(
  service: Service,
  run: Run,
  { log }: Phase,
  status: 'planning' | 'applying',
  work: () => Promise<'finished' | 'errored' | 'canceled'>
): Promise<'finished' | 'errored' | 'canceled'> {
  const target = status === 'planning' ? run.plan : run.apply
  const free = await service.slots.take(run.ended.signal)
  try {
    log.begin({ marked: service.faults.take('log-without-start') === undefined })
    phase(service, target, 'running')
    await enter(service, run, status)
    const result = await work()
    run.ended.signal.throwIfAborted()
    log.end({ marked: service.faults.take('log-without-end') === undefined })
    phase(service, target, result)
    return result
  } finally {
    free()
  }
}

function mark(service: Service, run: Run, status: RunStatus): void {
  const now = service.world.now()
  run.status = status
  run.updatedAt = now
  run.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(now)
  service.world.changed()
}

export function phase(service: Service, target: Phase, status: PhaseStatus): void {
  const at = second(service.world.now())
  target.status = status
  target.statusTimestamps[`${status === 'running' ? 'started' : status}-at`] = at
  service.world.changed()
}

/** Over, for good: what did not start will not, the lock is given back, and the next run begins. */
export function end(service: Service, run: Run, status: RunStatus): void {
  if (isFinal(run)) return
  const { workspace } = run
  run.awaiting = undefined
  mark(service, run, status)
  const stopped = status === 'canceled' ? 'canceled' : 'errored'
  for (const target of [run.plan, run.apply]) {
    target.log.end({ marked: true })
    if (target.status === 'running') phase(service, target, stopped)
    if (target.status === 'pending' || target.status === 'queued') phase(service, target, 'unreachable')
  }
  for (const check of run.policyChecks) if (check.status === 'pending') check.status = 'unreachable'
  for (const stage of run.taskStages) if (stage.status === 'pending') stage.status = 'unreachable'
  if (run.costEstimate?.status === 'pending') run.costEstimate.status = 'unreachable'
  run.ended.abort(new Error(`${run.id} is ${status}`))
  if (workspace.lock?.by === 'run' && workspace.lock.run === run) workspace.lock = undefined
  if (status === 'applied') settleApplied(service, run)
  void rm(directoryOf(service, run), { recursive: true, force: true })
  service.world.changed()
  advance(service, workspace)
}

/** Saved plans are stale now; and a provisional configuration is the workspace's own from here on. */
function settleApplied(service: Service, run: Run): void {
  const { workspace, configurationVersion } = run
  for (const other of service.world.runsOf(workspace))
    if (other !== run && other.status === 'planned_and_saved') end(service, other, 'discarded')
  const current = workspace.currentConfigurationVersion
  if (configurationVersion.workspace !== workspace) return
  if (current === undefined || current.createdAt <= configurationVersion.createdAt)
    workspace.currentConfigurationVersion = configurationVersion
}

export function directoryOf(service: Service, run: Run): string {
  return join(service.directory, 'runs', run.id)
}
