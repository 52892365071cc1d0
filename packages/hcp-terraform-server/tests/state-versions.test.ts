import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import type { Answer } from './client.ts'
import { put, scene, type Scene } from './scene.ts'

const EMPTY = { version: 4, terraform_version: '1.11.4', outputs: {}, resources: [], check_results: null }

describe('what a new state version needs', () => {
  test('the lock, of the same caller', async () => {
    await using world = await scene()
    expect((await create(world, stateWith(1))).errors[0]).toMatchObject({
      status: '409',
      detail: expect.stringMatching(/not locked/)
    })
    world.hcp.lock()
    expect((await create(world, stateWith(1))).status).toBe(409)
  })

  test('a serial above the known one, or the same state again; the same lineage; the MD5 of its bytes', async () => {
    await using world = await locked()
    const state = stateWith(5)
    expect((await create(world, state)).status).toBe(201)
    expect((await create(world, state)).status).toBe(201)
    expect((await create(world, stateWith(6))).status).toBe(201)
    const refused: readonly [Promise<Answer>, number, RegExp][] = [
      [create(world, stateWith(4)), 409, /serial/],
      [create(world, stateWith(6, { outputs: { a: { value: 1, type: 'number' } } })), 409, /MD5/],
      [create(world, stateWith(7, { lineage: 'another' })), 409, /lineage/],
      [create(world, stateWith(7), { md5: '0'.repeat(32) }), 422, /MD5/],
      [create(world, stateWith(7), { md5: 'short' }), 422, /md5/],
      [create(world, stateWith(7), { serial: '7' }), 422, /serial/]
    ]
    for (const [answer, status, detail] of refused) {
      const { status: got, errors } = await answer
      expect([got, errors[0]?.detail]).toEqual([status, expect.stringMatching(detail)])
    }
  })

  test('nothing of that when it is forced', async () => {
    await using world = await locked()
    await create(world, stateWith(5))
    expect((await create(world, stateWith(1, { lineage: 'another' }), { force: true })).status).toBe(201)
  })
})

describe('upload after creation', () => {
  test('each URL takes one state, however often it is sent; then the state exists, and the URLs do not', async () => {
    await using world = await locked()
    const state = stateWith(1, { outputs: { a: { value: 'x', type: 'string' } } })
    const created = await create(world, state, { state: undefined })
    expect(created.data.attributes).toMatchObject({ status: 'pending', 'hosted-state-download-url': null })
    const { 'hosted-state-upload-url': url, 'hosted-json-state-upload-url': jsonUrl } = created.data.attributes
    expect(await put(url as string, 'something else')).toBe(422)
    expect(await put(url as string, state)).toBe(200)
    expect(await put(url as string, state)).toBe(200)
    expect(await put(url as string, stateWith(2))).toBe(404)
    expect(await put(jsonUrl as string, '{"values":{}}')).toBe(200)
    const { data } = await world.api.get(`/state-versions/${created.data.id}`)
    expect(data.attributes).toMatchObject({
      status: 'finalized',
      'hosted-state-upload-url': null,
      'hosted-json-state-upload-url': null
    })
    const json = await download(world, data.attributes['hosted-json-state-download-url'] as string)
    expect(await json.text()).toBe('{"values":{}}')
  })

  test('a newer one discards an older that is still pending', async () => {
    await using world = await locked()
    const older = await create(world, stateWith(1), { state: undefined })
    await create(world, stateWith(2), { state: undefined })
    expect((await world.api.get(`/state-versions/${older.data.id}`)).data.attributes.status).toBe('discarded')
    expect(await put(older.data.attributes['hosted-state-upload-url'] as string, stateWith(1))).toBe(404)
  })
})

describe('which one is current', () => {
  test('on HCP Terraform the last that was written under the lock, once it is given back', async () => {
    await using world = await locked()
    await create(world, stateWith(1))
    const last = await create(world, stateWith(2))
    expect(last.data.attributes.intermediate).toBe(true)
    expect((await current(world)).status).toBe(404)
    await world.api.post(`/workspaces/${world.workspaceId}/actions/unlock`)
    expect((await current(world)).data).toMatchObject({
      id: last.data.id,
      attributes: { intermediate: false, serial: 2 }
    })
  })

  test('on Terraform Enterprise at once', async () => {
    await using world = await locked({ product: 'enterprise' })
    const created = await create(world, stateWith(1))
    expect(created.data.attributes.intermediate).toBe(false)
    expect((await current(world)).data.id).toBe(created.data.id)
  })
})

test('a list takes two filters, newest first; a third filters statuses', async () => {
  await using world = await locked()
  for (const serial of [1, 2, 3]) await create(world, stateWith(serial))
  await create(world, stateWith(4), { state: undefined })
  const path = '/state-versions?filter[workspace][name]=demo&filter[organization][name]=demo'
  const serials = async (query = '') =>
    (await world.api.get(path + query)).list.map(({ attributes }) => attributes.serial)
  expect(await serials()).toEqual([4, 3, 2, 1])
  expect(await serials('&filter[status]=pending')).toEqual([4])
  expect(await serials('&filter[status]=finalized,discarded&page[size]=2')).toEqual([3, 2])
  expect((await world.api.get('/state-versions?filter[workspace][name]=demo')).status).toBe(422)
  expect((await world.api.get(`${path}&filter[workspace][name]=other`)).status).toBe(200)
})

