import { Hono } from 'hono'
import { stateDownloadPath } from '../archivist.ts'
import { may, require } from '../callers.ts'
import { blobUrl } from '../documents/document.ts'
import { outputResource, stateVersionResource } from '../documents/states.ts'
import { userResource } from '../documents/users.ts'
import { conflict, found, invalid, notFound, Refusal } from '../refusal.ts'
import type { Permission, StateVersion, Workspace } from '../resources.ts'
import type { Service } from '../service.ts'
import { permanentlyDeleteState, restoreState, softDeleteState } from '../state-data.ts'
import { checkMd5, checkSuccession, createStateVersion, md5Of, newestState, withSerial } from '../states.ts'
import { asked, linked, list, reply, sent, show, type Env, type Exchange, type Sent } from './exchange.ts'
import { workspaceOf } from './workspaces.ts'

const INCLUDES = [
  'created_by',
  'run',
  'run.created_by',
  'run.configuration_version',
  'run.configuration_version.ingress_attributes',
  'outputs'
]

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions */
export const states = new Hono<Env>()
  .get('/state-versions', c => {
    const { world } = c.var.view.service
    const [organization, name] = [asked(c, 'filter[organization][name]'), asked(c, 'filter[workspace][name]')]
    if (organization === undefined || name === undefined)
      throw invalid('filter[organization][name] and filter[workspace][name] are required')
    const workspace = found(world.workspace(organization, name))
    require(c.var.view.caller, 'can-read-state-versions', workspace)
    const statuses = asked(c, 'filter[status]')?.split(',')
    const all = world.stateVersionsOf(workspace).filter(({ status }) => statuses?.includes(status) ?? true)
    return list(c, all, stateVersionResource, INCLUDES)
  })
  .get('/state-versions/:state/created-by', c => show(c, userResource(c.var.view, stateVersionOf(c).createdBy)))
  .get('/state-versions/:state', c => shown(c, stateVersionOf(c)))
  .get('/workspaces/:workspace/current-state-version', c => {
    const workspace = workspaceOf(c)
    if (!mayReadState(c, workspace)) throw notFound()
    return shown(c, found(workspace.currentStateVersion))
  })
  .post('/workspaces/:workspace/state-versions', async c => {
    const workspace = workspaceOf(c, 'can-create-state-versions')
    const document = await sent(c, 'state-versions')
    requireLock(c, workspace)
    return shown(c, create(c, workspace, document), 201)
  })
  .patch('/workspaces/:workspace/state-versions', async c => {
    const workspace = workspaceOf(c, 'can-create-state-versions')
    const document = await sent(c, 'state-versions')
    requireLock(c, workspace)
    return shown(c, rollback(c, workspace, linked(document, 'rollback-state-version')), 201)
  })
  .post('/state-versions/:state/actions/soft_delete_backing_data', c => backingData(c, softDeleteState))
  .post('/state-versions/:state/actions/restore_backing_data', c => backingData(c, restoreState))
  .post('/state-versions/:state/actions/permanently_delete_backing_data', c => backingData(c, permanentlyDeleteState))
  .get('/state-versions/:state/outputs', c => {
    const stateVersion = stateVersionOf(c, 'can-read-state-outputs')
    const early = unprocessed(c, stateVersion)
    return list(c, early ? [] : stateVersion.outputs, (view, output) => outputResource(view, output))
  })
  .get('/state-version-outputs/:output', c => {
    const { service, caller } = c.var.view
    const output = found(service.world.outputs.get(c.req.param('output')))
    require(caller, 'can-read-state-outputs', output.stateVersion.workspace)
    return show(c, outputResource(c.var.view, output, true))
  })
  // Neither paginated nor with a meta: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
  .get('/workspaces/:workspace/current-state-version-outputs', c => {
    const { view } = c.var
    const { currentStateVersion } = workspaceOf(c, 'can-read-state-outputs')
    const stateVersion = found(currentStateVersion)
    if (!stateVersion.processed || view.service.faults.take('outputs-processing') !== undefined)
      throw new Refusal(503, 'service unavailable', 'The state version outputs are being processed. Try again later.')
    return reply({ data: stateVersion.outputs.map(output => outputResource(view, output)) })
  })

/** The API's own address of a state, which asks who you are, and sends you on to the object store. */
export const hostedStates = new Hono<Env>()
  .get('/state-versions/:state/hosted_state', c => download(c, 'state'))
  .get('/state-versions/:state/hosted_json_state', c => download(c, 'json-state'))

function download(c: Exchange, kind: 'state' | 'json-state'): Response {
  const stateVersion = stateVersionOf(c)
  const { view } = c.var
  return c.redirect(blobUrl(view, stateDownloadPath(view.service, stateVersion, kind)), 302)
}

