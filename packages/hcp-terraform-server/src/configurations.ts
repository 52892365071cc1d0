import { rm } from 'node:fs/promises'
import { faultOf } from './archive.ts'
import { become } from './configuration-data.ts'
import { newId } from './ids.ts'
import type { Caller, ConfigurationVersion, IngressAttributes, Workspace } from './resources.ts'
import { runAttributes } from './run-options.ts'
import { createRun } from './runs.ts'
import type { Service } from './service.ts'

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
  if (!version.provisional && !version.speculative) version.workspace.currentConfigurationVersion = version
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
  else service.world.later(processing, () => void process(service, version, file).catch(unlessGone))
  return true
}

/** The server may be closed meanwhile, and its files with it. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
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
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#create-a-configuration-version
  if (version.autoQueueRuns && version.workspace.attributes['execution-mode'] !== 'local') queueRun(service, version)
}

function queueRun(service: Service, version: ConfigurationVersion): void {
  const { workspace, createdBy } = version
  const message = 'Queued automatically when the configuration version was uploaded'
  const attributes = runAttributes(workspace, version, 'tfe-configuration-version', { message })
  createRun(service, { workspace, configurationVersion: version, createdBy, attributes })
}
