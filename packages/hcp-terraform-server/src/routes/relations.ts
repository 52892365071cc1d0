import { Hono } from 'hono'
import { runTriggerResource } from '../documents/notifications.ts'
import { workspaceResource } from '../documents/workspaces.ts'
import { may, require } from '../callers.ts'
import { newId } from '../ids.ts'
import { found, invalid, Refusal } from '../refusal.ts'
import type { RunTrigger, Workspace } from '../resources.ts'
import { managedResources } from '../documents/managed-resources.ts'
import { asked, json, linked, list, object, sent, show, type Env, type Exchange } from './exchange.ts'
import { workspaceOf } from './workspaces.ts'

const CONSUMERS = '/workspaces/:workspace/relationships/remote-state-consumers'
const TRIGGER_INCLUDES = ['workspace', 'sourceable']
const NO_BODY = { status: 204 }

/** How workspaces belong together, and what they manage. */
export const relations = new Hono<Env>()
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-resources
  .get('/workspaces/:workspace/resources', c => {
    const workspace = workspaceOf(c, 'can-read-state-versions')
    const text = asked(c, 'q')
    const resources = managedResources(workspace)
    return list(
      c,
      text === undefined ? resources : resources.filter(({ attributes }) => String(attributes?.address).includes(text)),
      (_, resource) => resource
    )
  })
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#get-remote-state-consumers
  .get(CONSUMERS, c => {
    const workspace = workspaceOf(c)
    const { remoteStateConsumers, attributes, project } = workspace
    const siblings = () =>
      [...c.var.view.service.world.workspaces.values()].filter(
        other => other.project === project && other !== workspace
      )
    return list(c, attributes['project-remote-state'] ? siblings() : [...remoteStateConsumers], workspaceResource)
  })
  .post(CONSUMERS, async c => {
    const { remoteStateConsumers } = workspaceOf(c, 'can-update')
    for (const consumer of await workspacesIn(c)) remoteStateConsumers.add(consumer)
    return new Response(null, NO_BODY)
  })
  .patch(CONSUMERS, async c => {
    const { remoteStateConsumers } = workspaceOf(c, 'can-update')
    const consumers = await workspacesIn(c)
    remoteStateConsumers.clear()
    for (const consumer of consumers) remoteStateConsumers.add(consumer)
    return new Response(null, NO_BODY)
  })
  .delete(CONSUMERS, async c => {
    const { remoteStateConsumers } = workspaceOf(c, 'can-update')
    for (const consumer of await workspacesIn(c)) remoteStateConsumers.delete(consumer)
    return new Response(null, NO_BODY)
  })
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-triggers
  .get('/workspaces/:workspace/run-triggers', c => {
    const workspace = workspaceOf(c)
    const type = asked(c, 'filter[run-trigger][type]')
    if (type !== 'inbound' && type !== 'outbound')
      throw new Refusal(400, 'bad request', 'filter[run-trigger][type] must be inbound or outbound')
    const triggers = [...c.var.view.service.world.runTriggers.values()].filter(trigger =>
      type === 'inbound' ? trigger.workspace === workspace : trigger.source === workspace
    )
    return list(c, triggers, runTriggerResource, TRIGGER_INCLUDES)
  })
  .post('/workspaces/:workspace/run-triggers', async c => {
    const { service, caller } = c.var.view
    const { world } = service
    const workspace = workspaceOf(c, 'can-update')
    const source = world.workspaces.get(linked(await sent(c, 'run-triggers'), 'sourceable') ?? '')
    if (source?.organization !== workspace.organization || !may(caller, 'can-read-run', source))
      throw invalid('Sourceable must exist', '/data/relationships/sourceable')
    if (source === workspace) throw invalid('Sourceable must be another workspace', '/data/relationships/sourceable')
    const others = [...world.runTriggers.values()].filter(trigger => trigger.workspace === workspace)
    if (others.some(trigger => trigger.source === source)) throw invalid('Sourceable has already been taken')
    if (others.length >= 20) throw invalid('A workspace has at most 20 source workspaces')
    const trigger: RunTrigger = { id: newId('rt'), workspace, source, createdAt: world.now() }
    world.runTriggers.set(trigger.id, trigger)
    return show(c, runTriggerResource(c.var.view, trigger), TRIGGER_INCLUDES, 201)
  })
  .get('/run-triggers/:trigger', c => show(c, runTriggerResource(c.var.view, triggerOf(c)), TRIGGER_INCLUDES))
  .delete('/run-triggers/:trigger', c => {
    const trigger = triggerOf(c)
    require(c.var.view.caller, 'can-update', trigger.workspace)
    c.var.view.service.world.runTriggers.delete(trigger.id)
    return new Response(null, NO_BODY)
  })

function triggerOf(c: Exchange): RunTrigger {
  const { service, caller } = c.var.view
  const trigger = found(service.world.runTriggers.get(c.req.param('trigger') ?? ''))
  require(caller, 'can-read-settings', trigger.workspace)
  return trigger
}

/** The workspaces that a document names, all of the same organization. */
async function workspacesIn(c: Exchange): Promise<Workspace[]> {
  const { organization } = workspaceOf(c)
  const { data } = object(await json(c))
  if (!Array.isArray(data)) throw invalid('data must be an array of workspaces', '/data')
  return (data as unknown[]).map(each => {
    const workspace = c.var.view.service.world.workspaces.get(String(object(each).id))
    if (workspace?.organization !== organization) throw invalid('Workspace must exist', '/data')
    return workspace
  })
}
