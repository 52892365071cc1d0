import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { list } from 'tar'
import { archiveOf } from './archives.ts'
import { document } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'

/** What broke clients that others wrote: go-tfe, the terraform CLI, tfci, pytfe, terrasnek. */

test('a comment has one type, in its run as in its own document', async () => {
  await using world = await scene()
  world.hcp.script({ plan: { additions: 1 } })
  const run = await world.run()
  await world.hcp.until('planned')
  expect((await world.api.post(`/runs/${run.id}/actions/apply`, { comment: 'Looks good' })).status).toBe(202)
  const { relationships } = (await world.read(run)).data
  expect(relationships.comments?.data).toEqual([{ type: 'comments', id: expect.stringMatching(/^wsc-/) }])
})

describe.each(['application/json', 'application/vnd.api+json', 'application/octet-stream'])(
  'an upload that is called %s',
  type => {
    test('of a configuration arrives', async () => {
      await using world = await scene()
      const { id, url } = await uploadUrl(world)
      expect(await put(url, archiveOf({ 'main.tf': '' }), { 'content-type': type })).toBe(200)
      expect((await world.api.get(`/configuration-versions/${id}`)).data.attributes.status).toBe('uploaded')
    })

    test('of a state arrives', async () => {
      await using world = await scene()
      const { url } = await pendingState(world)
      expect(await put(url, STATE, { 'content-type': type })).toBe(200)
      expect((await world.api.post(`/workspaces/${world.workspaceId}/actions/unlock`)).status).toBe(200)
    })
  }
)

