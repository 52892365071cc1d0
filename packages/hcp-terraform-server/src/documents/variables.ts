import type { AgentPool, Variable, VariableSet, Workspace } from '../resources.ts'
import { variablesOf } from '../variables.ts'
import { instant } from '../world.ts'
import { many, one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables#list-variables */
export function variableResource(_: View, { id, attributes, owner, versionId, createdAt }: Variable): Resource {
  const ofSet = !('attributes' in owner)
  const configurable = ofSet
    ? one('varsets', owner, `/api/v2/varsets/${owner.id}`)
    : one('workspaces', owner, pageOf(owner))
  return {
    id,
    type: 'vars',
    attributes: {
      ...attributes,
      value: attributes.sensitive ? null : attributes.value,
      'created-at': instant(createdAt),
      'version-id': versionId
    },
    relationships: { configurable, ...(ofSet && { varset: configurable }) },
    links: {
      self: ofSet ? `/api/v2/varsets/${owner.id}/relationships/vars/${id}` : `/api/v2/workspaces/${owner.id}/vars/${id}`
    }
  }
}

const pageOf = ({ organization, attributes }: Workspace): string =>
  `/api/v2/organizations/${organization.name}/workspaces/${attributes.name}`

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/variable-sets#show-variable-set */
export function variableSetResource({ service }: View, set: VariableSet): Resource {
  const { id, organization, parent, workspaces, projects } = set
  const variables = variablesOf(service.world, set)
  return {
    id,
    type: 'varsets',
    attributes: {
      name: set.name,
      description: set.description,
      global: set.global,
      priority: set.priority,
      'updated-at': instant(set.updatedAt),
      'var-count': variables.length,
      'workspace-count': workspaces.size,
      'project-count': projects.size,
      permissions: { 'can-update': true }
    },
    relationships: {
      organization: one('organizations', { id: organization.name }),
      vars: many('vars', variables),
      workspaces: many('workspaces', [...workspaces]),
      projects: many('projects', [...projects]),
      parent: parent === organization ? one('organizations', { id: organization.name }) : one('projects', parent)
    },
    links: { self: `/api/v2/varsets/${id}` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/agents#show-an-agent-pool */
export function agentPoolResource({ service }: View, pool: AgentPool): Resource {
  const { id, name, organization, organizationScoped, createdAt, allowedWorkspaces, allowedProjects } = pool
  const workspaces = [...service.world.workspaces.values()].filter(({ agentPool }) => agentPool === pool)
  const self = `/api/v2/agent-pools/${id}`
  return {
    id,
    type: 'agent-pools',
    attributes: {
      name,
      'created-at': instant(createdAt),
      'organization-scoped': organizationScoped,
      'agent-count': 0
    },
    relationships: {
      organization: one('organizations', { id: organization.name }),
      agents: { links: { related: `${self}/agents` } },
      'authentication-tokens': { links: { related: `${self}/authentication-tokens` } },
      workspaces: many('workspaces', workspaces),
      'allowed-workspaces': many('workspaces', [...allowedWorkspaces]),
      'allowed-projects': many('projects', [...allowedProjects])
    },
    links: { self }
  }
}
