import { expect, test } from '@jest/globals'
import { document } from './client.ts'
import { scene } from './scene.ts'

test('a workspace lists what it manages, one entry for each instance', async () => {
  await using world = await scene()
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]'
  const resources = [
    {
      mode: 'managed',
      type: 'aws_s3_bucket',
      name: 'this',
      module: 'module.media',
      provider,
      instances: [{ index_key: 0 }, { index_key: 'b' }]
    },
    { mode: 'data', type: 'aws_region', name: 'here', provider, instances: [{}] }
  ]
  world.hcp.seedState(JSON.stringify({ version: 4, serial: 1, lineage: 'a', outputs: {}, resources }))
  const path = `/workspaces/${world.workspaceId}/resources`
  const { list } = await world.api.get(path)
  expect(list.map(({ attributes }) => [attributes.address, attributes.module, attributes.provider])).toEqual([
    ['media.aws_s3_bucket.this[0]', 'media', 'hashicorp/aws'],
    ['media.aws_s3_bucket.this["b"]', 'media', 'hashicorp/aws']
  ])
  expect((await world.api.get(path)).list.map(({ id }) => id)).toEqual(list.map(({ id }) => id))
  expect((await world.api.get(`${path}?q=b%22`)).list).toHaveLength(1)
})

test('a run reads the state of another workspace only where that shares it', async () => {
  await using world = await scene()
  world.hcp.seedState({ address: { value: 'here' } })
  const consumer = world.hcp.createWorkspace('consumer')
  const run = world.as(world.hcp.addRunToken(consumer))
  const read = async () =>
    Promise.all(
      ['current-state-version', 'current-state-version-outputs'].map(
        async name => (await run.get(`/workspaces/${world.workspaceId}/${name}`)).status
      )
    )
  const path = `/workspaces/${world.workspaceId}/relationships/remote-state-consumers`
  const consumers = { data: [{ type: 'workspaces', id: consumer.id }] }
  expect(await read()).toEqual([404, 404])
  expect((await world.api.post(path, consumers)).status).toBe(204)
  expect((await world.api.get(path)).list.map(({ id }) => id)).toEqual([consumer.id])
  expect(await read()).toEqual([200, 200])
  expect((await world.api.send('DELETE', path, consumers)).status).toBe(204)
  expect(await read()).toEqual([404, 404])
  await world.api.patch(`/workspaces/${world.workspaceId}`, document('workspaces', { 'global-remote-state': true }))
  expect(await read()).toEqual([200, 200])
})

test('an applied run queues one in the workspaces that follow it', async () => {
  await using world = await scene()
  const follower = world.hcp.createWorkspace('follower')
  await world.upload({}, follower.id)
  const path = `/workspaces/${follower.id}/run-triggers`
  const sent = document('run-triggers', {}, { sourceable: ['workspaces', world.workspaceId] })
  const { status, data } = await world.api.post(path, sent)
  expect([status, data.attributes['sourceable-name']]).toEqual([201, 'demo'])
  expect((await world.api.post(path, sent)).status).toBe(422)
  expect((await world.api.get(path)).status).toBe(400)
  const outbound = `/workspaces/${world.workspaceId}/run-triggers?filter[run-trigger][type]=outbound&include=workspace`
  expect((await world.api.get(outbound)).included.map(({ id }) => id)).toEqual([follower.id])
  world.hcp.script({ plan: { additions: 1 } })
  await world.run({ 'auto-apply': true })
  const queued = await world.hcp.until(() => world.hcp.world.runsOf(follower)[0])
  expect(queued.attributes).toMatchObject({
    source: 'tfe-run-trigger',
    'auto-apply': false,
    'trigger-reason': 'run_trigger'
  })
})

test.each([
  ['current-run.created-at', ['demo', 'later', 'idle']],
  ['-current-run.created-at', ['later', 'demo', 'idle']],
  ['-name', ['later', 'idle', 'demo']],
  ['nonsense', undefined]
])('workspaces are sorted by %s', async (sort, names) => {
  await using world = await scene()
  await world.run()
  world.hcp.createWorkspace('idle')
  const later = world.hcp.createWorkspace('later')
  await new Promise(resolve => setTimeout(resolve, 5))
  const version = await world.upload({}, later.id)
  const workspace: [string, string] = ['workspaces', later.id]
  const of = { workspace, 'configuration-version': ['configuration-versions', version.id] as [string, string] }
  await world.api.post('/runs', document('runs', {}, of))
  const { status, list } = await world.api.get(`/organizations/demo/workspaces?sort=${sort}`)
  expect(status).toBe(names === undefined ? 400 : 200)
  if (names !== undefined) expect(list.map(({ attributes }) => attributes.name)).toEqual(names)
})
