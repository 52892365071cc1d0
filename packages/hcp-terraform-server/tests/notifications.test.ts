import { expect, test } from '@jest/globals'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { document } from './client.ts'
import { scene, type Scene } from './scene.ts'

interface Delivery {
  readonly body: Buffer
  readonly signature: string | string[] | undefined
}

/** Something that takes notifications, and keeps them. */
async function receiver(status = 200) {
  const deliveries: Delivery[] = []
  const server = createServer((request, response) => {
    void buffer(request).then(body => {
      deliveries.push({ body, signature: request.headers['x-tfe-notification-signature'] })
      response.writeHead(status, { location: 'http://example.com/' }).end('taken')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    deliveries,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

function configure({ api, workspaceId }: Scene, url: string, attributes: object = {}) {
  const given = {
    'destination-type': 'generic',
    name: 'hook',
    token: 'secret',
    enabled: true,
    url,
    triggers: ['run:created']
  }
  return api.post(
    `/workspaces/${workspaceId}/notification-configurations`,
    document('notification-configurations', { ...given, ...attributes })
  )
}

const said = ({ body }: Delivery) =>
  (JSON.parse(body.toString()) as { notifications: { trigger: string; run_status: string | null }[] }).notifications[0]

test('a run is reported as it goes on, signed with the token of the configuration', async () => {
  await using world = await scene()
  await using hook = await receiver()
  const triggers = ['created', 'planning', 'needs_attention', 'applying', 'completed'].map(name => `run:${name}`)
  const { status, data } = await configure(world, hook.url, { triggers })
  expect([status, data.attributes.token]).toEqual([201, null])
  world.hcp.script({ plan: { additions: 1 } })
  const run = await world.run()
  await world.hcp.until('planned')
  await world.api.post(`/runs/${run.id}/actions/apply`)
  await world.hcp.until(() => hook.deliveries.length >= 6)
  expect(hook.deliveries.map(said).map(notification => notification?.trigger)).toEqual(['verification', ...triggers])
  for (const { body, signature } of hook.deliveries)
    expect(signature).toBe(createHmac('sha512', 'secret').update(body).digest('hex'))
  expect(JSON.parse(hook.deliveries.at(-1)?.body.toString() ?? '')).toMatchObject({
    payload_version: 1,
    notification_configuration_id: data.id,
    run_id: run.id,
    run_created_by: 'owner',
    workspace_name: 'demo',
    organization_name: 'demo',
    notifications: [{ message: 'Run Completed', run_status: 'applied' }]
  })
})

test('speculative plans tell no one, and what is switched off is silent', async () => {
  await using world = await scene()
  await using hook = await receiver()
  const { data } = await configure(world, hook.url)
  await world.run({ 'plan-only': true })
  const off = document('notification-configurations', { enabled: false })
  await world.api.patch(`/notification-configurations/${data.id}`, off)
  await world.run()
  await world.hcp.until('planned_and_finished')
  expect(hook.deliveries.map(said).map(notification => notification?.trigger)).toEqual(['verification'])
})

test('a receiver that does not take the verification is not kept', async () => {
  await using world = await scene()
  for (const status of [500, 302]) {
    await using hook = await receiver(status)
    expect((await configure(world, hook.url)).status).toBe(422)
  }
  const list = await world.api.get(`/workspaces/${world.workspaceId}/notification-configurations`)
  expect([list.list, list.meta]).toEqual([[], undefined])
})

test.each(['https://example.com/', 'http://10.0.0.1/', 'http://localhost.example.com/', 'http://127.0.0.1.nip.io/'])(
  'nothing is sent to %s',
  async url => {
    await using world = await scene()
    expect((await configure(world, url)).status).toBe(422)
    const { data } = await configure(world, url, { enabled: false })
    const verified = await world.api.post(`/notification-configurations/${data.id}/actions/verify`)
    expect([verified.status, verified.errors[0]?.detail]).toEqual([422, expect.stringContaining('loopback')])
    const { attributes } = (await world.api.get(`/notification-configurations/${data.id}`)).data
    expect(attributes['delivery-responses']).toMatchObject([{ code: '', successful: 'false' }])
  }
)