describe('what is extracted from a state', () => {
  const RESOURCES = [
    { mode: 'managed', type: 'null_resource', name: 'a', provider: 'provider["p/null"]', instances: [{}, {}] },
    {
      module: 'module.net',
      mode: 'data',
      type: 'null_data',
      name: 'b',
      provider: 'provider["p/null"]',
      instances: [{}]
    }
  ]

  test('resources, modules and providers, in the words of the API', async () => {
    await using world = await scene()
    const { id } = world.hcp.seedState(stateWith(1, { resources: RESOURCES }))
    const { attributes } = (await world.api.get(`/state-versions/${id}`)).data
    expect(attributes).toMatchObject({
      'resources-processed': true,
      'terraform-version': '1.11.4',
      'state-version': 4,
      resources: [
        { name: 'a', type: 'null_resource', count: 2, module: 'root', provider: 'provider["p/null"]' },
        { name: 'b', type: 'data.null_data', count: 1, module: 'net', provider: 'provider["p/null"]' }
      ],
      modules: { root: { 'null-resource': 1 }, net: { 'data.null-data': 1 } },
      providers: { 'provider["p/null"]': { 'null-resource': 1, 'data.null-data': 1 } }
    })
  })

  test('later: until then there is nothing, and the current outputs are unavailable', async () => {
    await using slow = await scene({ timings: { outputs: 3_600_000 } })
    const unprocessed = slow.hcp.seedState({ a: { value: 'x' } })
    const early = (await slow.api.get(`/state-versions/${unprocessed.id}`)).data
    expect(early.attributes).toMatchObject({ 'resources-processed': false, resources: [], 'terraform-version': null })
    expect(early.relationships.outputs?.data).toEqual([])
    const unavailable = await slow.api.get(`/workspaces/${slow.workspaceId}/current-state-version-outputs`)
    expect([unavailable.status, unavailable.errors[0]?.title]).toEqual([503, 'service unavailable'])
    await using world = await scene({ timings: { outputs: 1 } })
    const { id } = world.hcp.seedState({ a: { value: 'x' } })
    await world.hcp.until(({ stateVersions }) => stateVersions.get(id)?.processed)
    expect((await world.api.get(`/state-versions/${id}/outputs`)).list).toHaveLength(1)
  })

  test("a run's state in the form for other programs", async () => {
    await using world = await scene()
    const resource = {
      mode: 'managed',
      type: 'null_resource',
      name: 'a',
      provider: 'provider["registry.terraform.io/hashicorp/null"]'
    }
    const instances = [{ index_key: 'k', schema_version: 0, attributes: { id: 12345678901234567890n.toString() } }]
    const state = stateWith(1, {
      outputs: { secret: { value: 's', type: 'string', sensitive: true } },
      resources: [
        { ...resource, instances },
        { ...resource, module: 'module.net["a.b"].module.sub', instances: [{ schema_version: 0 }] }
      ]
    })
    world.hcp.script({ apply: { state } })
    await world.run({ 'auto-apply': true })
    await world.hcp.until('applied')
    const { data } = await current(world)
    const json: unknown = await (
      await download(world, data.attributes['hosted-json-state-download-url'] as string)
    ).json()
    expect(json).toMatchObject({
      format_version: '1.0',
      values: {
        outputs: { secret: { sensitive: true, value: 's', type: 'string' } },
        root_module: {
          resources: [
            { address: 'null_resource.a["k"]', index: 'k', provider_name: 'registry.terraform.io/hashicorp/null' }
          ],
          child_modules: [
            {
              address: 'module.net["a.b"]',
              child_modules: [
                {
                  address: 'module.net["a.b"].module.sub',
                  resources: [{ address: 'module.net["a.b"].module.sub.null_resource.a' }]
                }
              ]
            }
          ]
        }
      }
    })
  })
})

