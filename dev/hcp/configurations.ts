import { rm } from 'node:fs/promises'
import { faultOf } from './archive.ts'
import { newId } from './ids.ts'
import { conflict, Refusal } from './refusal.ts'
import { runAttributes } from './run-options.ts'
import { createRun } from './runs.ts'
import { isFinal } from './transitions.ts'
import type {
  Caller,
  ConfigurationVersion,
  ConfigurationVersionStatus,
  IngressAttributes,
  Workspace
} from './resources.ts'
import type { Service } from './service.ts'
import { second } from './world.ts'

export interface NewConfigurationVersion {
  readonly workspace: Workspace
  readonly createdBy: Caller
  readonly source: string
  readonly autoQueueRuns: boolean
  readonly speculative: boolean
  readonly provisional: boolean
  readonly ingressAttributes?: IngressAttributes
}

export function createConfigurationVersion({ world }: Service, given: NewConfigurationVersion): ConfigurationVersion {
  const version: ConfigurationVersion = {
    ...given,
    id: newId('cv'),
    createdAt: world.now(),
    status: 'pending',
    statusTimestamps: {},
    error: null,
    errorMessage: null,
    ingressAttributes: given.ingressAttributes,
    file: undefined,
    received: false
  }
  world.configurationVersions.set(version.id, version)
  world.changed()
  return version
}

/**
 * The archive is here; some time later it is `uploaded`, or `errored` for what is wrong with it. Of two uploads at a time,
 * the first that is complete counts: the other is refused.
 */
export async function receive(service: Service, version: ConfigurationVersion, file: string): Promise<boolean> {
  if (version.received) return false
  version.received = true
  const { processing } = service.settings.timings
  if (processing === 0) await process(service, version, file)
  else service.world.later(processing, () => void process(service, version, file))
  return true
}

async function process(service: Service, version: ConfigurationVersion, file: string): Promise<void> {
  const asked = service.faults.take('configuration-version-errored')
  const fault = asked === undefined ? await faultOf(file) : (asked.message ?? 'the archive could not be read')
  if (fault !== undefined) {
    version.error = 'invalid'
    version.errorMessage = fault
    await rm(file, { force: true })
    become(service, version, 'errored')
    return
  }
  version.file = file
  become(service, version, 'uploaded')
  if (!version.provisional && !version.speculative) version.workspace.currentConfigurationVersion = version
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#create-a-configuration-version
  if (version.autoQueueRuns && version.workspace.attributes['execution-mode'] !== 'local') queueRun(service, version)
}

function queueRun(service: Service, version: ConfigurationVersion): void {
  const { workspace, createdBy } = version
  const message = 'Queued automatically when the configuration version was uploaded'
  const attributes = runAttributes(workspace, version, 'tfe-configuration-version', { message })
  createRun(service, { workspace, configurationVersion: version, createdBy, attributes })
}

export function become({ world }: Service, version: ConfigurationVersion, status: ConfigurationVersionStatus): void {
  version.status = status
  version.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(world.now())
  world.changed()
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#archive-a-configuration-version */
export function archive(service: Service, version: ConfigurationVersion): void {
  if (version.ingressAttributes !== undefined)
    throw conflict('The configuration version was created with VCS and can not be archived through the API.')
  if (version.status !== 'uploaded')
    throw conflict(`The configuration version is ${version.status}; it can not be archived.`)
  if (isCurrent(service, version)) throw conflict('The configuration version is the current one of a workspace.')
  if (inUse(service, version)) throw conflict('The configuration version has runs in progress.')
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
  return new Refusal(400, 'bad request', `The configuration version can not become ${to}.`)
}

function isCurrent({ world }: Service, version: ConfigurationVersion): boolean {
  return [...world.workspaces.values()].some(
    ({ currentConfigurationVersion }) => currentConfigurationVersion === version
  )
}

function inUse({ world }: Service, version: ConfigurationVersion): boolean {
  return [...world.runs.values()].some(run => run.configurationVersion === version && !isFinal(run))
}

function discardFile(version: ConfigurationVersion): void {
  if (version.file !== undefined) void rm(version.file, { force: true })
  version.file = undefined
}
