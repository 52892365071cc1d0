import type { Workspace } from './workspaces.ts'

/** What a workspace's `permissions` name: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#show-workspace */
export const PERMISSIONS = [
  'can-update',
  'can-destroy',
  'can-queue-run',
  'can-queue-apply',
  'can-queue-destroy',
  'can-read-run',
  'can-read-settings',
  'can-read-variable',
  'can-update-variable',
  'can-read-state-versions',
  'can-read-state-outputs',
  'can-create-state-versions',
  'can-lock',
  'can-unlock',
  'can-force-unlock',
  'can-force-delete',
  'can-manage-run-tasks',
  'can-manage-tags',
  'can-override-policy-check'
] as const
export type Permission = (typeof PERMISSIONS)[number]
export type Permissions = Readonly<Partial<Record<Permission, boolean>>>

/** Whose token it is. */
export interface Caller {
  readonly kind: 'user' | 'team' | 'organization'
  readonly id: string
  name: string
  email?: string
  /** What the token may not do, or may; what isn't named, it may. */
  readonly permissions: Permissions
  /** Of the token that a run in this workspace has: what it may read elsewhere, the other workspace says. */
  readonly workspace?: Workspace
}