describe('downloads', () => {
  test("HCP Terraform's URL asks for the bearer, and leads to the object store", async () => {
    await using world = await scene()
    const state = stateWith(1)
    const { id } = world.hcp.seedState(state)
    const url = (await world.api.get(`/state-versions/${id}`)).data.attributes['hosted-state-download-url'] as string
    expect(url).toBe(`${world.hcp.address}/api/state-versions/${id}/hosted_state`)
    expect((await fetch(url)).status).toBe(401)
    const redirect = await fetch(url, { headers: { authorization: `Bearer ${world.hcp.token}` }, redirect: 'manual' })
    expect(redirect.status).toBe(302)
    expect(await (await fetch(redirect.headers.get('location') ?? '')).text()).toBe(state)
  })

  test("Terraform Enterprise's is the object store's own", async () => {
    await using world = await scene({ product: 'enterprise' })
    const { id } = world.hcp.seedState(stateWith(1))
    const url = (await world.api.get(`/state-versions/${id}`)).data.attributes['hosted-state-download-url'] as string
    expect(url).toMatch(new RegExp(`^${world.hcp.address}/_archivist/v1/state/`))
    expect(await (await fetch(url)).text()).toBe(stateWith(1))
  })

  test('an object store of another origin, which refuses bearers', async () => {
    await using world = await scene({ separateArchivist: true, strictArchivist: true })
    const { id } = world.hcp.seedState(stateWith(1))
    const url = (await world.api.get(`/state-versions/${id}`)).data.attributes['hosted-state-download-url'] as string
    const headers = { authorization: `Bearer ${world.hcp.token}` }
    const redirect = await fetch(url, { headers, redirect: 'manual' })
    const location = redirect.headers.get('location') ?? ''
    expect(new URL(location).origin).toBe(world.hcp.archivist)
    expect((await fetch(location, { headers })).status).toBe(400)
    // Node's fetch drops the bearer where the origin changes.
    expect((await fetch(url, { headers })).status).toBe(200)
  })
})

describe('backing data, on Terraform Enterprise', () => {
  test('soft deleted, restored, and deleted for good; never of the current one', async () => {
    await using world = await scene({ product: 'enterprise' })
    const { id } = world.hcp.seedState(stateWith(1))
    const now = world.hcp.seedState(stateWith(2))
    const act = (state: string, action: string) => world.api.post(`/state-versions/${state}/actions/${action}`)
    expect((await act(now.id, 'soft_delete_backing_data')).status).toBe(400)
    expect((await act(id, 'permanently_delete_backing_data')).status).toBe(400)
    const deleted = await act(id, 'soft_delete_backing_data')
    expect([deleted.status, deleted.data.attributes.status]).toEqual([200, 'backing_data_soft_deleted'])
    expect((await world.api.get(`/state-versions/${id}`)).status).toBe(404)
    expect((await act(id, 'restore_backing_data')).data.attributes.status).toBe('finalized')
    await act(id, 'soft_delete_backing_data')
    const gone = await act(id, 'permanently_delete_backing_data')
    expect(gone.data.attributes.status).toBe('backing_data_permanently_deleted')
    expect((await act(id, 'restore_backing_data')).status).toBe(400)
  })

  test('not on HCP Terraform', async () => {
    await using world = await scene()
    const { id } = world.hcp.seedState(stateWith(1))
    const version = await world.upload()
    for (const action of ['soft_delete_backing_data', 'restore_backing_data', 'permanently_delete_backing_data'])
      for (const path of [`/state-versions/${id}`, `/configuration-versions/${version.id}`])
        expect((await world.api.post(`${path}/actions/${action}`)).status).toBe(404)
  })

  test('no rollback to what is deleted', async () => {
    await using world = await locked({ product: 'enterprise' })
    const { id } = world.hcp.seedState(stateWith(1))
    world.hcp.seedState(stateWith(2))
    await world.api.post(`/state-versions/${id}/actions/soft_delete_backing_data`)
    const relationships = { 'rollback-state-version': { data: { type: 'state-versions', id } } }
    const answer = await world.api.patch(`/workspaces/${world.workspaceId}/state-versions`, {
      data: { type: 'state-versions', relationships }
    })
    expect(answer.status).toBe(409)
  })
})

test('a rollback goes on counting, inside the state too', async () => {
  await using world = await locked()
  const first = world.hcp.seedState(stateWith(3))
  world.hcp.seedState(stateWith(9))
  const relationships = { 'rollback-state-version': { data: { type: 'state-versions', id: first.id } } }
  const { data } = await world.api.patch(`/workspaces/${world.workspaceId}/state-versions`, {
    data: { type: 'state-versions', relationships }
  })
  expect(data.attributes.serial).toBe(10)
  const text = await (await download(world, data.attributes['hosted-state-download-url'] as string)).text()
  expect(JSON.parse(text)).toMatchObject({ serial: 10, lineage: 'one' })
})

async function locked(options = {}): Promise<Scene> {
  const world = await scene(options)
  await world.api.post(`/workspaces/${world.workspaceId}/actions/lock`)
  return world
}

function stateWith(serial: number, more: object = {}): string {
  return JSON.stringify({ ...EMPTY, serial, lineage: 'one', ...more })
}

async function create({ api, workspaceId }: Scene, state: string, more: object = {}): Promise<Answer> {
  const { serial, lineage } = JSON.parse(state) as { serial: number; lineage: string }
  const md5 = createHash('md5').update(state).digest('hex')
  const attributes = { serial, lineage, md5, state: Buffer.from(state).toString('base64'), ...more }
  return api.post(`/workspaces/${workspaceId}/state-versions`, { data: { type: 'state-versions', attributes } })
}

function current({ api, workspaceId }: Scene): Promise<Answer> {
  return api.get(`/workspaces/${workspaceId}/current-state-version`)
}

function download({ hcp }: Scene, url: string): Promise<Response> {
  return fetch(url, { headers: { authorization: `Bearer ${hcp.token}` } })
}
