import { Hono } from 'hono'
import { configurationDownloadPath, configurationUploadPath } from '../archivist.ts'
import { require } from '../callers.ts'
import { archive, permanentlyDelete, restore, softDelete } from '../configuration-data.ts'
import { createConfigurationVersion } from '../configurations.ts'
import { configurationVersionResource, ingressAttributesResource } from '../documents/configuration-versions.ts'
import { blobUrl } from '../documents/document.ts'
import { userResource } from '../documents/users.ts'
import { found, invalid, notFound } from '../refusal.ts'
import type { ConfigurationVersion, IngressAttributes, Permission } from '../resources.ts'
import { list, reply, sent, show, sourceOf, type Env, type Exchange } from './exchange.ts'
import { workspaceOf } from './workspaces.ts'

const INCLUDES = ['ingress_attributes', 'run']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions */
export const configurationVersions = new Hono<Env>()
  .get('/workspaces/:workspace/configuration-versions', c => {
    const workspace = workspaceOf(c, 'can-read-run')
    const versions = c.var.view.service.world.configurationVersionsOf(workspace)
    return list(c, versions, configurationVersionResource, INCLUDES)
  })
  .post('/workspaces/:workspace/configuration-versions', async c => {
    const { view } = c.var
    const workspace = workspaceOf(c, 'can-queue-run')
    const { attributes } = await sent(c, 'configuration-versions')
    const flag = (name: string, otherwise: boolean) => {
      const value = attributes[name] ?? otherwise
      if (typeof value !== 'boolean') throw invalid(`${name} is not a boolean`, `/data/attributes/${name}`)
      return value
    }
    const version = createConfigurationVersion(view.service, {
      workspace,
      createdBy: view.caller,
      source: sourceOf(c),
      autoQueueRuns: flag('auto-queue-runs', true),
      speculative: flag('speculative', false),
      provisional: flag('provisional', false)
    })
    const resource = configurationVersionResource(view, version)
    // Only this answer names it.
    const url = blobUrl(view, configurationUploadPath(view.service, version))
    return show(c, { ...resource, attributes: { ...resource.attributes, 'upload-url': url } }, [], 201)
  })
  .get('/configuration-versions/:version', c => {
    const version = versionOf(c, 'can-read-run')
    const resource = configurationVersionResource(c.var.view, version)
    const late =
      version.status === 'uploaded' && c.var.view.service.faults.take('configuration-version-pending') !== undefined
    return show(
      c,
      late ? { ...resource, attributes: { ...resource.attributes, status: 'pending' } } : resource,
      INCLUDES
    )
  })
  .get('/configuration-versions/:version/ingress-attributes', c => {
    const { ingressAttributes } = versionOf(c, 'can-read-run')
    // The link exists for every version, also for one without a commit.
    if (ingressAttributes === undefined) return reply({ data: null })
    return show(c, ingressAttributesResource(c.var.view, ingressAttributes), ['created_by'])
  })
  .get('/ingress-attributes/:attributes', c => show(c, ingressAttributesResource(c.var.view, ingressOf(c))))
  .get('/ingress-attributes/:attributes/created-by', c => show(c, userResource(c.var.view, ingressOf(c).createdBy)))
  .get('/configuration-versions/:version/download', c => download(c, versionOf(c, 'can-read-run')))
  .get('/runs/:run/configuration-version', c =>
    show(c, configurationVersionResource(c.var.view, versionOfRun(c)), INCLUDES)
  )
  .get('/runs/:run/configuration-version/download', c => download(c, versionOfRun(c)))
  .post('/configuration-versions/:version/actions/archive', c => {
    archive(c.var.view.service, versionOf(c, 'can-queue-run'))
    return new Response(null, { status: 202 })
  })
  .post('/configuration-versions/:version/actions/soft_delete_backing_data', c => backingData(c, softDelete))
  .post('/configuration-versions/:version/actions/restore_backing_data', c => backingData(c, restore))
  .post('/configuration-versions/:version/actions/permanently_delete_backing_data', c =>
    backingData(c, permanentlyDelete)
  )

/** Terraform Enterprise only, for those who own the workspace. */
function backingData(
  c: Exchange,
  act: (service: Exchange['var']['view']['service'], version: ConfigurationVersion) => void
) {
  const { service } = c.var.view
  if (service.settings.product !== 'enterprise') throw notFound()
  const version = found(service.world.configurationVersions.get(c.req.param('version') ?? ''))
  require(c.var.view.caller, 'can-update', version.workspace)
  act(service, version)
  return new Response(null, { status: 200 })
}

function download(c: Exchange, version: ConfigurationVersion): Response {
  if (version.status !== 'uploaded') throw notFound()
  const { view } = c.var
  return c.redirect(blobUrl(view, configurationDownloadPath(view.service, version)), 302)
}

/** Once its data are deleted, softly or for good, it can't be read. */
function versionOf(c: Exchange, permission: Permission): ConfigurationVersion {
  const { service, caller } = c.var.view
  const version = found(service.world.configurationVersions.get(c.req.param('version') ?? ''))
  require(caller, permission, version.workspace)
  if (version.status.startsWith('backing_data_')) throw notFound()
  return version
}

function ingressOf(c: Exchange): IngressAttributes {
  const { service, caller } = c.var.view
  const id = c.req.param('attributes')
  const versions = [...service.world.configurationVersions.values()]
  const version = found(versions.find(({ ingressAttributes }) => ingressAttributes?.id === id))
  require(caller, 'can-read-run', version.workspace)
  return found(version.ingressAttributes)
}

function versionOfRun(c: Exchange): ConfigurationVersion {
  const { service, caller } = c.var.view
  const run = found(service.world.runs.get(c.req.param('run') ?? ''))
  require(caller, 'can-read-run', run.workspace)
  return run.configurationVersion
}