test('unlocking after a rollback leaves the rollback current', async () => {
  await using world = await scene()
  const old = world.hcp.seedState({ a: { value: 'old' } })
  await world.api.post(`/workspaces/${world.workspaceId}/actions/lock`)
  const path = `/workspaces/${world.workspaceId}/state-versions`
  const next = stateOf(old.serial + 1, old.lineage)
  const md5 = hash(next)
  const attributes = { serial: old.serial + 1, md5, state: Buffer.from(next).toString('base64'), lineage: old.lineage }
  expect((await world.api.post(path, document('state-versions', attributes))).status).toBe(201)
  const rollback = await world.api.patch(
    path,
    document('state-versions', {}, { 'rollback-state-version': ['state-versions', old.id] })
  )
  expect(rollback.status).toBe(201)
  await world.api.post(`/workspaces/${world.workspaceId}/actions/unlock`)
  const current = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version`)
  expect(current.data.id).toBe(rollback.data.id)
})

test('a run without a configuration version takes the current one of its workspace', async () => {
  await using world = await scene()
  const current = await world.upload()
  await world.upload({ speculative: true })
  await world.upload({ provisional: true })
  const workspace = await world.api.get(`/workspaces/${world.workspaceId}`)
  expect(workspace.data.relationships['current-configuration-version']?.data.id).toBe(current.id)
  const run = await world.api.post('/runs', document('runs', {}, { workspace: ['workspaces', world.workspaceId] }))
  expect(run.data.relationships['configuration-version']?.data.id).toBe(current.id)
})

test('a configuration version is the current one from its creation on', async () => {
  await using world = await scene()
  await world.upload()
  const { id } = await uploadUrl(world)
  const workspace = await world.api.get(`/workspaces/${world.workspaceId}`)
  expect(workspace.data.relationships['current-configuration-version']?.data.id).toBe(id)
  const run = await world.api.post('/runs', document('runs', {}, { workspace: ['workspaces', world.workspaceId] }))
  expect([run.status, run.errors[0]?.detail]).toEqual([422, expect.stringContaining('still being processed')])
})

const STATE = stateOf(1)

function stateOf(serial: number, lineage = 'one'): string {
  return JSON.stringify({ version: 4, terraform_version: '1.11.4', serial, lineage, outputs: {}, resources: [] })
}

function hash(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

async function pendingState({ api, workspaceId }: Scene): Promise<{ url: string }> {
  await api.post(`/workspaces/${workspaceId}/actions/lock`)
  const attributes = { serial: 1, md5: hash(STATE), lineage: 'one' }
  const created = await api.post(`/workspaces/${workspaceId}/state-versions`, document('state-versions', attributes))
  return { url: created.data.attributes['hosted-state-upload-url'] as string }
}

test('events say who did what, and which comment', async () => {
  await using world = await scene()
  const run = await world.run({ 'plan-only': true })
  for (const body of ['First', 'Second'])
    await world.api.post(`/runs/${run.id}/comments`, document('comments', { body }))
  const events = await world.api.get(`/runs/${run.id}/run-events?include=actor,comment`)
  const commented = events.list.filter(({ attributes }) => attributes.action === 'commented')
  const comments = events.included.filter(({ type }) => type === 'comments')
  expect(comments.map(({ attributes }) => attributes.body)).toEqual(['First', 'Second'])
  expect(commented.map(({ relationships }) => relationships.comment?.data.id)).toEqual(comments.map(({ id }) => id))
  expect(comments.map(({ relationships }) => relationships['run-event']?.data.id)).toEqual(
    commented.map(({ id }) => id)
  )
  expect(events.included.some(({ type }) => type === 'users')).toBe(true)
  const one = await world.api.get(`/run-events/${commented[0]?.id ?? ''}?include=comment`)
  expect(one.included.map(({ attributes }) => attributes.body)).toEqual(['First'])
})

test.each(['workspace', 'organization'])('runs of a %s are listed with what is asked to be included', async kind => {
  await using world = await scene()
  await world.run()
  const list = kind === 'workspace' ? `/workspaces/${world.workspaceId}/runs` : '/organizations/demo/runs'
  const { status, included } = await world.api.get(`${list}?include=workspace,plan,created_by`)
  expect([status, included.map(({ type }) => type)]).toEqual([200, ['workspaces', 'plans', 'users']])
  expect((await world.api.get(`${list}?include=nonsense`)).status).toBe(400)
})

test.each([
  ['search[user]=owner', 1],
  ['search[user]=somebody', 0],
  ['search[commit]=0a1b', 1],
  ['search[commit]=ffff', 0],
  ['search[basic]=0a1b2c', 1],
  ['filter[source]=', 1],
  ['filter[status]=&filter[timeframe]=&filter[status_group]=&search[basic]=&search[user]=', 1]
])('runs are found by %s', async (query, count) => {
  await using world = await scene()
  const version = await world.hcp.commit(archiveOf({ 'main.tf': '' }), { 'commit-sha': '0a1b2c3d' })
  await world.run({}, { id: version.id, type: '', attributes: {}, relationships: {}, links: {} })
  for (const list of [`/workspaces/${world.workspaceId}/runs`, '/organizations/demo/runs'])
    expect((await world.api.get(`${list}?${query}`)).list).toHaveLength(count)
})

test('a plan export is an archive', async () => {
  await using world = await scene()
  world.hcp.script({ plan: { additions: 1, json: { format_version: '1.2', resource_changes: [] } } })
  const run = await world.run()
  await world.hcp.until('planned')
  const plan = (await world.read(run)).data.relationships.plan?.data.id ?? ''
  const sent = document('plan-exports', { 'data-type': 'sentinel-mock-bundle-v0' }, { plan: ['plans', plan] })
  const { data } = await world.api.post('/plan-exports', sent)
  const redirect = await world.api.get(`/plan-exports/${data.id}/download`)
  const bytes = Buffer.from(await (await fetch(redirect.headers.get('location') ?? '')).arrayBuffer())
  const names: string[] = []
  await pipeline(Readable.from([bytes]), list({ onReadEntry: ({ path }) => names.push(path) }))
  expect(names).toContain('mock-tfplan-v2.sentinel')
})
