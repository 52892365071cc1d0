import { Hono } from 'hono'
import { require } from '../callers.ts'
import { workspaceResource } from '../documents/workspaces.ts'
import { forceUnlock, lock, unlock } from '../locks.ts'
import { conflict, found, Refusal } from '../refusal.ts'
import type { Permission, Workspace } from '../resources.ts'
import { createWorkspace, deleteWorkspace, updateWorkspace } from '../workspaces.ts'
import { taggedFilter } from './tagged.ts'
import { asked, json, list, object, sent, show, type Env, type Exchange } from './exchange.ts'
import { organizationOf } from './organizations.ts'

/** Some of what may be included is never there: it is asked for in vain, not refused. */
const RUN = ['plan', 'apply', 'configuration_version', 'configuration_version.ingress_attributes']
const INCLUDES = [
  'agent_pool',
  'current_assessment_result',
  'current_configuration_version',
  'current_configuration_version.ingress_attributes',
  'current_run',
  ...RUN.map(name => `current_run.${name}`),
  'current_state_version',
  'effective_tag_bindings',
  'latest_run',
  ...RUN.map(name => `latest_run.${name}`),
  'locked_by',
  'organization',
  'outputs',
  'project',
  'readme',
  'vars'
]
const BY_NAME = '/organizations/:organization/workspaces/:name'
const BY_ID = '/workspaces/:workspace'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces */
export const workspaces = new Hono<Env>()
  .get('/organizations/:organization/workspaces', c => {
    const { view } = c.var
    const all = view.service.world.workspacesOf(organizationOf(c).name).filter(filterOf(c))
    all.sort(orderOf(asked(c, 'sort') ?? 'name'))
    return list(c, all, workspaceResource, INCLUDES)
  })
  .post('/organizations/:organization/workspaces', async c => {
    const organization = organizationOf(c)
    const workspace = createWorkspace(c.var.view.service, organization, await sent(c, 'workspaces'))
    return show(c, workspaceResource(c.var.view, workspace), INCLUDES, 201)
  })
  .get(BY_NAME, c => shown(c, namedWorkspace(c)))
  .patch(BY_NAME, c => update(c, namedWorkspace(c)))
  .delete(BY_NAME, c => remove(c, namedWorkspace(c)))
  .post(`${BY_NAME}/actions/safe-delete`, c => safeDelete(c, namedWorkspace(c)))
  .get(BY_ID, c => shown(c, workspaceOf(c)))
  .patch(BY_ID, c => update(c, workspaceOf(c)))
  .delete(BY_ID, c => remove(c, workspaceOf(c)))
  .post(`${BY_ID}/actions/safe-delete`, c => safeDelete(c, workspaceOf(c)))
  .post(`${BY_ID}/actions/lock`, async c => {
    const workspace = workspaceOf(c, 'can-lock')
    lock(c.var.view.service, workspace, c.var.view.caller, await reason(c))
    return shown(c, workspace)
  })
  .post(`${BY_ID}/actions/unlock`, c => {
    const workspace = workspaceOf(c, 'can-unlock')
    unlock(c.var.view.service, workspace, c.var.view.caller, c.req.header('terraform-version'))
    return shown(c, workspace)
  })
  .post(`${BY_ID}/actions/force-unlock`, c => {
    const workspace = workspaceOf(c, 'can-force-unlock')
    forceUnlock(c.var.view.service, workspace)
    return shown(c, workspace)
  })

/** Workspaces without a run come last: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#list-workspaces */
function orderOf(sort: string): (a: Workspace, b: Workspace) => number {
  const key = sort.replace(/^-/, '')
  const direction = sort.startsWith('-') ? -1 : 1
  if (key !== 'name' && key !== 'current-run.created-at')
    throw new Refusal(
      400,
      'bad request',
      'sort must be name or current-run.created-at, with or without a minus before it'
    )
  return (a, b) => {
    if (key === 'name') return a.attributes.name < b.attributes.name ? -direction : direction
    const [one, other] = [a.currentRun?.createdAt, b.currentRun?.createdAt]
    if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
    return direction * (one.getTime() - other.getTime())
  }
}

export function workspaceOf(c: Exchange, permission: Permission = 'can-read-settings'): Workspace {
  const workspace = found(c.var.view.service.world.workspaces.get(c.req.param('workspace') ?? ''))
  require(c.var.view.caller, 'can-read-settings', workspace)
  require(c.var.view.caller, permission, workspace)
  return workspace
}

function namedWorkspace(c: Exchange): Workspace {
  const { service, caller } = c.var.view
  const workspace = found(service.world.workspace(organizationOf(c).name, c.req.param('name') ?? ''))
  require(caller, 'can-read-settings', workspace)
  return workspace
}

function shown(c: Exchange, workspace: Workspace): Response {
  return show(c, workspaceResource(c.var.view, workspace), INCLUDES)
}

async function update(c: Exchange, workspace: Workspace): Promise<Response> {
  require(c.var.view.caller, 'can-update', workspace)
  updateWorkspace(c.var.view.service, workspace, await sent(c, 'workspaces'))
  return shown(c, workspace)
}

function remove(c: Exchange, workspace: Workspace): Response {
  require(c.var.view.caller, 'can-destroy', workspace)
  deleteWorkspace(c.var.view.service, workspace)
  return new Response(null, { status: 204 })
}

/** Not while it manages something: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#safe-delete-a-workspace */
function safeDelete(c: Exchange, workspace: Workspace): Response {
  if (workspace.lock !== undefined) throw conflict('The workspace is locked.')
  if ((workspace.currentStateVersion?.summary?.resources.length ?? 0) > 0)
    throw conflict('The workspace still manages resources; destroy them first.')
  return remove(c, workspace)
}

/** Documented as `{"reason": ...}`; the CLI sends it as attributes of a document. */
async function reason(c: Exchange): Promise<string | undefined> {
  const body = object(await json(c))
  const { reason } = { ...object(object(body.data).attributes), ...body }
  return typeof reason === 'string' && reason !== '' ? reason : undefined
}

function filterOf(c: Exchange): (workspace: Workspace) => boolean {
  const name = asked(c, 'search[name]')
  const wildcard = asked(c, 'search[wildcard-name]')
  const project = asked(c, 'filter[project][id]')
  const tags = (asked(c, 'search[tags]') ?? '').split(',').filter(Boolean)
  const excluded = (asked(c, 'search[exclude-tags]') ?? '').split(',').filter(Boolean)
  const isTagged = taggedFilter(c)
  const status = asked(c, 'filter[current-run][status]')?.split(',')
  return workspace =>
    (name === undefined || workspace.attributes.name.includes(name)) &&
    (wildcard === undefined || like(workspace.attributes.name, wildcard)) &&
    (project === undefined || workspace.project.id === project) &&
    (status === undefined || status.includes(workspace.currentRun?.status ?? '')) &&
    tags.every(tag => workspace.tags.some(({ key }) => key === tag)) &&
    !workspace.tags.some(({ key }) => excluded.includes(key)) &&
    isTagged(workspace.tags)
}

/** `*` at either end represents anything. */
function like(name: string, wildcard: string): boolean {
  const part = wildcard.replaceAll('*', '')
  if (wildcard.startsWith('*') && wildcard.endsWith('*')) return name.includes(part)
  if (wildcard.startsWith('*')) return name.endsWith(part)
  if (wildcard.endsWith('*')) return name.startsWith(part)
  return name === wildcard
}
