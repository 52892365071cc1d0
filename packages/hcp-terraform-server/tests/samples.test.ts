import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { archiveOf } from './archives.ts'
import type { Answer, Item } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'

/**
 * Every sample request of the API's pages about configuration versions, state versions and their outputs, with the printed
 * payload; and of each printed response, what it has: https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null'
interface Shape {
  readonly type: string
  readonly attributes: Readonly<Record<string, Kind | readonly Kind[]>>
  readonly relationships?: Readonly<Record<string, readonly string[]>>
  readonly links: readonly string[]
}

const CONFIGURATION_VERSION: Shape = {
  type: 'configuration-versions',
  attributes: {
    error: 'null',
    'error-message': 'null',
    source: 'string',
    speculative: 'boolean',
    status: 'string',
    'status-timestamps': 'object',
    provisional: 'boolean'
  },
  relationships: { 'ingress-attributes': ['data', 'links'] },
  links: ['self', 'download']
}
const STATE_VERSION: Shape = {
  type: 'state-versions',
  attributes: {
    'vcs-commit-sha': 'null',
    'vcs-commit-url': 'null',
    'created-at': 'string',
    'hosted-state-download-url': 'string',
    serial: 'number'
  },
  relationships: { run: ['data'], 'created-by': ['data', 'links'], outputs: ['data'] },
  links: ['self']
}
const OUTPUT: Shape = {
  type: 'state-version-outputs',
  attributes: { name: 'string', sensitive: 'boolean', type: 'string', value: ['string', 'array', 'null'] },
  links: ['self']
}

describe('configuration versions', () => {
  let world: Scene
  const INGRESS = {
    branch: 'add-cool-stuff',
    'clone-url': 'https://github.com/example/foobar.git',
    'commit-message': 'Add something',
    'commit-sha': '1e1c1018d1bbc0b8517d072718e0d87c1a0eda95',
    'commit-url': 'https://github.com/example/foobar/commit/1e1c1018d1bbc0b8517d072718e0d87c1a0eda95',
    'compare-url': 'https://github.com/example/foobar/pull/163',
    identifier: 'example/foobar',
    'is-pull-request': true,
    'on-default-branch': false,
    'pull-request-number': 163,
    'pull-request-url': 'https://github.com/example/foobar/pull/163',
    'pull-request-title': 'Add something',
    'pull-request-body': 'All of it.',
    tag: null,
    'sender-username': 'somebody',
    'sender-avatar-url': 'https://avatars.githubusercontent.com/u/1?v=4',
    'sender-html-url': 'https://github.com/somebody'
  }
  const archive = archiveOf({ 'main.tf': '' })
  let fromVcs: string
  beforeAll(async () => {
    world = await scene()
    fromVcs = (await world.hcp.commit(archive, INGRESS, { source: 'gitlab' })).id
  })
  afterAll(() => world.hcp.close())

  test('list', async () => {
    const answer = await world.api.get(`/workspaces/${world.workspaceId}/configuration-versions`)
    expect(answer.status).toBe(200)
    expect(answer.list.length).toBeGreaterThan(0)
    for (const item of answer.list.filter(({ id }) => id === fromVcs)) holds(item, CONFIGURATION_VERSION)
  })

  test('show', async () => {
    const answer = await world.api.get(`/configuration-versions/${fromVcs}`)
    expect(answer.status).toBe(200)
    holds(answer.data, CONFIGURATION_VERSION)
    expect(answer.data.attributes).toMatchObject({ source: 'gitlab', speculative: false, status: 'uploaded' })
    expect(answer.data.links).toEqual({
      self: `/api/v2/configuration-versions/${fromVcs}`,
      download: `/api/v2/configuration-versions/${fromVcs}/download`
    })
  })

  test('show the commit', async () => {
    const { status, data } = await world.api.get(`/configuration-versions/${fromVcs}/ingress-attributes`)
    expect(status).toBe(200)
    expect(data).toMatchObject({
      id: expect.stringMatching(/^ia-\w{16}$/),
      type: 'ingress-attributes',
      attributes: INGRESS
    })
    expect(data.relationships['created-by']).toMatchObject({
      data: { type: 'users' },
      links: { related: `/api/v2/ingress-attributes/${data.id}/created-by` }
    })
    expect(data.links).toEqual({ self: `/api/v2/ingress-attributes/${data.id}` })
  })

  test.each(['ingress-attributes', 'ingress_attributes'])('show with include=%s', async include => {
    const { data, included } = await world.api.get(`/configuration-versions/${fromVcs}?include=${include}`)
    expect(included.map(({ id }) => id)).toEqual([data.relationships['ingress-attributes']?.data.id])
  })

  test('create, and upload @filename', async () => {
    const created = await world.api.post(`/workspaces/${world.workspaceId}/configuration-versions`, {
      data: { type: 'configuration-versions', attributes: { 'auto-queue-runs': true } }
    })
    expect(created.status).toBe(201)
    const attributes = {
      ...CONFIGURATION_VERSION.attributes,
      'auto-queue-runs': 'boolean',
      'upload-url': 'string'
    } as const
    holds(created.data, { ...CONFIGURATION_VERSION, attributes, links: ['self'] })
    expect(created.data.attributes).toMatchObject({ 'auto-queue-runs': true, source: 'tfe-api', status: 'pending' })
    expect(created.data.attributes['status-timestamps']).toEqual({})
    expect(created.data.relationships['ingress-attributes']?.data).toBeNull()

    const url = created.data.attributes['upload-url'] as string
    expect(await put(url, archive, { 'content-type': 'application/octet-stream' })).toBe(200)
    const { data } = await world.api.get(`/configuration-versions/${created.data.id}?include=run`)
    expect(data.attributes).toMatchObject({ status: 'uploaded' })
    expect(data.attributes).not.toHaveProperty('upload-url')
  })

  test('archive', async () => {
    const first = await world.upload({ provisional: true })
    const { status, text } = await world.api.post(`/configuration-versions/${first.id}/actions/archive`)
    expect([status, text]).toEqual([202, ''])
    const { data } = await world.api.get(`/configuration-versions/${first.id}`)
    expect([data.attributes.status, data.links]).toEqual([
      'archived',
      { self: `/api/v2/configuration-versions/${first.id}` }
    ])
  })

  test('download, of a version and of a run', async () => {
    const version = await uploadUrl(world)
    await put(version.url, archive)
    const run = await world.run({}, { id: version.id } as Item)
    for (const path of [
      `/configuration-versions/${version.id}/download`,
      `/runs/${run.id}/configuration-version/download`
    ]) {
      const answer = await world.api.get(path)
      expect(answer.status).toBe(302)
      const download = await fetch(answer.headers.get('location') ?? '')
      expect(Buffer.from(await download.arrayBuffer()).equals(archive)).toBe(true)
    }
  })

  test('soft delete, restore and delete for good, on Terraform Enterprise', async () => {
    await using enterprise = await scene({ product: 'enterprise' })
    const { id } = await enterprise.upload()
    await enterprise.upload()
    const act = (action: string, body?: unknown) =>
      enterprise.api.post(`/configuration-versions/${id}/actions/${action}`, body)
    const status = async () => (await enterprise.api.get(`/configuration-versions/${id}`)).status
    const answers = [
      await act('soft_delete_backing_data', { data: { attributes: { 'delete-older-than-n-days': 23 } } })
    ]
    expect(await status()).toBe(404)
    answers.push(await act('restore_backing_data'))
    expect(await status()).toBe(200)
    answers.push(await act('soft_delete_backing_data'), await act('permanently_delete_backing_data'))
    expect(await status()).toBe(404)
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array.from({ length: 4 }, () => [200, '']))
  })
})

describe('state versions', () => {
  let world: Scene
  let runId: string
  beforeAll(async () => {
    world = await scene()
    const outputs = { flavor: { value: 'Peanut Butter' }, recipe: { value: 'secret', sensitive: true } }
    world.hcp.script({ apply: { outputs } })
    const run = await world.run({ 'auto-apply': true })
    await world.hcp.until(({ runs }) => runs.get(run.id)?.status === 'applied')
    runId = run.id
  })
  afterAll(() => world.hcp.close())

  test('list', async () => {
    const query = new URLSearchParams({ 'filter[workspace][name]': 'demo', 'filter[organization][name]': 'demo' })
    const answer = await world.api.get(`/state-versions?${query}`)
    expect(answer.status).toBe(200)
    expect(answer.list).toHaveLength(1)
    for (const item of answer.list) holds(item, STATE_VERSION)
    isOnlyPage(answer, '/api/v2/state-versions', 1)
    expect(answer.links.self).toBe(
      `${world.hcp.address}/api/v2/state-versions?filter%5Borganization%5D%5Bname%5D=demo&filter%5Bworkspace%5D%5Bname%5D=demo` +
        '&page%5Bnumber%5D=1&page%5Bsize%5D=20'
    )
  })

  test('the current one, and the same by its id', async () => {
    const current = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version`)
    const shown = await world.api.get(`/state-versions/${current.data.id}`)
    for (const { status, data } of [current, shown]) {
      expect(status).toBe(200)
      holds(data, STATE_VERSION)
    }
    expect(shown.data).toEqual(current.data)
    expect(shown.data.relationships.run?.data.id).toBe(runId)
  })

  test('create, with the printed payload: "..." decodes to nothing, of which the printed MD5 is', async () => {
    await using other = await scene()
    await other.api.post(`/workspaces/${other.workspaceId}/actions/lock`, { reason: 'Locked by a sample' })
    const attributes = {
      serial: 1,
      md5: 'd41d8cd98f00b204e9800998ecf8427e',
      lineage: '871d1b4a-e579-fb7c-ffdb-f0c858a647a7',
      state: '...'
    }
    const relationships = { run: { data: { type: 'runs', id: runId } } }
    const payload = { data: { type: 'state-versions', attributes, relationships } }
    const { status, data } = await other.api.post(`/workspaces/${other.workspaceId}/state-versions`, payload)
    expect(status).toBe(201)
    holds(data, { type: 'state-versions', attributes: STATE_VERSION.attributes, links: ['self'] })
    expect(data.attributes).toMatchObject({ serial: 1, status: 'finalized', intermediate: true })
  })

  test('list outputs', async () => {
    const { data } = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version`)
    const answer = await world.api.get(`/state-versions/${data.id}/outputs`)
    expect(answer.status).toBe(200)
    expect(answer.list).toHaveLength(2)
    for (const item of answer.list) holds(item, OUTPUT)
    isOnlyPage(answer, `/api/v2/state-versions/${data.id}/outputs`, 2)
    expect(answer.meta?.pagination['page-size']).toBe(20)
  })

  test('show an output', async () => {
    const [flavor] = (await world.api.get(`/workspaces/${world.workspaceId}/current-state-version-outputs`)).list
    const { status, data } = await world.api.get(`/state-version-outputs/${flavor?.id ?? ''}`)
    expect(status).toBe(200)
    holds(data, OUTPUT)
    expect(data.attributes).toMatchObject({ name: 'flavor', sensitive: false, type: 'string', value: 'Peanut Butter' })
  })

  test('the current outputs: neither pages nor sensitive values', async () => {
    const answer = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version-outputs`)
    expect(answer.status).toBe(200)
    for (const item of answer.list) holds(item, OUTPUT)
    expect(answer.list.map(({ attributes: { name, value } }) => [name, value])).toEqual([
      ['flavor', 'Peanut Butter'],
      ['recipe', null]
    ])
    expect([answer.meta, answer.links]).toEqual([undefined, {}])
  })

  test('include=outputs', async () => {
    const { data, included } = await world.api.get(
      `/workspaces/${world.workspaceId}/current-state-version?include=outputs`
    )
    const linked = (data.relationships.outputs?.data ?? []) as unknown as readonly Item[]
    expect(included.map(({ id }) => id)).toEqual(linked.map(({ id }) => id))
  })
})

describe('what the Python client does with them', () => {
  test('upload creates, puts the state and its JSON, and reads again; download follows the URL', async () => {
    await using other = await scene()
    const state = JSON.stringify({
      version: 4,
      serial: 42,
      lineage: 'x',
      terraform_version: '1.11.4',
      outputs: {},
      resources: []
    })
    const md5 = createHash('md5').update(state).digest('hex')
    await other.api.post(`/workspaces/${other.workspaceId}/actions/lock`)
    const created = await other.api.post(`/workspaces/${other.workspaceId}/state-versions`, {
      data: { type: 'state-versions', attributes: { serial: 42, md5 } }
    })
    expect([created.status, created.data.attributes.status]).toEqual([201, 'pending'])
    const { 'hosted-state-upload-url': url, 'hosted-json-state-upload-url': jsonUrl } = created.data.attributes
    expect([await put(url as string, state), await put(jsonUrl as string, '{}')]).toEqual([200, 200])
    const { data } = await other.api.get(`/state-versions/${created.data.id}`)
    expect(data.attributes).toMatchObject({
      status: 'finalized',
      'hosted-state-upload-url': null,
      'hosted-json-state-upload-url': null
    })
    const download = await fetch(data.attributes['hosted-state-download-url'] as string, {
      headers: { authorization: `Bearer ${other.hcp.token}` }
    })
    expect(await download.text()).toBe(state)
  })

  test('rollback makes a new state version, and is a conflict without the lock', async () => {
    await using other = await scene()
    const first = other.hcp.seedState({ a: { value: 'first' } })
    other.hcp.seedState({ a: { value: 'second' } })
    const payload = {
      data: {
        type: 'state-versions',
        relationships: { 'rollback-state-version': { data: { type: 'state-versions', id: first.id } } }
      }
    }
    const path = `/workspaces/${other.workspaceId}/state-versions`
    expect((await other.api.patch(path, payload)).status).toBe(409)
    await other.api.post(`/workspaces/${other.workspaceId}/actions/lock`)
    const { status, data } = await other.api.patch(path, payload)
    expect(status).toBe(201)
    expect(data.relationships['rollback-state-version']?.data.id).toBe(first.id)
    const { list } = await other.api.get(`/workspaces/${other.workspaceId}/current-state-version-outputs`)
    expect(list.map(({ attributes }) => attributes.value)).toEqual(['first'])
  })
})

function holds(item: Item, { type, attributes, relationships = {}, links }: Shape): void {
  expect(item.type).toBe(type)
  expect(item.id).toMatch(/^[a-z]+-[1-9A-Za-z]{16}$/)
  for (const [name, kinds] of Object.entries(attributes))
    expect([name, [kinds].flat()]).toEqual([name, expect.arrayContaining([kindOf(item.attributes[name])])])
  for (const [name, members] of Object.entries(relationships))
    expect([name, Object.keys(item.relationships[name] ?? {}).toSorted()]).toEqual([name, members])
  expect(Object.keys(item.links)).toEqual(links)
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function isOnlyPage({ links, meta }: Answer, path: string, total: number): void {
  expect(links).toMatchObject({ prev: null, next: null })
  for (const name of ['self', 'first', 'last']) expect(new URL(links[name] ?? '').pathname).toBe(path)
  expect(meta?.pagination).toMatchObject({ 'current-page': 1, 'prev-page': null, 'next-page': null, 'total-pages': 1 })
  expect(meta?.pagination['total-count']).toBe(total)
}
