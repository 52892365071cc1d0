import { describe, expect, test } from '@jest/globals'
import { document } from './client.ts'
import { scene } from './scene.ts'

const bindings = (...pairs: readonly (readonly [string, string])[]) => ({
  data: pairs.map(([key, value]) => ({ type: 'tag-bindings', attributes: { key, value } }))
})

describe('tags with values', () => {
  test('are added by key, listed, and inherited from the project', async () => {
    await using world = await scene()
    const route = `/workspaces/${world.workspaceId}/tag-bindings`
    const added = await world.api.patch(route, bindings(['costcenter', '123'], ['bar', 'baz']))
    expect([added.status, added.list.map(({ attributes }) => attributes)]).toEqual([
      200,
      [
        { key: 'costcenter', value: '123' },
        { key: 'bar', value: 'baz' }
      ]
    ])
    await world.api.patch(route, bindings(['bar', 'qux']))
    expect((await world.api.get(route)).list.map(({ attributes }) => attributes.value)).toEqual(['123', 'qux'])
    const project = world.hcp.find().project.id
    await world.api.patch(`/projects/${project}/tag-bindings`, bindings(['dept', 'r+d'], ['bar', 'hidden']))
    const effective = await world.api.get(`/workspaces/${world.workspaceId}/effective-tag-bindings`)
    expect(effective.list.map(({ attributes, links }) => [attributes.key, attributes.value, links])).toEqual([
      ['costcenter', '123', undefined],
      ['bar', 'qux', undefined],
      ['dept', 'r+d', { 'inherited-from': `/api/v2/projects/${project}` }]
    ])
    // An update of the workspace replaces them.
    const relationships = { 'tag-bindings': bindings(['only', 'one']) }
    await world.api.patch(`/workspaces/${world.workspaceId}`, { data: { type: 'workspaces', relationships } })
    expect((await world.api.get(route)).list.map(({ attributes }) => attributes.key)).toEqual(['only'])
  })

  test.each([
    [[['hcp:x', '1']], /Key/],
    [[['a b', '1']], /Key/],
    [[['k', 'v\n']], /Value/],
    [Array.from({ length: 11 }, (_, index) => [`k${index}`, '']), /at most 10/]
  ] as const)('%j is refused', async (pairs, why) => {
    await using world = await scene()
    const refused = await world.api.patch(
      `/workspaces/${world.workspaceId}/tag-bindings`,
      bindings(...(pairs as readonly (readonly [string, string])[]))
    )
    expect([refused.status, refused.errors[0]?.detail]).toEqual([422, expect.stringMatching(why)])
  })

  test('an older server has none', async () => {
    await using world = await scene({ tagBindings: false })
    expect((await world.api.get(`/workspaces/${world.workspaceId}/tag-bindings`)).status).toBe(404)
  })
})

test('flat tags are added and removed, by name or by id, and belong to the organization', async () => {
  await using world = await scene()
  const route = `/workspaces/${world.workspaceId}/relationships/tags`
  const named = (...names: string[]) => ({ data: names.map(name => ({ type: 'tags', attributes: { name } })) })
  expect((await world.api.post(route, named('foo', 'bar', 'foo'))).status).toBe(204)
  const all = await world.api.get('/organizations/demo/tags')
  expect(all.list.map(({ attributes }) => attributes)).toEqual([
    { name: 'foo', 'instance-count': 1 },
    { name: 'bar', 'instance-count': 1 }
  ])
  const few = await world.api.get(`${route}?name=fo`)
  expect(few.list.map(({ attributes }) => attributes.name)).toEqual(['foo'])
  const id = all.list[0]?.id ?? ''
  expect((await world.api.send('DELETE', route, { data: [{ type: 'tags', id }] })).status).toBe(204)
  expect((await world.api.get(route)).list.map(({ attributes }) => attributes.name)).toEqual(['bar'])
  expect((await world.api.send('DELETE', '/organizations/demo/tags', named('bar'))).status).toBe(204)
  expect((await world.api.get('/organizations/demo/tags')).list).toEqual([])
})

describe('agents and dates', () => {
  test('execution in agents needs a pool, and nothing else takes one', async () => {
    await using world = await scene()
    const { data: pool } = await world.api.post(
      '/organizations/demo/agent-pools',
      document('agent-pools', { name: 'own' })
    )
    const patch = (attributes: object) =>
      world.api.patch(`/workspaces/${world.workspaceId}`, document('workspaces', attributes))
    expect((await patch({ 'execution-mode': 'agent' })).status).toBe(422)
    expect((await patch({ 'agent-pool-id': pool.id })).status).toBe(422)
    const { data } = await patch({ 'execution-mode': 'agent', 'agent-pool-id': pool.id })
    expect(data.relationships['agent-pool']?.data.id).toBe(pool.id)
    expect((await world.api.delete(`/agent-pools/${pool.id}`)).status).toBe(409)
    expect((await patch({ 'execution-mode': 'remote' })).data.relationships['agent-pool']?.data).toBeNull()
  })

  test('a pool may be for some projects only, and is listed by them', async () => {
    await using world = await scene()
    const { project } = world.hcp.find()
    const data = {
      type: 'agent-pools',
      attributes: { name: 'own', 'organization-scoped': false },
      relationships: { 'allowed-projects': { data: [{ type: 'projects', id: project.id }] } }
    }
    const pools = '/organizations/demo/agent-pools'
    const created = await world.api.post(pools, { data })
    expect(created.data.relationships['allowed-projects']?.data).toEqual([{ type: 'projects', id: project.id }])
    const listed = async (name: string) =>
      (await world.api.get(`${pools}?${new URLSearchParams({ 'filter[allowed_projects][name]': name })}`)).list.length
    expect([await listed(project.name), await listed('another')]).toEqual([1, 0])
  })

  test.each([
    [{ 'auto-destroy-activity-duration': '14d' }, 200],
    [{ 'auto-destroy-activity-duration': '14w' }, 422],
    [{ 'auto-destroy-at': '2030-01-02T03:04:05Z' }, 200],
    [{ 'auto-destroy-at': 'soon' }, 422]
  ])('%j: %d', async (attributes, status) => {
    await using world = await scene()
    expect((await world.api.patch(`/workspaces/${world.workspaceId}`, document('workspaces', attributes))).status).toBe(
      status
    )
  })

  test('an organization without the right to dates is refused', async () => {
    await using world = await scene({ autoDestroy: false })
    const attributes = { 'auto-destroy-at': '2030-01-02T03:04:05Z' }
    expect((await world.api.patch(`/workspaces/${world.workspaceId}`, document('workspaces', attributes))).status).toBe(
      422
    )
  })
})
