import { describe, expect, test } from '@jest/globals'
import type { ServiceFault } from '../src/index.ts'
import { archiveOf } from './archives.ts'
import { document, type Item } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'

/** What clients of the real service ran into. Each fault here is one of them, and what is seen of it. */

const archive = archiveOf({ 'main.tf': '' })

describe('configurations', () => {
  test('stay pending for some reads after the upload, and no run is created of them so long', async () => {
    await using world = await faulty({ name: 'configuration-version-pending', times: 2 })
    const { id } = await world.upload()
    const status = async () => (await world.api.get(`/configuration-versions/${id}`)).data.attributes.status
    expect(await status()).toBe('pending')
    await expect(world.run({}, { id } as Item)).rejects.toThrow(/still being processed/)
    expect([await status(), await status()]).toEqual(['pending', 'uploaded'])
    await world.run({}, { id } as Item)
  })

  test("can't be processed", async () => {
    await using world = await faulty({ name: 'configuration-version-errored', message: 'too strange' })
    const { id } = await world.upload()
    const { data } = await world.api.get(`/configuration-versions/${id}`)
    expect(data.attributes).toMatchObject({ status: 'errored', 'error-message': 'too strange' })
  })

  test('are still processed when a run is created, although they say uploaded', async () => {
    await using world = await faulty({ name: 'configuration-version-processing' })
    const version = await world.upload()
    await expect(world.run({}, version)).rejects.toThrow(/422.*Configuration version is still being processed/)
    await world.run({}, version)
  })

  test('have an upload URL that expired', async () => {
    await using world = await faulty({ name: 'upload-url-expired' })
    const { url } = await uploadUrl(world)
    expect(await put(url, archive)).toBe(404)
  })

  test('are refused by a store that takes no bearer', async () => {
    await using world = await faulty({ name: 'strict-archivist' })
    const { url } = await uploadUrl(world)
    expect(await put(url, archive, { authorization: `Bearer ${world.hcp.token}` })).toBe(400)
    expect(await put(url, archive)).toBe(200)
    expect(
      world.hcp.journal.entries.map(({ path, headers }) => [path.includes('_archivist'), headers.authorization])
    ).toEqual([
      [false, 'Bearer'],
      [true, 'Bearer'],
      [true, undefined]
    ])
  })
})

describe('answers from in front of the service', () => {
  test.each([
    [{ name: 'rate-limited' }, 429, { 'x-ratelimit-reset': '0.3', 'x-ratelimit-limit': '30' }, /"status":429/],
    [{ name: 'rate-limited', reset: 2, headers: false }, 429, { 'x-ratelimit-reset': null }, /Too many requests/],
    [{ name: 'bad-gateway' }, 502, { 'content-type': 'text/html' }, /<html>/],
    [{ name: 'unsupported-media-type', on: 'GET /organizations/:name' }, 415, {}, /^$/]
  ] as const)('%j', async (fault, status, headers, body) => {
    await using world = await faulty(fault)
    const answer = await world.api.get('/organizations/demo')
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(body)
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value)
    expect((await world.api.get('/organizations/demo')).status).toBe(200)
  })
})

describe('outputs', () => {
  test('are unavailable at first', async () => {
    await using world = await faulty({ name: 'outputs-processing', times: 2 })
    world.hcp.seedState({ a: { value: 1 } })
    const path = `/workspaces/${world.workspaceId}/current-state-version-outputs`
    const answers = [await world.api.get(path), await world.api.get(path), await world.api.get(path)]
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 200])
    expect(answers[0]?.errors[0]?.title).toBe('service unavailable')
  })

  test('are an empty list as long as resources are not processed', async () => {
    await using world = await faulty({ name: 'resources-unprocessed', times: 2 })
    const { id } = world.hcp.seedState({ a: { value: 1 } })
    const read = async () => (await world.api.get(`/state-versions/${id}`)).data
    expect((await read()).attributes['resources-processed']).toBe(false)
    expect((await world.api.get(`/state-versions/${id}/outputs`)).list).toEqual([])
    expect((await read()).attributes['resources-processed']).toBe(true)
    expect((await world.api.get(`/state-versions/${id}/outputs`)).list).toHaveLength(1)
  })

  test('come with sensitive values, as they did before November 2026', async () => {
    await using world = await faulty({ name: 'plaintext-sensitive-values' })
    const { id } = world.hcp.seedState({ a: { value: 's3cr3t', sensitive: true } })
    const { list } = await world.api.get(`/state-versions/${id}/outputs`)
    expect(list.map(({ attributes }) => attributes.value)).toEqual(['s3cr3t'])
  })

  test('come without a word on pages', async () => {
    await using world = await faulty({ name: 'lists-without-meta' })
    const { id } = world.hcp.seedState(
      Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`o${at}`, { value: at }]))
    )
    const { list, meta, links } = await world.api.get(`/state-versions/${id}/outputs`)
    expect([list.length, meta, links]).toEqual([20, undefined, {}])
  })
})

