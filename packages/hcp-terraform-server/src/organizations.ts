import { organizationExecution, projectExecution, spreadDefaults } from './execution.ts'
import { newId } from './ids.ts'
import { conflict, invalid } from './refusal.ts'
import type { Organization, Project } from './resources.ts'
import type { Sent } from './routes/exchange.ts'
import type { Service } from './service.ts'
import { checked, readBindings } from './tags.ts'
import { deleteWorkspace } from './workspaces.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-the-entitlement-set */
const ENTITLEMENTS = {
  agents: true,
  'audit-logging': true,
  'cost-estimation': true,
  'global-run-tasks': true,
  operations: true,
  infragraph: true,
  'infragraph-with-nrtu': false,
  'policy-enforcement': true,
  'private-module-registry': true,
  'private-run-tasks': true,
  'run-tasks': true,
  sentinel: true,
  sso: true,
  'state-storage': true,
  teams: true,
  'user-limit': null,
  'vcs-integrations': true,
  'waypoint-actions': false,
  'waypoint-templates-and-addons': true
}

/** What else an organization may say of itself, with the service's own defaults. */
const SETTINGS: Organization['settings'] = {
  'aggregated-commit-status-enabled': true,
  'allow-force-delete-workspaces': false,
  'assessments-enforced': false,
  'collaborator-auth-policy': 'password',
  'enforce-hyok': false,
  'max-ttl-enabled': false,
  'owners-team-saml-role-id': null,
  'send-passing-statuses-for-untriggered-speculative-plans': false,
  'session-remember': 20_160,
  'session-timeout': 20_160,
  'speculative-plan-management-enabled': true,
  'user-tokens-enabled': true
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#create-an-organization */
export function createOrganization(service: Service, { attributes }: Pick<Sent, 'attributes'>): Organization {
  const { world } = service
  const now = world.now()
  const given = { id: newId('org'), name: '', email: '', createdAt: now, entitlements: { ...ENTITLEMENTS } }
  const organization: Omit<Organization, 'defaultProject'> & { defaultProject?: Project } = {
    ...given,
    execution: { mode: 'remote', pool: undefined },
    costEstimation: false,
    settings: { ...SETTINGS }
  }
  const project: Project = {
    ...emptyProject(service, organization as Organization),
    name: 'Default Project'
  }
  const whole: Organization = Object.assign(organization, { defaultProject: project })
  if (attributes.name === undefined) throw invalid("Name can't be blank", '/data/attributes/name')
  if (attributes.email === undefined) throw invalid("Email can't be blank", '/data/attributes/email')
  updateOrganization(service, whole, { type: 'organizations', attributes, relationships: {} })
  world.projects.set(project.id, project)
  return whole
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#update-an-organization: all of it or nothing. */
export function updateOrganization({ world }: Service, organization: Organization, sent: Sent): void {
  const { attributes } = sent
  const { name = organization.name, email = organization.email } = attributes
  if (typeof name !== 'string' || !/^[\w-]{1,90}$/.test(name))
    throw invalid('Name is not valid', '/data/attributes/name')
  if (typeof email !== 'string' || email === '') throw invalid("Email can't be blank", '/data/attributes/email')
  if ((world.organizations.get(name) ?? organization) !== organization)
    throw invalid('Name has already been taken', '/data/attributes/name')
  const settings = settingsOf(sent)
  const execution = organizationExecution(world, organization, sent)
  world.organizations.delete(organization.name)
  Object.assign(organization, { name, email, execution })
  Object.assign(organization.settings, settings)
  if (typeof attributes['cost-estimation-enabled'] === 'boolean')
    organization.costEstimation = attributes['cost-estimation-enabled']
  world.organizations.set(name, organization)
  spreadDefaults(world, organization)
  world.changed()
}

function settingsOf({ attributes }: Sent): Organization['settings'] {
  const known = Object.entries(SETTINGS).filter(([name]) => attributes[name] !== undefined)
  return Object.fromEntries(
    known.map(([name, otherwise]) => {
      const value = attributes[name]
      const kind = otherwise === null ? 'string' : typeof otherwise
      if (value !== null && typeof value !== kind) throw invalid(`${name} is not valid`, `/data/attributes/${name}`)
      return [name, (value ?? otherwise) as boolean | number | string | null]
    })
  )
}

/** With all that is in it: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#delete-an-organization */
export function deleteOrganization(service: Service, organization: Organization): void {
  const { world } = service
  for (const workspace of world.workspacesOf(organization.name)) deleteWorkspace(service, workspace)
  for (const map of [world.projects, world.agentPools, world.variableSets])
    for (const [id, item] of map) if (item.organization === organization) map.delete(id)
  world.organizations.delete(organization.name)
  world.changed()
}

function emptyProject({ world }: Service, organization: Organization): Project {
  return {
    id: newId('prj'),
    organization,
    name: '',
    description: '',
    execution: undefined,
    autoDestroyActivityDuration: null,
    tags: [],
    createdAt: world.now()
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects */
export function createProject(service: Service, organization: Organization, sent: Sent): Project {
  const project = emptyProject(service, organization)
  if (sent.attributes.name === undefined) throw invalid("Name can't be blank", '/data/attributes/name')
  updateProject(service, project, sent)
  service.world.projects.set(project.id, project)
  return project
}

/** All of it or nothing. */
export function updateProject({ world }: Service, project: Project, sent: Sent): void {
  const { attributes, relationships } = sent
  const { name = project.name, description = project.description } = attributes
  if (typeof name !== 'string' || !/^[\w -]{3,40}$/.test(name) || name !== name.trim())
    throw invalid(
      'Name may only contain letters, numbers, inner spaces, hyphens, and underscores, from 3 to 40 of them',
      '/data/attributes/name'
    )
  if (typeof description !== 'string') throw invalid('Description is not valid', '/data/attributes/description')
  const { 'auto-destroy-activity-duration': duration = project.autoDestroyActivityDuration } = attributes
  if (duration !== null && (typeof duration !== 'string' || !/^[1-9]\d{0,3}[dh]$/.test(duration)))
    throw invalid(
      "Auto destroy activity duration has an incorrect format, we expect up to 4 numeric digits and 1 unit ('d' or 'h')",
      '/data/attributes/auto-destroy-activity-duration'
    )
  const namesake = [...world.projects.values()].find(
    other => other.organization === project.organization && other.name === name && other !== project
  )
  if (namesake !== undefined) throw invalid('Name has already been taken', '/data/attributes/name')
  const execution = projectExecution(world, project, sent)
  const bindings = relationships['tag-bindings']?.data
  if (bindings !== undefined) project.tags = checked(readBindings(bindings))
  Object.assign(project, { name, description, execution, autoDestroyActivityDuration: duration })
  spreadDefaults(world, project.organization)
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects#delete-a-project */
export function deleteProject({ world }: Service, project: Project): void {
  if (project.organization.defaultProject === project) throw conflict('The default project can not be deleted.')
  if ([...world.workspaces.values()].some(workspace => workspace.project === project))
    throw conflict('The project still has workspaces.')
  world.projects.delete(project.id)
}
