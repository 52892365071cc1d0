import { executionFor } from '../execution.ts'
import type { Organization, Project } from '../resources.ts'
import { instant } from '../world.ts'
import { bindingsRelationship, projectBindings } from './tags.ts'
import { one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects */
export function projectResource({ service }: View, project: Project): Resource {
  const workspaces = [...service.world.workspaces.values()].filter(workspace => workspace.project === project)
  const { mode, pool } = executionFor(project)
  const own = project.execution !== undefined
  return {
    id: project.id,
    type: 'projects',
    attributes: {
      name: project.name,
      description: project.description,
      'auto-destroy-activity-duration': project.autoDestroyActivityDuration,
      'created-at': instant(project.createdAt),
      'default-execution-mode': mode,
      'setting-overwrites': { 'default-execution-mode': own, 'default-agent-pool': own },
      'workspace-count': workspaces.length,
      'team-count': 0,
      permissions: { 'can-read': true, 'can-update': true, 'can-destroy': true, 'can-create-workspace': true }
    },
    relationships: {
      organization: one('organizations', { id: project.organization.name }),
      'default-agent-pool': one('agent-pools', pool),
      ...(service.settings.tagBindings && {
        'effective-tag-bindings': bindingsRelationship(
          projectBindings(project),
          `/api/v2/projects/${project.id}/effective-tag-bindings`
        )
      })
    },
    links: { self: `/api/v2/projects/${project.id}` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations */
export function organizationResource(_: View, organization: Organization): Resource {
  const self = `/api/v2/organizations/${organization.name}`
  const { name, id, email, createdAt, costEstimation, execution, settings, defaultProject } = organization
  return {
    id: name,
    type: 'organizations',
    attributes: {
      name,
      'external-id': id,
      email,
      'created-at': instant(createdAt),
      ...settings,
      'cost-estimation-enabled': costEstimation,
      'default-execution-mode': execution.mode,
      'fair-run-queuing-enabled': false,
      'is-unified': false,
      'plan-expired': false,
      'plan-expires-at': null,
      'plan-identifier': 'free_standard',
      'plan-is-enterprise': false,
      'plan-is-trial': false,
      // How many modules with tests the plan still allows.
      'remaining-testable-count': 5,
      'saml-enabled': false,
      'stacks-enabled': false,
      'trial-expires-at': null,
      'two-factor-conformant': true,
      permissions: PERMISSIONS
    },
    relationships: {
      'default-agent-pool': one('agent-pools', execution.pool),
      'default-project': one('projects', defaultProject, `/api/v2/projects/${defaultProject.id}`),
      'entitlement-set': one('entitlement-sets', organization, `${self}/entitlement-set`)
    },
    links: { self }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-the-entitlement-set */
export function entitlementSetResource(_: View, { id, entitlements }: Organization): Resource {
  return {
    id,
    type: 'entitlement-sets',
    attributes: entitlements,
    links: { self: `/api/v2/entitlement-sets/${id}` }
  }
}

/** An owner's. What nothing here serves can't be done either. */
const PERMISSIONS = Object.fromEntries(
  Object.entries({
    true: [
      ...['can-create-project', 'can-create-workspace', 'can-create-agent-pool', 'can-manage-run-tasks'],
      ...['can-manage-varsets', 'can-manage-tags', 'can-read-varsets', 'can-read-run-tasks', 'can-traverse'],
      ...['can-deploy-no-code-modules', 'can-manage-no-code-modules', 'can-update', 'can-destroy'],
      'can-update-agent-pools'
    ],
    false: [
      ...['can-create-team', 'can-create-module', 'can-create-provider', 'can-create-workspace-migration'],
      ...['can-enable-stacks', 'can-manage-auditing', 'can-manage-membership', 'can-manage-public-modules'],
      ...['can-manage-public-providers', 'can-manage-sso', 'can-manage-subscription', 'can-manage-users'],
      ...['can-start-trial', 'can-update-api-token', 'can-update-hyok-configuration', 'can-update-oauth'],
      ...['can-update-sentinel', 'can-update-ssh-keys', 'can-view-hyok-feature-info']
    ]
  }).flatMap(([value, names]) => names.map(name => [name, value === 'true']))
)
