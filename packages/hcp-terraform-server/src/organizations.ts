import { newId } from './ids.ts'
import { invalid } from './refusal.ts'
import type { Organization, Project } from './resources.ts'
import type { Sent } from './routes/exchange.ts'
import type { Service } from './service.ts'
import { checked, readBindings } from './tags.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-the-entitlement-set */
const ENTITLEMENTS = {
  agents: true,
  'audit-logging': true,
  'cost-estimation': true,
  'global-run-tasks': true,
  operations: true,
  'policy-enforcement': true,
  'private-module-registry': true,
  'run-tasks': true,
  sentinel: true,
  'state-storage': true,
  teams: true,
  'user-limit': null,
  'vcs-integrations': true
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#create-an-organization */
export function createOrganization({ world }: Service, { attributes }: Pick<Sent, 'attributes'>): Organization {
  const { name, email } = attributes
  if (typeof name !== 'string' || !/^[\w-]{1,40}$/.test(name))
    throw invalid('Name is not valid', '/data/attributes/name')
  if (typeof email !== 'string' || email === '') throw invalid("Email can't be blank", '/data/attributes/email')
  if (world.organizations.has(name)) throw invalid('Name has already been taken', '/data/attributes/name')
  const now = world.now()
  const given = { id: newId('org'), name, email, createdAt: now, entitlements: { ...ENTITLEMENTS } }
  const organization: Omit<Organization, 'defaultProject'> & { defaultProject?: Project } = {
    ...given,
    defaultExecutionMode: 'remote',
    costEstimation: attributes['cost-estimation-enabled'] === true
  }
  const id = newId('prj')
  const project: Project = {
    id,
    organization: organization as Organization,
    name: 'Default Project',
    description: '',
    tags: [],
    createdAt: now
  }
  const whole: Organization = Object.assign(organization, { defaultProject: project })
  world.projects.set(id, project)
  world.organizations.set(name, whole)
  return whole
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects */
export function createProject(service: Service, organization: Organization, sent: Sent): Project {
  const { world } = service
  const project: Project = {
    id: newId('prj'),
    organization,
    name: '',
    description: '',
    tags: [],
    createdAt: world.now()
  }
  if (sent.attributes.name === undefined) throw invalid("Name can't be blank", '/data/attributes/name')
  updateProject(service, project, sent)
  world.projects.set(project.id, project)
  return project
}

export function updateProject({ world }: Service, project: Project, { attributes, relationships }: Sent): void {
  const { name = project.name, description = project.description } = attributes
  if (typeof name !== 'string' || !/^[\w -]{3,40}$/.test(name))
    throw invalid('Name is not valid', '/data/attributes/name')
  if (typeof description !== 'string') throw invalid('Description is not valid', '/data/attributes/description')
  const namesake = [...world.projects.values()].find(
    other => other.organization === project.organization && other.name === name && other !== project
  )
  if (namesake !== undefined) throw invalid('Name has already been taken', '/data/attributes/name')
  const bindings = relationships['tag-bindings']?.data
  if (bindings !== undefined) project.tags = checked(readBindings(bindings))
  Object.assign(project, { name, description })
}