describe('runs', () => {
  test('stay pending because the workspace is locked', async () => {
    await using world = await faulty({ name: 'workspace-locked', reason: 'Maintenance' })
    const run = await world.run()
    const { data } = await world.api.get(`/workspaces/${world.workspaceId}`)
    expect(data.attributes).toMatchObject({ locked: true, 'locked-reason': 'Maintenance' })
    expect((await world.read(run)).data.attributes.status).toBe('pending')
    await world.api.post(`/workspaces/${world.workspaceId}/actions/force-unlock`)
    await world.hcp.until('planned')
  })

  test.each([
    [{ name: 'policy', result: 'advisory-failed' }, 'policy_checked'],
    [{ name: 'policy', result: 'soft-failed' }, 'policy_override'],
    [{ name: 'policy', result: 'hard-failed' }, 'errored'],
    [{ name: 'policy-set', result: 'advisory-failed' }, 'post_plan_completed'],
    [{ name: 'policy-set', result: 'mandatory-failed' }, 'post_plan_awaiting_decision']
  ] as const)('%j leaves them %s', async (fault, status) => {
    await using world = await faulty(fault)
    const run = await world.run()
    await world.hcp.until(status)
    expect((await world.read(run)).data.attributes.status).toBe(status)
  })

  test('can be confirmed only some reads after they were planned', async () => {
    await using world = await faulty({ name: 'confirmable-late', times: 2 })
    const run = await world.run()
    await world.hcp.until(({ runs }) => runs.get(run.id)?.awaiting === 'confirmation')
    const confirmable = []
    for (let read = 0; read < 3; read += 1) {
      const { attributes } = (await world.read(run)).data
      confirmable.push([attributes.status, (attributes.actions as Record<string, boolean>)['is-confirmable']])
    }
    expect(confirmable).toEqual([
      ['planned', false],
      ['planned', false],
      ['planned', true]
    ])
  })

  test.each([
    [undefined, 'applied'],
    ['discarded', 'discarded']
  ] as const)('are %s by somebody else a moment before', async (by, end) => {
    await using world = await faulty({ name: 'apply-taken', ...(by === undefined ? {} : { by }) })
    const run = await world.run()
    await world.hcp.until(({ runs }) => runs.get(run.id)?.awaiting === 'confirmation')
    expect((await world.api.post(`/runs/${run.id}/actions/apply`)).status).toBe(409)
    await world.hcp.until(end)
  })

  test('have a status that no one knows', async () => {
    await using world = await faulty({ name: 'unknown-status', status: 'daydreaming', times: 2 })
    const run = await world.run()
    await world.hcp.until('planned')
    const statuses = []
    for (let read = 0; read < 3; read += 1) statuses.push((await world.read(run)).data.attributes.status)
    expect(statuses).toEqual(['daydreaming', 'daydreaming', 'planned'])
  })

  test("have their plan's JSON only later", async () => {
    await using world = await faulty({ name: 'plan-json-late', times: 2 })
    world.hcp.script({ plan: { json: {} } })
    const run = await world.run()
    await world.hcp.until('planned')
    const path = `/runs/${run.id}/plan/json-output`
    const answers = [await world.api.get(path), await world.api.get(path), await world.api.get(path)]
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 307])
  })

  test('were created twice, and the journal shows it', async () => {
    await using world = await scene()
    const { id } = await world.upload()
    const body = document(
      'runs',
      { message: 'once' },
      { workspace: ['workspaces', world.workspaceId], 'configuration-version': ['configuration-versions', id] }
    )
    world.hcp.faults.set({ on: 'POST /runs', when: 'after', do: { kind: 'reset' } })
    await expect(world.api.post('/runs', body)).rejects.toThrow()
    expect(world.hcp.journal.duplicates('POST /runs')).toEqual([])
    await world.api.post('/runs', body)
    expect(world.hcp.world.runs.size).toBe(2)
    const duplicates = world.hcp.journal.duplicates('POST /runs')
    expect(duplicates.map(group => group.map(({ status, fault }) => [status, fault]))).toEqual([
      [
        [undefined, 'reset after'],
        [201, undefined]
      ]
    ])
  })
})

