import type { NotificationConfiguration, RunTrigger } from '../resources.ts'
import { instant } from '../world.ts'
import { one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#sample-response */
export function notificationResource(_: View, configuration: NotificationConfiguration): Resource {
  const { id, workspace, destination, createdAt, updatedAt, name, enabled, url, triggers, deliveries } = configuration
  return {
    id,
    type: 'notification-configurations',
    attributes: {
      enabled,
      name,
      url,
      'destination-type': destination,
      token: null,
      triggers,
      ...(destination === 'email' ? { 'email-addresses': configuration.emailAddresses } : {}),
      'delivery-responses': deliveries,
      'created-at': instant(createdAt),
      'updated-at': instant(updatedAt)
    },
    relationships: {
      subscribable: one('workspaces', workspace),
      ...(destination === 'email'
        ? { users: { data: configuration.emailUsers.map(user => ({ type: 'users', id: user })) } }
        : {})
    },
    links: { self: `/api/v2/notification-configurations/${id}` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-triggers#sample-response */
export function runTriggerResource(_: View, { id, workspace, source, createdAt }: RunTrigger): Resource {
  return {
    id,
    type: 'run-triggers',
    attributes: {
      'workspace-name': workspace.attributes.name,
      'sourceable-name': source.attributes.name,
      'created-at': instant(createdAt)
    },
    relationships: {
      workspace: one('workspaces', workspace, `/api/v2/workspaces/${workspace.id}`),
      sourceable: one('workspaces', source, `/api/v2/workspaces/${source.id}`)
    },
    links: { self: `/api/v2/run-triggers/${id}` }
  }
}
