import type { Organization, Project, Workspace } from './workspaces.ts'

/** What a client may set on a variable: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables */
export interface VariableAttributes {
  key: string
  value: string
  description: string | null
  category: 'terraform' | 'env'
  /** Whether the value is HCL source; otherwise it is a string. */
  hcl: boolean
  /** Written once: no answer contains the value. */
  sensitive: boolean
}

export interface Variable {
  readonly id: string
  readonly attributes: VariableAttributes
  readonly createdAt: Date
  versionId: string
  readonly owner: Workspace | VariableSet
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/variable-sets */
export interface VariableSet {
  readonly id: string
  readonly organization: Organization
  /** The owner: a project's set applies in that project only. */
  readonly parent: Organization | Project
  name: string
  description: string
  global: boolean
  priority: boolean
  updatedAt: Date
  readonly workspaces: Set<Workspace>
  readonly projects: Set<Project>
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/agents */
export interface AgentPool {
  readonly id: string
  readonly organization: Organization
  name: string
  organizationScoped: boolean
  readonly createdAt: Date
  readonly allowedWorkspaces: Set<Workspace>
  readonly allowedProjects: Set<Project>
}
