import { invalid } from './refusal.ts'
import type { AgentPool, Execution, ExecutionMode, Organization, Project, Workspace } from './resources.ts'
import { linked, object, type Sent } from './routes/exchange.ts'
import type { World } from './world.ts'

/**
 * Where runs execute, unless a project or a workspace says otherwise:
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#update-an-organization
 */
const MODES: readonly unknown[] = ['remote', 'local', 'agent'] satisfies ExecutionMode[]

/** What a workspace of this project inherits. */
export function executionFor({ execution, organization }: Project): Execution {
  return execution ?? organization.execution
}

/** An organization's default after a change. */
export function organizationExecution(world: World, organization: Organization, sent: Sent): Execution {
  return chosen(world, organization, organization.execution, sent)
}

/** A project's own default after a change; undefined where it inherits the organization's. */
export function projectExecution(world: World, project: Project, sent: Sent): Execution | undefined {
  const { attributes } = sent
  const overwrites = object(attributes['setting-overwrites'])
  const mode = overwrites['default-execution-mode'] ?? overwrites['execution-mode']
  const pool = overwrites['default-agent-pool'] ?? overwrites['agent-pool']
  if (typeof mode === 'boolean' && typeof pool === 'boolean' && mode !== pool)
    throw invalid(
      'If agent-pool and execution-mode are both included in setting-overwrites, their values must be the same.',
      '/data/attributes/setting-overwrites'
    )
  if (mode === false) return undefined
  const says = attributes['default-execution-mode'] !== undefined || attributes['default-agent-pool-id'] !== undefined
  if (!says && mode !== true) return project.execution
  return chosen(world, project.organization, executionFor(project), sent)
}

function chosen(world: World, organization: Organization, current: Execution, sent: Sent): Execution {
  const mode = sent.attributes['default-execution-mode'] ?? current.mode
  if (!MODES.includes(mode)) throw invalid('Default execution mode is not included in the list', POINTER)
  const pool = poolOf(world, organization, sent)
  if (mode !== 'agent') {
    if (pool !== undefined)
      throw invalid("Default agent pool must not be specified unless using 'agent' execution mode", POINTER)
    return { mode: mode as ExecutionMode, pool: undefined }
  }
  if ((pool ?? current.pool) === undefined)
    throw invalid("Default agent pool must be specified when using 'agent' execution mode", POINTER)
  return { mode, pool: pool ?? current.pool }
}

const POINTER = '/data/attributes/default-execution-mode'

function poolOf({ agentPools }: World, organization: Organization, sent: Sent): AgentPool | undefined {
  const id = sent.attributes['default-agent-pool-id'] ?? linked(sent, 'default-agent-pool')
  if (typeof id !== 'string' || id === '') return undefined
  const pool = agentPools.get(id)
  if (pool?.organization !== organization) throw invalid('Default agent pool must exist', POINTER)
  return pool
}

/** Whether a workspace goes on following its project and organization after a change. */
export function followsDefaults(workspace: Workspace, { attributes }: Sent): boolean {
  const overwrites = object(attributes['setting-overwrites'])['execution-mode']
  if (typeof overwrites === 'boolean') return !overwrites
  return workspace.followsDefaults && attributes['execution-mode'] === undefined && attributes.operations === undefined
}

/** Gives what follows the defaults what they are now. */
export function spreadDefaults({ workspaces }: World, organization: Organization): void {
  for (const workspace of workspaces.values()) if (workspace.organization === organization) followDefaults(workspace)
}

export function followDefaults(workspace: Workspace): void {
  if (!workspace.followsDefaults) return
  const { mode, pool } = executionFor(workspace.project)
  workspace.attributes['execution-mode'] = mode
  workspace.agentPool = pool
}