function create(c: Exchange, workspace: Workspace, document: Sent): StateVersion {
  const { service, caller } = c.var.view
  const { serial, md5, lineage, force } = document.attributes
  if (typeof serial !== 'number' || !Number.isInteger(serial)) throw missing('serial')
  if (typeof md5 !== 'string' || !/^[0-9a-f]{32}$/i.test(md5)) throw missing('md5')
  if (lineage !== undefined && lineage !== null && typeof lineage !== 'string') throw missing('lineage')
  const given = { serial, md5: md5.toLowerCase(), lineage: lineage ?? undefined }
  const state = decoded(document, 'state')
  if (state !== undefined) checkMd5(state, given.md5)
  if (force !== true) checkSuccession(newestState(service, workspace), given)
  const runId = linked(document, 'run')
  return createStateVersion(service, {
    ...given,
    workspace,
    createdBy: caller,
    state,
    jsonState: decoded(document, 'json-state'),
    run: runId === undefined ? undefined : service.world.runs.get(runId),
    outputsKnown: document.attributes['json-state-outputs'] !== undefined
  })
}

/** A new state version with old content: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#rollback-to-a-previous-state-version */
function rollback(c: Exchange, workspace: Workspace, id: string | undefined): StateVersion {
  const { service, caller } = c.var.view
  if (id === undefined) throw invalid('Rollback state version must exist', '/data/relationships/rollback-state-version')
  const source = found(service.world.stateVersions.get(id))
  if (source.workspace !== workspace) throw notFound()
  if (source.state === undefined || source.status !== 'finalized')
    throw conflict(`The state version is ${source.status}.`)
  const serial = (newestState(service, workspace)?.serial ?? source.serial) + 1
  // Terraform goes on counting from the serial inside.
  const state = withSerial(source.state, serial)
  return createStateVersion(service, {
    workspace,
    createdBy: caller,
    serial,
    lineage: source.lineage,
    md5: md5Of(state),
    state,
    jsonState: source.jsonState,
    rollbackOf: source
  })
}

/** Whoever writes state holds the lock: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#create-a-state-version */
function requireLock(c: Exchange, { lock }: Workspace): void {
  if (lock === undefined)
    throw conflict('The workspace is not locked. It only accepts state uploads when it is locked.')
  if (lock.by === 'run' || lock.caller.id !== c.var.view.caller.id)
    throw conflict('The workspace is locked by somebody else.')
}

function shown(c: Exchange, stateVersion: StateVersion, status = 200): Response {
  const { view } = c.var
  const resource = stateVersionResource(view, stateVersion)
  const early = status === 200 && stateVersion.processed && unprocessed(c, stateVersion)
  const late = {
    ...resource,
    attributes: { ...resource.attributes, 'resources-processed': false, resources: [], modules: {}, providers: {} },
    relationships: { ...resource.relationships, outputs: { data: [] } }
  }
  const response = show(c, early ? late : resource, INCLUDES, status)
  const { snapshotInterval } = view.service.settings
  if (snapshotInterval !== undefined) response.headers.set('x-terraform-snapshot-interval', String(snapshotInterval))
  return response
}

function unprocessed(c: Exchange, { processed }: StateVersion): boolean {
  return processed && c.var.view.service.faults.take('resources-unprocessed') !== undefined
}

function stateVersionOf(c: Exchange, permission?: Permission): StateVersion {
  const stateVersion = found(c.var.view.service.world.stateVersions.get(c.req.param('state') ?? ''))
  const { workspace, status } = stateVersion
  if (permission === undefined ? !mayReadState(c, workspace) : !may(c.var.view.caller, permission, workspace))
    throw notFound()
  if (status.startsWith('backing_data_')) throw notFound()
  return stateVersion
}

function mayReadState(c: Exchange, workspace: Workspace): boolean {
  return may(c.var.view.caller, 'can-read-state-versions', workspace)
}

function backingData(c: Exchange, act: (service: Service, stateVersion: StateVersion) => void): Response {
  const { service, caller } = c.var.view
  if (service.settings.product !== 'enterprise') throw notFound()
  const stateVersion = found(service.world.stateVersions.get(c.req.param('state') ?? ''))
  require(caller, 'can-update', stateVersion.workspace)
  act(service, stateVersion)
  return show(c, stateVersionResource(c.var.view, stateVersion))
}

function decoded({ attributes }: Sent, name: string): Buffer | undefined {
  const value = attributes[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw missing(name)
  return Buffer.from(value, 'base64')
}

function missing(name: string): Refusal {
  return invalid(`${name} is missing or not valid`, `/data/attributes/${name}`)
}
