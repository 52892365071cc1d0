import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from './ids.ts'
import { notify } from './notifications.ts'
import type { Caller, Phase, PhaseStatus, Run, RunEvent, RunStatus } from './resources.ts'
import type { Service } from './service.ts'
import { second } from './world.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states */
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

/** Goes to the next status, and stays there for so long, or until a held run is released. */
export async function enter(service: Service, run: Run, status: RunStatus, dwell = 0): Promise<void> {
  const { signal } = run.ended
  signal.throwIfAborted()
  mark(service, run, status)
  await service.world.until(() => !run.held.has(status) || run.interrupt.signal.aborted, signal)
  if (dwell > 0) await sleep(dwell, undefined, { signal })
}

function mark(service: Service, run: Run, status: RunStatus): void {
  const now = service.world.now()
  run.status = status
  run.updatedAt = now
  run.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(now)
  notify(service, run)
  service.world.changed()
}

export function phase(service: Service, target: Phase, status: PhaseStatus): void {
  const at = second(service.world.now())
  target.status = status
  target.statusTimestamps[`${status === 'running' ? 'started' : status}-at`] = at
  service.world.changed()
}

export function addEvent(
  { world }: Service,
  run: Run,
  action: string,
  actor: Caller,
  description: string | null = null
): RunEvent {
  const event: RunEvent = {
    id: newId('re'),
    action,
    description,
    createdAt: world.now(),
    actor,
    run,
    comment: undefined
  }
  run.events.push(event)
  world.runEvents.set(event.id, event)
  return event
}

/** Over, for good: what did not start will not, the lock is given back, and whoever waits for the end goes on. */
export function end(service: Service, run: Run, status: RunStatus): void {
  if (isFinal(run)) return
  const { workspace } = run
  run.awaiting = undefined
  mark(service, run, status)
  for (const target of [run.plan, run.apply]) {
    target.log.end({ marked: true })
    if (target.status === 'running') phase(service, target, status === 'canceled' ? 'canceled' : 'errored')
    if (target.status === 'pending' || target.status === 'queued') phase(service, target, 'unreachable')
  }
  for (const check of checksOf(run)) {
    if (check.status === 'pending') check.status = 'unreachable'
    else if (IN_FLIGHT.has(check.status)) check.status = 'canceled'
  }
  if (workspace.lock?.by === 'run' && workspace.lock.run === run) workspace.lock = undefined
  if (status === 'applied') settleApplied(service, run)
  const reason = new Error(`${run.id} is ${status}`)
  // A stack that nothing has read keeps everything on it in memory: the request that ended the run.
  reason.stack = reason.message
  run.ended.abort(reason)
  service.world.changed()
}

/** The workspace is this run's until it ends, if no run has it now. */
export function takeLock(run: Run): boolean {
  const { workspace } = run
  if (workspace.lock !== undefined) return false
  workspace.lock = { by: 'run', run }
  workspace.currentRun = run
  return true
}

/** The end, as a step of the course: nothing comes after it. */
export function finish(service: Service, run: Run, status: RunStatus): never {
  end(service, run, status)
  throw run.ended.signal.reason
}

const IN_FLIGHT: ReadonlySet<string> = new Set(['queued', 'running', 'awaiting_override'])

function checksOf({ policyChecks, taskStages, terraformPolicies, costEstimate }: Run) {
  const parts = taskStages.flatMap(({ results, evaluations }) => [...results, ...evaluations])
  return [
    ...policyChecks,
    ...taskStages,
    ...terraformPolicies,
    ...parts,
    ...(costEstimate === undefined ? [] : [costEstimate])
  ]
}

/** Saved plans are stale now; and a provisional configuration is the workspace's own from here on. */
function settleApplied(service: Service, run: Run): void {
  const { workspace, configurationVersion } = run
  for (const other of service.world.runsOf(workspace)) {
    const saved = other.attributes['save-plan'] && other.plan.status === 'finished'
    if (other !== run && saved && !isFinal(other)) end(service, other, 'discarded')
  }
  const current = workspace.currentConfigurationVersion
  if (configurationVersion.workspace !== workspace) return
  if (current === undefined || current.createdAt <= configurationVersion.createdAt)
    workspace.currentConfigurationVersion = configurationVersion
}
