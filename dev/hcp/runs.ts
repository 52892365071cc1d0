import { newId } from './ids.ts'
import { addChecks } from './checks.ts'
import { may } from './callers.ts'
import { end, isFinal } from './lifecycle.ts'
import { Log } from './log.ts'
import { start } from './queue.ts'
import { conflict } from './refusal.ts'
import type {
  Caller,
  Phase,
  Run,
  RunAttributes,
  RunEvent,
  RunStatus,
  Workspace,
  ConfigurationVersion
} from './resources.ts'
import type { RunScript } from './script.ts'
import type { Service } from './service.ts'
import { addStages } from './stages.ts'
import { second } from './world.ts'

export interface NewRun {
  readonly workspace: Workspace
  readonly configurationVersion: ConfigurationVersion
  readonly createdBy: Caller
  readonly attributes: RunAttributes
}

export function createRun(service: Service, { workspace, configurationVersion, createdBy, attributes }: NewRun): Run {
  const { world } = service
  const now = world.now()
  const script = withFaults(service, service.scripts.take())
  const run: Run = {
    id: newId('run'),
    workspace,
    configurationVersion,
    attributes,
    createdAt: now,
    createdBy,
    updatedAt: now,
    status: 'pending',
    statusTimestamps: { 'plan-queueable-at': second(now) },
    hasChanges: false,
    plan: newPhase('plan', workspace),
    apply: newPhase('apply', workspace),
    costEstimate: undefined,
    policyChecks: [],
    taskStages: [],
    comments: [],
    events: [],
    awaiting: undefined,
    confirmedBy: undefined,
    canceledBy: undefined,
    canceledAt: undefined,
    forceCancelAvailableAt: undefined,
    interrupt: new AbortController(),
    ended: new AbortController(),
    script,
    held: new Set<RunStatus>(script?.hold),
    released: 0
  }
  const checks = { ...workspace.checks, ...script }
  addStages(service, run, checks)
  addChecks(service, run, checks)
  world.runs.set(run.id, run)
  world.plans.set(run.plan.id, run.plan)
  world.applies.set(run.apply.id, run.apply)
  workspace.latestRun = run
  if (!attributes['plan-only'] && !attributes['save-plan']) workspace.currentRun ??= run
  addEvent(service, run, 'created', createdBy)
  world.changed()
  start(service, run)
  return run
}

/** What a client may do with it now. */
export function actionsOf(run: Run, now: Date) {
  const over = isFinal(run)
  const asked = run.canceledAt !== undefined
  const resting = run.awaiting !== undefined
  return {
    'is-cancelable': !over && !asked && !resting,
    'is-confirmable': run.awaiting === 'confirmation',
    'is-discardable': resting,
    'is-force-cancelable': !over && run.forceCancelAvailableAt !== undefined && run.forceCancelAvailableAt <= now
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#apply-a-run */
export function confirm(service: Service, run: Run, caller: Caller): void {
  if (run.awaiting !== 'confirmation') throw conflict('The run is not paused for confirmation; it can not be applied.')
  run.confirmedBy = caller
  run.awaiting = undefined
  addEvent(service, run, 'confirmed', caller)
  service.world.changed()
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#discard-a-run: also what still waits for its turn. */
export function discard(service: Service, run: Run, caller: Caller): void {
  if (run.status !== 'pending' && run.awaiting === undefined)
    throw conflict('The run is not paused for confirmation or priority; it can not be discarded.')
  addEvent(service, run, 'discarded', caller)
  end(service, run, 'discarded')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#cancel-a-run: Terraform is interrupted, and ends in its own time. */
export function cancel(service: Service, run: Run, caller: Caller): void {
  const { world, settings } = service
  const now = world.now()
  if (!actionsOf(run, now)['is-cancelable'])
    throw conflict('The run is not planning or applying; it can not be canceled.')
  run.canceledAt = now
  run.canceledBy = caller
  run.forceCancelAvailableAt = new Date(now.getTime() + settings.timings.coolOff)
  addEvent(service, run, 'canceled', caller)
  run.interrupt.abort()
  world.changed()
  if (run.status !== 'planning' && run.status !== 'applying') end(service, run, 'canceled')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#forcefully-cancel-a-run */
export function forceCancel(service: Service, run: Run, caller: Caller): void {
  const now = service.world.now()
  if (!actionsOf(run, now)['is-force-cancelable'])
    throw conflict('The run has not been canceled before, or its cool-off period is not over; it can not be forced.')
  run.statusTimestamps['force-canceled-at'] = second(now)
  addEvent(service, run, 'force_canceled', caller)
  end(service, run, 'canceled')
}

export function addEvent({ world }: Service, run: Run, action: string, actor: Caller): void {
  const event: RunEvent = { id: newId('re'), action, description: null, createdAt: world.now(), actor }
  run.events.push(event)
  world.runEvents.set(event.id, event)
}

export function runPermissions(caller: Caller, { workspace }: Run) {
  const apply = may(caller, 'can-queue-apply', workspace)
  return {
    'can-apply': apply,
    'can-cancel': apply,
    'can-comment': may(caller, 'can-read-run', workspace),
    'can-discard': apply,
    'can-force-execute': apply,
    'can-force-cancel': may(caller, 'can-update', workspace),
    'can-override-policy-check': may(caller, 'can-override-policy-check', workspace)
  }
}

function newPhase(kind: 'plan' | 'apply', workspace: Workspace): Phase {
  return {
    id: newId(kind),
    kind,
    workspace,
    status: 'pending',
    statusTimestamps: {},
    log: new Log(),
    counts: undefined,
    planned: undefined,
    stateVersions: [],
    erroredState: undefined,
    exports: []
  }
}

/** Policies that a fault asks for, on top of what is scripted. */
function withFaults({ faults }: Service, script: RunScript | undefined): RunScript | undefined {
  const policy = faults.take('policy')
  const set = faults.take('policy-set')
  if (policy === undefined && set === undefined) return script
  const enforcement = {
    'advisory-failed': 'advisory',
    'soft-failed': 'soft-mandatory',
    'hard-failed': 'hard-mandatory'
  } as const
  return {
    ...script,
    ...(policy === undefined
      ? {}
      : { policies: [{ name: 'no-surprises', enforcement: enforcement[policy.result], passes: false }] }),
    ...(set === undefined
      ? {}
      : {
          policySets: [
            {
              name: 'house-rules',
              policies: [
                {
                  name: 'no-surprises',
                  enforcement: set.result === 'mandatory-failed' ? 'mandatory' : 'advisory',
                  passes: false
                }
              ]
            }
          ]
        })
  }
}
