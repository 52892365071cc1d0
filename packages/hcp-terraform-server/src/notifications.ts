import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import { invalid } from './refusal.ts'
import type { Delivery, NotificationConfiguration, Run, RunStatus, RunTriggerName } from './resources.ts'
import type { Service } from './service.ts'
import { instant } from './world.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#workspace-notification-triggers */
const TRIGGERS: Readonly<Partial<Record<RunStatus, RunTriggerName>>> = {
  pending: 'run:created',
  planning: 'run:planning',
  policy_override: 'run:needs_attention',
  pre_plan_awaiting_decision: 'run:needs_attention',
  post_plan_awaiting_decision: 'run:needs_attention',
  pre_apply_awaiting_decision: 'run:needs_attention',
  applying: 'run:applying',
  applied: 'run:completed',
  planned_and_finished: 'run:completed',
  errored: 'run:errored',
  canceled: 'run:errored',
  discarded: 'run:errored',
  policy_soft_failed: 'run:errored'
}
const MESSAGES: Readonly<Record<RunTriggerName, string>> = {
  'run:created': 'Run Created',
  'run:planning': 'Run Planning',
  'run:needs_attention': 'Run Needs Attention',
  'run:applying': 'Run Applying',
  'run:completed': 'Run Completed',
  'run:errored': 'Run Errored'
}
const KEPT_DELIVERIES = 10
const TIMEOUT_MS = 5000

/** Tells whoever asked for it what a run does now. Speculative plans tell no one. */
export function notify(service: Service, run: Run, trigger = TRIGGERS[run.status]): void {
  if (trigger === undefined || run.attributes['plan-only']) return
  const { id, workspace, attributes, createdAt, createdBy, status, updatedAt } = run
  for (const configuration of configurationsOf(service, workspace.id)) {
    if (!configuration.enabled || !configuration.triggers.includes(trigger)) continue
    const organization = workspace.organization.name
    void deliver(service, configuration, {
      payload_version: 1,
      notification_configuration_id: configuration.id,
      run_url: `https://app.terraform.io/app/${organization}/workspaces/${workspace.attributes.name}/runs/${id}`,
      run_id: id,
      run_message: attributes.message,
      run_created_at: instant(createdAt),
      run_created_by: createdBy.name,
      workspace_id: workspace.id,
      workspace_name: workspace.attributes.name,
      organization_name: organization,
      notifications: [
        {
          message: MESSAGES[trigger],
          trigger,
          run_status: status,
          run_updated_at: instant(updatedAt),
          run_updated_by: (run.canceledBy ?? run.confirmedBy ?? createdBy).name
        }
      ]
    })
  }
}

/** The newest delivery answers for it: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#verify-a-notification-configuration */
export async function verify(service: Service, configuration: NotificationConfiguration): Promise<void> {
  const nothing = { run_url: null, run_id: null, run_message: null, run_created_at: null, run_created_by: null }
  const nowhere = { workspace_id: null, workspace_name: null, organization_name: null }
  const about = { run_status: null, run_updated_at: null, run_updated_by: null }
  await deliver(service, configuration, {
    payload_version: 1,
    notification_configuration_id: configuration.id,
    ...nothing,
    ...nowhere,
    notifications: [{ message: `Verification of ${configuration.name}`, trigger: 'verification', ...about }]
  })
  const delivery = configuration.deliveries[0]
  if (delivery?.successful !== 'true')
    throw invalid(
      `Url did not take the verification: ${delivery?.code ?? ''} ${delivery?.body ?? ''}`,
      '/data/attributes/url'
    )
}

export function configurationsOf({ world }: Service, workspace: string): NotificationConfiguration[] {
  return [...world.notificationConfigurations.values()].filter(each => each.workspace.id === workspace)
}

function deliver(service: Service, configuration: NotificationConfiguration, payload: object): Promise<void> {
  const { url, token, destination } = configuration
  if (url === null || destination === 'email') return Promise.resolve()
  const sending = configuration.sending.then(async () => {
    const delivery = await post(url, JSON.stringify(payload), token)
    configuration.deliveries = [delivery, ...configuration.deliveries].slice(0, KEPT_DELIVERIES)
    service.world.changed()
  })
  configuration.sending = sending
  service.conducting(sending)
  return sending
}

/** To this machine only, and nowhere that it would send us on to. */
async function post(url: string, body: string, token: string | null): Promise<Delivery> {
  const sent = { url, 'sent-at': new Date().toISOString() }
  if (!isLoopback(url))
    return {
      ...sent,
      code: '',
      headers: {},
      successful: 'false',
      body: 'This server sends to loopback addresses only.'
    }
  const signature = token === null ? {} : { 'x-tfe-notification-signature': signatureOf(body, token) }
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signature },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS)
    })
    const headers = Object.fromEntries([...response.headers].map(([name, value]) => [name, [value]]))
    const answer = (await response.text()).slice(0, 10_000)
    return { ...sent, code: String(response.status), headers, successful: response.ok ? 'true' : 'false', body: answer }
  } catch (error) {
    return { ...sent, code: '', headers: {}, successful: 'false', body: describe(error) }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#notification-authenticity */
function signatureOf(body: string, token: string): string {
  return createHmac('sha512', token).update(body).digest('hex')
}

export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  const address = hostname.replace(/^\[|\]$/g, '')
  const local = address === 'localhost' || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
  return (protocol === 'http:' || protocol === 'https:') && local
}

function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? cause.message : String(cause)
}