describe('logs', () => {
  const log = 'Grüße 👋\n{"@level":"info","@message":"Plan"}\n'

  test('come byte by byte, characters split', async () => {
    await using world = await faulty({ name: 'log-chunks', bytes: 1 })
    const url = await logOf(world, log)
    const bytes: number[] = []
    for (let more = true; more;) {
      const chunk = Buffer.from(await (await fetch(`${url}?limit=65536&offset=${bytes.length}`)).arrayBuffer())
      expect(chunk.length).toBeLessThanOrEqual(1)
      bytes.push(...chunk)
      more = chunk.length > 0
    }
    expect(Buffer.from(bytes).toString()).toBe(`\x02${log}\x03`)
  })

  test.each([
    [{ name: 'log-without-start' }, `${log}\x03`],
    [{ name: 'log-without-end' }, `\x02${log}`]
  ] as const)('%j', async (fault, expected) => {
    await using world = await faulty(fault)
    expect(await (await fetch(await logOf(world, log))).text()).toBe(expected)
  })
})

test('an unlock has to wait for the newest state', async () => {
  await using world = await faulty({ name: 'unlock-pending' })
  const act = (action: string) => world.api.post(`/workspaces/${world.workspaceId}/actions/${action}`)
  await act('lock')
  const refused = await act('unlock')
  expect([refused.status, refused.errors[0]?.detail]).toEqual([
    400,
    expect.stringMatching(/latest state version is still pending/)
  ])
  expect((await act('unlock')).status).toBe(200)
})

describe('for a client in another process', () => {
  test('faults are set, listed and cleared over HTTP, and the journal is read there', async () => {
    await using world = await scene()
    const dev = async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${world.hcp.address}/_dev/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
      const text = await response.text()
      return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as unknown }
    }
    const faults = [{ name: 'bad-gateway' }, { on: 'POST /runs', nth: 2, when: 'after', do: { kind: 'reset' } }]
    expect((await dev('POST', 'faults', faults)).status).toBe(201)
    expect((await world.api.get('/organizations/demo')).status).toBe(502)
    expect((await dev('GET', 'faults')).body).toEqual({
      faults: [
        { fault: faults[0], hits: 1 },
        { fault: faults[1], hits: 0 }
      ]
    })
    expect((await dev('DELETE', 'faults')).status).toBe(204)
    expect((await dev('GET', 'faults')).body).toEqual({ faults: [] })
    for (const nonsense of [{ name: 'gremlins' }, { on: 'POST /runs' }, 'all']) {
      const { status, body } = await dev('POST', 'faults', nonsense)
      expect([status, body]).toEqual([
        400,
        { errors: [expect.objectContaining({ detail: expect.stringMatching(/no such fault/) })] }
      ])
    }
    const { body } = await dev('GET', 'journal')
    expect(body).toMatchObject({
      dropped: 0,
      entries: [{ method: 'GET', path: '/api/v2/organizations/demo', status: 502, fault: 'answer before' }]
    })
    expect((await dev('DELETE', 'journal')).status).toBe(204)
    expect(world.hcp.journal.entries).toEqual([])
  })

  test('scripts are given, and held runs released', async () => {
    await using world = await scene()
    const post = (path: string, body?: unknown) =>
      fetch(`${world.hcp.address}/_dev/${path}`, {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      })
    await post('scripts', { plan: { additions: 7, log: ['Hello\n', { hold: true }] } })
    const run = await world.run()
    await world.hcp.until(({ runs }) => runs.get(run.id)?.plan.log.text.includes('Hello'))
    expect((await post(`runs/${run.id}/release`)).status).toBe(204)
    expect((await world.hcp.until('planned')).plan.counts?.additions).toBe(7)
  })
})

async function faulty(fault: ServiceFault): Promise<Scene> {
  const world = await scene()
  world.hcp.faults.set(fault)
  return world
}

async function logOf(world: Scene, log: string): Promise<string> {
  world.hcp.script({ plan: { log } })
  const run = await world.run()
  await world.hcp.until('planned')
  return (await world.api.get(`/runs/${run.id}/plan`)).data.attributes['log-read-url'] as string
}
