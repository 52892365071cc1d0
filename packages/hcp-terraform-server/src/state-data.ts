import { Refusal } from './refusal.ts'
import type { StateVersion } from './resources.ts'
import type { Service } from './service.ts'

/** Terraform Enterprise: https://developer.hashicorp.com/terraform/enterprise/api-docs/state-versions#mark-a-state-version-for-garbage-collection */
export function softDeleteState(service: Service, stateVersion: StateVersion): void {
  if (stateVersion.status !== 'finalized' || isCurrent(stateVersion)) throw noTransition('backing_data_soft_deleted')
  become(service, stateVersion, 'backing_data_soft_deleted')
}

export function restoreState(service: Service, stateVersion: StateVersion): void {
  if (stateVersion.status !== 'backing_data_soft_deleted' && stateVersion.status !== 'finalized')
    throw noTransition('finalized')
  become(service, stateVersion, 'finalized')
}

export function permanentlyDeleteState(service: Service, stateVersion: StateVersion): void {
  if (stateVersion.status !== 'backing_data_soft_deleted' || isCurrent(stateVersion))
    throw noTransition('backing_data_permanently_deleted')
  stateVersion.state = undefined
  stateVersion.jsonState = undefined
  become(service, stateVersion, 'backing_data_permanently_deleted')
}

function become({ world }: Service, stateVersion: StateVersion, status: StateVersion['status']): void {
  stateVersion.status = status
  world.changed()
}

function noTransition(to: string): Refusal {
  return new Refusal(400, 'transition not allowed', `The state version can not become ${to}.`)
}

function isCurrent(stateVersion: StateVersion): boolean {
  return stateVersion.workspace.currentStateVersion === stateVersion
}
