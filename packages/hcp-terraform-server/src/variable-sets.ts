import { newId } from './ids.ts'
import { invalid } from './refusal.ts'
import type { Organization, Project, VariableSet, Workspace } from './resources.ts'
import { object, type Sent } from './routes/exchange.ts'
import type { Service } from './service.ts'
import { createVariable, variablesOf } from './variables.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/variable-sets#create-a-variable-set */
export function createVariableSet(service: Service, organization: Organization, sent: Sent): VariableSet {
  const { world } = service
  if (sent.attributes.name === undefined) throw invalid("Name can't be blank", '/data/attributes/name')
  const set: VariableSet = {
    id: newId('varset'),
    organization,
    parent: parentOf(service, organization, sent),
    name: '',
    description: '',
    global: false,
    priority: false,
    updatedAt: world.now(),
    workspaces: new Set(),
    projects: new Set()
  }
  updateVariableSet(service, set, sent)
  world.variableSets.set(set.id, set)
  const variables = sent.relationships.vars?.data
  for (const each of Array.isArray(variables) ? (variables as unknown[]) : [])
    createVariable(service, set, { attributes: object(object(each).attributes) })
  return set
}

export function updateVariableSet(service: Service, set: VariableSet, sent: Sent): void {
  const { world } = service
  const {
    name = set.name,
    description = set.description,
    global = set.global,
    priority = set.priority
  } = sent.attributes
  if (typeof name !== 'string' || name === '') throw invalid("Name can't be blank", '/data/attributes/name')
  if (description !== null && typeof description !== 'string')
    throw invalid('Description is not valid', '/data/attributes/description')
  if (typeof global !== 'boolean') throw invalid('Global is not valid', '/data/attributes/global')
  if (typeof priority !== 'boolean') throw invalid('Priority is not valid', '/data/attributes/priority')
  const namesake = [...world.variableSets.values()].find(
    other => other !== set && other.organization === set.organization && other.name === name
  )
  if (namesake !== undefined) throw invalid('Name has already been taken', '/data/attributes/name')
  const [workspaces, projects] = [related(sent, 'workspaces'), related(sent, 'projects')]
  Object.assign(set, { name, description: description ?? '', global, priority, updatedAt: world.now() })
  if (workspaces !== undefined) replace(set.workspaces, workspacesOf(service, set, workspaces))
  if (projects !== undefined) replace(set.projects, projectsOf(service, set, projects))
  if (global) for (const scope of [set.workspaces, set.projects]) scope.clear()
  world.changed()
}

export function deleteVariableSet({ world }: Service, set: VariableSet): void {
  for (const variable of variablesOf(world, set)) world.variables.delete(variable.id)
  world.variableSets.delete(set.id)
  world.changed()
}

/** Adds to, or takes from, what a set applies to. A global one applies to everything. */
export function applyVariableSet(
  service: Service,
  set: VariableSet,
  change: 'add' | 'delete',
  to: 'workspaces' | 'projects',
  ids: readonly string[]
): void {
  if (set.global) throw invalid('A global variable set applies to every workspace of the organization.')
  if (to === 'workspaces') for (const each of workspacesOf(service, set, ids)) set.workspaces[change](each)
  else for (const each of projectsOf(service, set, ids)) set.projects[change](each)
  set.updatedAt = service.world.now()
  service.world.changed()
}

const workspacesOf = ({ world }: Service, { organization }: VariableSet, ids: readonly string[]): Workspace[] =>
  ids.map(id => {
    const workspace = world.workspaces.get(id)
    if (workspace?.organization !== organization) throw invalid(`Workspace ${id} must exist`)
    return workspace
  })

const projectsOf = ({ world }: Service, { organization }: VariableSet, ids: readonly string[]): Project[] =>
  ids.map(id => {
    const project = world.projects.get(id)
    if (project?.organization !== organization) throw invalid(`Project ${id} must exist`)
    return project
  })

function replace<T>(set: Set<T>, items: readonly T[]): void {
  set.clear()
  for (const item of items) set.add(item)
}

function related({ relationships }: Sent, name: string): string[] | undefined {
  const data = relationships[name]?.data
  return Array.isArray(data) ? (data as unknown[]).map(each => String(object(each).id)) : undefined
}

function parentOf({ world }: Service, organization: Organization, { relationships }: Sent): Organization | Project {
  const { type, id } = object(relationships.parent?.data)
  if (type !== 'projects') return organization
  const project = world.projects.get(String(id))
  if (project?.organization !== organization) throw invalid('Project must exist', '/data/relationships/parent')
  return project
}
