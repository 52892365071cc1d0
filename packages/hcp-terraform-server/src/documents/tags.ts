import type { Project, Workspace } from '../resources.ts'
import { bindingsOf, effectiveBindings } from '../tags.ts'
import { many, type Relationship, type Resource, type View } from './document.ts'

const TYPE = 'effective-tag-bindings'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#list-effective-tag-bindings-on-a-workspace */
export function workspaceBindings(workspace: Workspace): Resource[] {
  return effectiveBindings(workspace).map(({ key, value, inheritedFrom }) => ({
    id: `etb-${workspace.id}-${key}`,
    type: TYPE,
    attributes: { key, value },
    ...(inheritedFrom && { links: { 'inherited-from': `/api/v2/projects/${inheritedFrom.id}` } })
  }))
}

export function projectBindings(project: Project): Resource[] {
  return bindingsOf(project).map(attributes => ({ id: `etb-${project.id}-${attributes.key}`, type: TYPE, attributes }))
}

export function bindingsRelationship(bindings: readonly Resource[], related: string): Relationship {
  return { ...many(TYPE, bindings), links: { related } }
}

/** One of them, for `include`. */
export function bindingResource({ service: { world } }: View, id: string): Resource | undefined {
  const owner = /^etb-([a-z]+-[^-]+)-/.exec(id)?.[1] ?? ''
  const [workspace, project] = [world.workspaces.get(owner), world.projects.get(owner)]
  const bindings = workspace === undefined ? project && projectBindings(project) : workspaceBindings(workspace)
  return bindings?.find(binding => binding.id === id)
}
