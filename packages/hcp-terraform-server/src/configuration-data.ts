import { rm } from 'node:fs/promises'
import { notAllowed, Refusal } from './refusal.ts'
import type { ConfigurationVersion, ConfigurationVersionStatus } from './resources.ts'
import type { Service } from './service.ts'
import { isFinal } from './transitions.ts'
import { second } from './world.ts'

export function become({ world }: Service, version: ConfigurationVersion, status: ConfigurationVersionStatus): void {
  version.status = status
  version.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(world.now())
  world.changed()
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#archive-a-configuration-version */
export function archive(service: Service, version: ConfigurationVersion): void {
  if (version.ingressAttributes !== undefined)
    throw notAllowed('configuration could not be archived because it was created with VCS')
  if (version.status !== 'uploaded')
    throw notAllowed(`configuration could not be archived because it is ${version.status}`)
  if (isCurrent(service, version)) throw notAllowed('configuration could not be archived because it is current')
  if (inUse(service, version)) throw notAllowed('configuration could not be archived because it has runs in progress')
  become(service, version, 'archived')
  discardFile(version)
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#mark-a-configuration-version-for-garbage-collection */
export function softDelete(service: Service, version: ConfigurationVersion): void {
  const deletable =
    version.ingressAttributes === undefined && version.status === 'uploaded' && !isCurrent(service, version)
  if (!deletable) throw noTransition('backing_data_soft_deleted')
  become(service, version, 'backing_data_soft_deleted')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#restore-configuration-versions-marked-for-garbage-collection */
export function restore(service: Service, version: ConfigurationVersion): void {
  const restorable = version.status === 'backing_data_soft_deleted' || version.status === 'uploaded'
  if (!restorable) throw noTransition('uploaded')
  become(service, version, 'uploaded')
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#permanently-delete-a-configuration-version */
export function permanentlyDelete(service: Service, version: ConfigurationVersion): void {
  if (version.status !== 'backing_data_soft_deleted' || isCurrent(service, version))
    throw noTransition('backing_data_permanently_deleted')
  become(service, version, 'backing_data_permanently_deleted')
  discardFile(version)
}

function noTransition(to: ConfigurationVersionStatus): Refusal {
  return new Refusal(400, 'transition not allowed', `The configuration version can not become ${to}.`)
}

function isCurrent({ world }: Service, version: ConfigurationVersion): boolean {
  return [...world.workspaces.values()].some(
    ({ currentConfigurationVersion }) => currentConfigurationVersion === version
  )
}

function inUse({ world }: Service, version: ConfigurationVersion): boolean {
  return [...world.runs.values()].some(run => run.configurationVersion === version && !isFinal(run))
}

/** What came from VCS is archived when its runs are complete, and fetched again for the next: the same section. */
export function archiveFetched(service: Service, version: ConfigurationVersion): void {
  const fetched = version.ingressAttributes !== undefined && version.status === 'uploaded'
  if (fetched && !inUse(service, version)) become(service, version, 'archived')
}

function discardFile(version: ConfigurationVersion): void {
  if (version.file !== undefined) void rm(version.file, { force: true })
  version.file = undefined
}
