import { Hono } from 'hono'
import { notificationResource } from '../documents/notifications.ts'
import { require } from '../callers.ts'
import { newId } from '../ids.ts'
import { configurationsOf, isLoopback, verify } from '../notifications.ts'
import { found, invalid } from '../refusal.ts'
import {
  OTHER_TRIGGERS,
  RUN_TRIGGERS,
  type Destination,
  type NotificationConfiguration,
  type Trigger
} from '../resources.ts'
import { asked, list, object, reply, sent, show, type Env, type Exchange, type Sent } from './exchange.ts'
import { workspaceOf } from './workspaces.ts'

const DESTINATIONS: readonly unknown[] = ['generic', 'email', 'slack', 'microsoft-teams'] satisfies Destination[]
const KNOWN: readonly unknown[] = [...RUN_TRIGGERS, ...OTHER_TRIGGERS]
const OF_WORKSPACE = '/workspaces/:workspace/notification-configurations'
const BY_ID = '/notification-configurations/:configuration'
/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations */
const MOST = 20

export const notifications = new Hono<Env>()
  // Paginated only on request.
  .get(OF_WORKSPACE, c => {
    const configurations = configurationsOf(c.var.view.service, workspaceOf(c).id)
    if (asked(c, 'page[number]') !== undefined || asked(c, 'page[size]') !== undefined)
      return list(c, configurations, notificationResource)
    return reply({ data: configurations.map(each => notificationResource(c.var.view, each)) })
  })
  .post(OF_WORKSPACE, async c => {
    const { service } = c.var.view
    const workspace = workspaceOf(c, 'can-update')
    const document = await sent(c, 'notification-configurations')
    const destination = document.attributes['destination-type']
    if (!DESTINATIONS.includes(destination))
      throw invalid('Destination type is not included in the list', '/data/attributes/destination-type')
    if (configurationsOf(service, workspace.id).length >= MOST)
      throw invalid(`A workspace has at most ${MOST} notification configurations`)
    const now = service.world.now()
    const configuration: NotificationConfiguration = {
      id: newId('nc'),
      workspace,
      destination: destination as Destination,
      createdAt: now,
      updatedAt: now,
      name: '',
      enabled: false,
      url: null,
      token: null,
      triggers: [],
      emailAddresses: [],
      emailUsers: [],
      deliveries: [],
      sending: Promise.resolve()
    }
    await update(c, configuration, document)
    service.world.notificationConfigurations.set(configuration.id, configuration)
    return show(c, notificationResource(c.var.view, configuration), [], 201)
  })
  .get(BY_ID, c => show(c, notificationResource(c.var.view, configurationOf(c))))
  .patch(BY_ID, async c => {
    const configuration = configurationOf(c)
    await update(c, configuration, await sent(c, 'notification-configurations'))
    return show(c, notificationResource(c.var.view, configuration))
  })
  .post(`${BY_ID}/actions/verify`, async c => {
    const configuration = configurationOf(c)
    await verify(c.var.view.service, configuration)
    return show(c, notificationResource(c.var.view, configuration))
  })
  .delete(BY_ID, c => {
    c.var.view.service.world.notificationConfigurations.delete(configurationOf(c).id)
    return new Response(null, { status: 204 })
  })

function configurationOf(c: Exchange): NotificationConfiguration {
  const { service, caller } = c.var.view
  const configuration = found(service.world.notificationConfigurations.get(c.req.param('configuration') ?? ''))
  require(caller, 'can-update', configuration.workspace)
  return configuration
}

/** All of it or nothing. What is enabled is verified before it is kept. */
async function update(c: Exchange, configuration: NotificationConfiguration, document: Sent): Promise<void> {
  const { service } = c.var.view
  const { attributes } = document
  const { name = configuration.name, enabled = configuration.enabled, url = configuration.url } = attributes
  const { token = configuration.token, triggers = configuration.triggers } = attributes
  if (typeof name !== 'string' || name === '') throw invalid("Name can't be blank", '/data/attributes/name')
  if (typeof enabled !== 'boolean') throw invalid('Enabled is not valid', '/data/attributes/enabled')
  const email = configuration.destination === 'email'
  if (!email && (typeof url !== 'string' || !URL.canParse(url)))
    throw invalid('Url is not valid', '/data/attributes/url')
  if (token !== null && typeof token !== 'string') throw invalid('Token is not valid', '/data/attributes/token')
  if (!Array.isArray(triggers) || !triggers.every(trigger => KNOWN.includes(trigger)))
    throw invalid('Triggers are not included in the list', '/data/attributes/triggers')
  const changes = {
    name,
    enabled,
    url: email ? null : (url as string),
    token: token === '' ? null : token,
    triggers: triggers as Trigger[],
    emailAddresses: texts(attributes['email-addresses']) ?? configuration.emailAddresses,
    emailUsers: idsOf(document.relationships.users?.data) ?? configuration.emailUsers,
    updatedAt: service.world.now()
  }
  if (enabled && changes.url !== null) {
    if (!isLoopback(changes.url))
      throw invalid('Url must be a loopback address: this server sends nowhere else', '/data/attributes/url')
    const tried = { ...configuration, ...changes }
    await verify(service, tried)
    Object.assign(changes, { deliveries: tried.deliveries })
  }
  Object.assign(configuration, changes)
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? (value as unknown[]).filter(item => typeof item === 'string') : undefined
}

function idsOf(data: unknown): string[] | undefined {
  return Array.isArray(data) ? (data as unknown[]).map(item => String(object(item).id)) : undefined
}
