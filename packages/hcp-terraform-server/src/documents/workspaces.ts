import { permissionsOf } from '../callers.ts'
import type { Run, Workspace } from '../resources.ts'
import { instant } from '../world.ts'
import { variablesOf } from '../variables.ts'
import { bindingsRelationship, workspaceBindings } from './tags.ts'
import { many, one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#show-workspace */
export function workspaceResource({ caller, service }: View, workspace: Workspace): Resource {
  const { attributes, organization, project, lock } = workspace
  const self = `/api/v2/organizations/${organization.name}/workspaces/${attributes.name}`
  const processed = workspace.currentStateVersion?.processed === true ? workspace.currentStateVersion : undefined
  return {
    id: workspace.id,
    type: 'workspaces',
    attributes: {
      ...attributes,
      operations: attributes['execution-mode'] !== 'local',
      locked: lock !== undefined,
      'locked-reason': lock?.reason ?? '',
      environment: 'default',
      source: workspace.source,
      'created-at': instant(workspace.createdAt),
      'updated-at': instant(workspace.updatedAt),
      'latest-change-at': instant(workspace.updatedAt),
      'resource-count': processed?.summary?.resources.length ?? 0,
      ...tallies(service.world.runsOf(workspace)),
      'vcs-repo-identifier': attributes['vcs-repo']?.identifier ?? null,
      'tag-names': workspace.tags.filter(({ value }) => value === undefined).map(({ key }) => key),
      'setting-overwrites': overwrites(!workspace.followsDefaults),
      actions: { 'is-destroyable': true },
      permissions: publicPermissions(permissionsOf(caller, workspace))
    },
    relationships: {
      organization: one('organizations', { id: organization.name }),
      project: one('projects', project),
      'current-run': one('runs', workspace.currentRun),
      'latest-run': one('runs', workspace.latestRun),
      'current-state-version': one('state-versions', workspace.currentStateVersion),
      'current-configuration-version': one('configuration-versions', workspace.currentConfigurationVersion),
      'agent-pool': one('agent-pools', workspace.agentPool),
      vars: many('vars', variablesOf(service.world, workspace)),
      ...(service.settings.tagBindings && {
        'tag-bindings': { links: { related: `/api/v2/workspaces/${workspace.id}/tag-bindings` } },
        'effective-tag-bindings': bindingsRelationship(
          workspaceBindings(workspace),
          `/api/v2/workspaces/${workspace.id}/effective-tag-bindings`
        )
      }),
      outputs: many('workspace-outputs', processed?.outputs ?? []),
      'locked-by': lock === undefined ? { data: null } : lockedBy(lock)
    },
    links: { self, 'self-html': `/app/${organization.name}/workspaces/${attributes.name}` }
  }
}

function overwrites(own: boolean) {
  return { 'execution-mode': own, 'agent-pool': own }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#show-workspace: of the runs so far. */
function tallies(runs: readonly Run[]) {
  const average = (phase: 'plan' | 'apply') => {
    const spans = runs.flatMap(({ [phase]: { statusTimestamps: at } }) => {
      const [from, to] = [Date.parse(at['started-at'] ?? ''), Date.parse(at['finished-at'] ?? '')]
      return Number.isNaN(to - from) ? [] : [to - from]
    })
    return spans.length === 0 ? null : Math.round(spans.reduce((sum, span) => sum + span, 0) / spans.length)
  }
  return {
    'apply-duration-average': average('apply'),
    'plan-duration-average': average('plan'),
    'policy-check-failures': runs.filter(({ policyChecks }) =>
      policyChecks.some(({ status }) => status.endsWith('failed'))
    ).length,
    'run-failures': runs.filter(({ status }) => status === 'errored').length,
    'workspace-kpis-runs-count': runs.length
  }
}

function lockedBy(lock: NonNullable<Workspace['lock']>) {
  if (lock.by === 'run') return one('runs', lock.run)
  return one(lock.caller.kind === 'team' ? 'teams' : 'users', lock.caller)
}

/** Policy overrides are a permission of the organization, and shown with the run. */
function publicPermissions(permissions: Record<string, boolean>) {
  return Object.fromEntries(Object.entries(permissions).filter(([name]) => name !== 'can-override-policy-check'))
}

/** What `include=outputs` of a workspace gives: a type that differs from that of a state version's outputs. */
export function workspaceOutputResources(workspace: Workspace): Resource[] {
  return (workspace.currentStateVersion?.outputs ?? []).map(({ id, name, sensitive, type, detailedType, value }) => ({
    id,
    type: 'workspace-outputs',
    attributes: { name, sensitive, 'output-type': type, 'detailed-type': detailedType, value: sensitive ? null : value }
  }))
}
