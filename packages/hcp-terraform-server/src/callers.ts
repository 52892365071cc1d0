import { notFound, Refusal } from './refusal.ts'
import type { Caller, Permission, Permissions, Workspace } from './resources.ts'
import { PERMISSIONS } from './resources.ts'
import type { World } from './world.ts'

/**
 * Organization tokens manage; they neither run, nor upload configurations, nor write state:
 * https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens#organization-api-tokens
 */
const ORGANIZATION_TOKEN: Permissions = {
  'can-queue-run': false,
  'can-queue-apply': false,
  'can-queue-destroy': false,
  'can-create-state-versions': false,
  'can-override-policy-check': false
}

/** A missing or unknown token is the only thing that 401 means. */
export function callerOf(world: World, authorization: string | undefined): Caller {
  const token = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1]
  const caller = token === undefined ? undefined : world.tokens.get(token)
  if (caller === undefined) throw new Refusal(401, 'unauthorized')
  return caller
}

export function may(caller: Caller, permission: Permission, workspace?: Workspace): boolean {
  if (!sharesState(caller, permission, workspace)) return false
  const organization = caller.kind === 'organization' ? ORGANIZATION_TOKEN[permission] : undefined
  const said = [caller.permissions[permission], organization, workspace?.permissions[permission]]
  return said.every(answer => answer !== false)
}

/**
 * A run reads the state of other workspaces where they share it:
 * https://developer.hashicorp.com/terraform/cloud-docs/workspaces/state#accessing-state-from-other-workspaces
 */
function sharesState(caller: Caller, permission: Permission, workspace: Workspace | undefined): boolean {
  const reads = permission === 'can-read-state-versions' || permission === 'can-read-state-outputs'
  if (caller.workspace === undefined || workspace === undefined || !reads || caller.workspace === workspace) return true
  const { attributes, project, remoteStateConsumers } = workspace
  if (attributes['project-remote-state']) return caller.workspace.project === project
  return attributes['global-remote-state'] || remoteStateConsumers.has(caller.workspace)
}

/** What the token may not do isn't there: https://developer.hashicorp.com/terraform/cloud-docs/api-docs#authentication */
export function require(caller: Caller, permission: Permission, workspace?: Workspace): void {
  if (!may(caller, permission, workspace)) throw notFound()
}

export function permissionsOf(caller: Caller, workspace: Workspace): Record<Permission, boolean> {
  const entries = PERMISSIONS.map(permission => [permission, may(caller, permission, workspace)])
  return Object.fromEntries(entries) as Record<Permission, boolean>
}
