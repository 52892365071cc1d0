import { expect, test } from '@jest/globals'
import type { OutputScript } from '../src/index.ts'
import { scene, type Scene } from './scene.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs */

const KINDS: readonly [unknown, unknown, string][] = [
  ['a', 'string', 'string'],
  [1.5, 'number', 'number'],
  [true, 'bool', 'boolean'],
  [['a'], ['list', 'string'], 'array'],
  [['a'], ['set', 'string'], 'array'],
  [['a', 1], ['tuple', ['string', 'number']], 'array'],
  [{ a: 1 }, ['map', 'number'], 'object'],
  [{ a: 1 }, ['object', { a: 'number' }], 'object'],
  [null, 'string', 'string'],
  ['a', undefined, 'string'],
  [['a'], undefined, 'array'],
  [{ a: 'b' }, undefined, 'object']
]

test.each(KINDS)('%j of type %j is %s', async (value, type, kind) => {
  await using world = await scene()
  world.hcp.seedState(stateOf({ it: { value, type } }))
  const [output] = await outputs(world)
  expect(output?.attributes).toMatchObject({
    name: 'it',
    sensitive: false,
    type: kind,
    value,
    'detailed-type': type ?? null
  })
})

test('numbers keep their digits', async () => {
  await using world = await scene()
  world.hcp.seedState(
    '{"version":4,"serial":1,"outputs":{"big":{"value":[12345678901234567890, 1.0],"type":["list","number"]}}}'
  )
  const { text } = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version-outputs`)
  expect(text).toContain('"value":[12345678901234567890,1.0]')
})

test('every state version has outputs of its own, with ids of their own', async () => {
  await using world = await scene()
  const ids = []
  for (let time = 0; time < 2; time += 1) {
    world.hcp.seedState({ a: { value: 'x' } })
    ids.push((await outputs(world)).map(({ id }) => id))
  }
  expect(ids[0]).not.toEqual(ids[1])
  const [[old = ''] = []] = ids
  expect((await world.api.get(`/state-version-outputs/${old}`)).status).toBe(200)
})

const SECRET = { open: { value: 'visible' }, secret: { value: 's3cr3t', sensitive: true } }

test.each([
  ['null', null],
  ['plaintext', 's3cr3t']
] as const)('sensitive values in lists: %s', async (sensitiveValues, listed) => {
  await using world = await scene({ sensitiveValues })
  const { id } = world.hcp.seedState(SECRET)
  for (const path of [
    `/state-versions/${id}/outputs`,
    `/workspaces/${world.workspaceId}/current-state-version-outputs`
  ]) {
    const { list } = await world.api.get(path)
    expect(list.map(({ attributes }) => attributes.value)).toEqual(['visible', listed])
    const single = await world.api.get(`/state-version-outputs/${list[1]?.id ?? ''}`)
    expect(single.data.attributes.value).toBe('s3cr3t')
  }
})

test('a workspace includes them under another type, sensitive ones without their value', async () => {
  await using world = await scene()
  world.hcp.seedState(SECRET)
  const { included } = await world.api.get(`/workspaces/${world.workspaceId}?include=outputs`)
  expect(
    included.map(({ type, attributes }) => [type, attributes.name, attributes['output-type'], attributes.value])
  ).toEqual([
    ['workspace-outputs', 'open', 'string', 'visible'],
    ['workspace-outputs', 'secret', 'string', null]
  ])
})

test('twenty on a page, unless asked for more', async () => {
  await using world = await scene()
  const many = Object.fromEntries(Array.from({ length: 45 }, (_, at) => [`o${at}`, { value: at }]))
  const { id } = world.hcp.seedState(many)
  const counts = []
  for (const query of ['', '?page[number]=3', '?page[size]=100', '?page[number]=9']) {
    const { list, meta } = await world.api.get(`/state-versions/${id}/outputs${query}`)
    counts.push([list.length, meta?.pagination['next-page'], meta?.pagination['total-pages']])
  }
  expect(counts).toEqual([
    [20, 2, 3],
    [5, null, 3],
    [45, null, 1],
    [0, null, 3]
  ])
  expect(await outputs(world)).toHaveLength(45)
})

test('a workspace without state has none to show', async () => {
  await using world = await scene()
  expect((await world.api.get(`/workspaces/${world.workspaceId}/current-state-version-outputs`)).status).toBe(404)
})

function stateOf(all: Record<string, OutputScript>): string {
  return JSON.stringify({ version: 4, serial: 1, terraform_version: '1.11.4', outputs: all, resources: [] })
}

async function outputs({ api, workspaceId }: Scene) {
  return (await api.get(`/workspaces/${workspaceId}/current-state-version-outputs`)).list
}
