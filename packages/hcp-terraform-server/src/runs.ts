import { addChecks } from './checks.ts'
import { newId } from './ids.ts'
import { Log } from './log.ts'
import { notify } from './notifications.ts'
import { enqueue } from './queue.ts'
import { Refusal } from './refusal.ts'
import type { Caller, ConfigurationVersion, Phase, Run, RunAttributes, RunStatus, Workspace } from './resources.ts'
import type { RunScript } from './script.ts'
import { runAttributes } from './run-options.ts'
import type { Service } from './service.ts'
import { addStages } from './stages.ts'
import { addTerraformPolicies } from './terraform-policies.ts'
import { addEvent } from './transitions.ts'
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
    terraformPolicies: [],
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
  addTerraformPolicies(service, run, checks)
  world.runs.set(run.id, run)
  world.plans.set(run.plan.id, run.plan)
  world.applies.set(run.apply.id, run.apply)
  workspace.latestRun = run
  if (!attributes['plan-only'] && !attributes['save-plan']) workspace.currentRun ??= run
  addEvent(service, run, 'created', createdBy)
  for (const warning of script?.warnings ?? [])
    addEvent(service, run, 'changed_policy_enforcements', createdBy, warning)
  notify(service, run)
  run.ended.signal.addEventListener('abort', () => {
    if (run.status === 'applied') triggerRuns(service, run)
  })
  world.changed()
  enqueue(service, run)
  return run
}

/** In the workspaces that follow this one: https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings/run-triggers */
function triggerRuns(service: Service, run: Run): void {
  for (const { workspace, source } of service.world.runTriggers.values()) {
    const { currentConfigurationVersion: configurationVersion } = workspace
    if (source !== run.workspace || configurationVersion === undefined) continue
    const message = `Triggered by ${run.id} of workspace ${source.attributes.name}`
    const autoApply = workspace.attributes['auto-apply-run-trigger']
    try {
      const attributes = {
        ...runAttributes(workspace, configurationVersion, 'tfe-run-trigger', { message, 'auto-apply': autoApply }),
        'trigger-reason': 'run_trigger'
      }
      createRun(service, { workspace, configurationVersion, createdBy: run.createdBy, attributes })
    } catch (error) {
      // A configuration that can't run yet is not run.
      if (!(error instanceof Refusal)) throw error
    }
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
    printed: {},
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
