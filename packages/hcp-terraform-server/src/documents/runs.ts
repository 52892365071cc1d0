import { actionsOf, runPermissions } from '../decisions.ts'
import { logPath } from '../archivist.ts'
import { positionInQueue } from '../queue.ts'
import type { Comment, Phase, PlanExport, Run, RunEvent } from '../resources.ts'
import { instant } from '../world.ts'
import { blobUrl, many, one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#get-run-details */
export function runResource({ service, caller }: View, run: Run): Resource {
  const self = `/api/v2/runs/${run.id}`
  const { forceCancelAvailableAt: forceable } = run
  return {
    id: run.id,
    type: 'runs',
    attributes: {
      ...run.attributes,
      status: run.status,
      'status-timestamps': run.statusTimestamps,
      'has-changes': run.hasChanges,
      'created-at': instant(run.createdAt),
      'updated-at': instant(run.updatedAt),
      'canceled-at': run.canceledAt === undefined ? null : instant(run.canceledAt),
      ...(forceable === undefined ? {} : { 'force-cancel-available-at': instant(forceable) }),
      'position-in-queue': positionInQueue(service, run),
      actions: actionsOf(run, service.world.now()),
      permissions: runPermissions(caller, run)
    },
    relationships: {
      workspace: one('workspaces', run.workspace),
      'configuration-version': one('configuration-versions', run.configurationVersion, `${self}/configuration-version`),
      plan: one('plans', run.plan, `${self}/plan`),
      apply: one('applies', run.apply, `${self}/apply`),
      'cost-estimate': one('cost-estimates', run.costEstimate),
      'created-by': one('users', run.createdBy, `${self}/created-by`),
      ...(run.confirmedBy === undefined ? {} : { 'confirmed-by': one('users', run.confirmedBy) }),
      ...(run.canceledBy === undefined ? {} : { 'canceled-by': one('users', run.canceledBy) }),
      'policy-checks': many('policy-checks', run.policyChecks),
      'task-stages': many('task-stages', run.taskStages),
      'tf-policy-evaluations': many('tf-policy-evaluations', run.terraformPolicies),
      'run-events': many('run-events', run.events),
      comments: many('comments', run.comments)
    },
    links: { self }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#show-a-plan */
export function planResource(view: View, plan: Phase): Resource {
  const self = `/api/v2/plans/${plan.id}`
  const exportable = plan.status === 'finished'
  return {
    id: plan.id,
    type: 'plans',
    attributes: {
      ...phaseAttributes(view, plan),
      'generated-configuration': hasGenerated(plan.printed.json),
      'has-changes': plan.planned?.hasChanges ?? false,
      'structured-run-output-enabled': plan.workspace.attributes['structured-run-output-enabled'],
      actions: { 'is-exportable': exportable },
      permissions: { 'can-export': true }
    },
    relationships: {
      'state-versions': many('state-versions', plan.stateVersions),
      exports: many('plan-exports', plan.exports)
    },
    links: { self, ...jsonLinks(self, plan) }
  }
}

/** A scripted plan may have no JSON. */
function jsonLinks(self: string, { status, printed }: Phase) {
  const has = (part: unknown) => status !== 'finished' || part !== undefined
  return {
    ...(has(printed.json) && {
      'json-output': `${self}/json-output`,
      'json-output-redacted': `${self}/json-output-redacted`
    }),
    ...(has(printed.schemas) && { 'json-schema': `${self}/json-schema` })
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies#show-an-apply */
export function applyResource(view: View, apply: Phase): Resource {
  return {
    id: apply.id,
    type: 'applies',
    attributes: phaseAttributes(view, apply),
    relationships: { 'state-versions': many('state-versions', apply.stateVersions) },
    links: { self: `/api/v2/applies/${apply.id}` }
  }
}

function phaseAttributes(view: View, phase: Phase) {
  const { status, statusTimestamps, counts } = phase
  return {
    'execution-details': { mode: 'remote' },
    status,
    'status-timestamps': statusTimestamps,
    'log-read-url': blobUrl(view, logPath(view.service, phase)),
    'resource-additions': counts?.additions ?? null,
    'resource-changes': counts?.changes ?? null,
    'resource-destructions': counts?.destructions ?? null,
    'resource-imports': counts?.imports ?? null
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plan-exports */
export function planExportResource(_: View, { id, plan, dataType, statusTimestamps }: PlanExport): Resource {
  const self = `/api/v2/plan-exports/${id}`
  return {
    id,
    type: 'plan-exports',
    attributes: { 'data-type': dataType, status: 'finished', 'status-timestamps': statusTimestamps },
    relationships: { plan: one('plans', plan) },
    links: { self, download: `${self}/download` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/comments */
export function commentResource(_: View, { id, body, event }: Comment): Resource {
  return {
    id,
    type: 'comments',
    attributes: { body },
    relationships: { 'run-event': one('run-events', event) },
    links: { self: `/api/v2/comments/${id}` }
  }
}

export function runEventResource(_: View, event: RunEvent): Resource {
  const { id, action, description, createdAt, actor, comment } = event
  return {
    id,
    type: 'run-events',
    attributes: { action, description, 'created-at': instant(createdAt) },
    relationships: { actor: one('users', actor), comment: one('comments', comment) },
    links: { self: `/api/v2/run-events/${id}` }
  }
}

/** The plan holds the text: https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function hasGenerated(json: unknown): boolean {
  const { resource_changes: changes = [] } = (json ?? {}) as {
    resource_changes?: readonly { readonly change?: { readonly generated_config?: string } }[]
  }
  return changes.some(({ change }) => change?.generated_config !== undefined)
}
