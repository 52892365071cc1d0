import { describe, expect, test } from '@jest/globals'
import type { Behaviour, WireFault } from '../src/index.ts'
import { archiveOf } from './archives.ts'
import { scene, uploadUrl, type Scene } from './scene.ts'

/** Faults of the connection: what a client sees of each, and whether the service did what was asked. */

interface Case {
  readonly do: Behaviour
  readonly seen: string | RegExp
}
const BEFORE: readonly Case[] = [
  { do: { kind: 'reset' }, seen: 'ECONNRESET' },
  { do: { kind: 'close' }, seen: 'UND_ERR_SOCKET' },
  { do: { kind: 'hang' }, seen: 'TimeoutError' },
  { do: { kind: 'answer', status: 503, body: 'later', headers: { 'retry-after': '1' } }, seen: '503 later' },
  { do: { kind: 'answer', status: 204 }, seen: '204 ' },
  { do: { kind: 'redirect' }, seen: '307 ' },
  { do: { kind: 'redirect', to: 'http://127.0.0.1:1/', status: 302 }, seen: '302 ' }
]

describe('a create that is never handled', () => {
  test.each(BEFORE)('$do', async ({ do: behaviour, seen }) => {
    await using world = await scene()
    world.hcp.faults.set({ on: 'POST /organizations/:name/projects', do: behaviour })
    expect(await create(world, patience(behaviour))).toBe(seen)
    expect(projects(world)).toBe(1)
    expect(await create(world)).toMatch(/^201 /)
  })

  test('by a server that does not even read it', async () => {
    await using world = await scene()
    world.hcp.faults.set({ on: 'POST /*', do: { kind: 'reset' }, read: false })
    expect(await create(world)).toBe('ECONNRESET')
    expect(projects(world)).toBe(1)
  })
})

describe('a create that is handled, and its answer suffers', () => {
  const after: readonly Case[] = [
    ...BEFORE.filter(({ do: { kind } }) => kind !== 'answer' && kind !== 'redirect'),
    { do: { kind: 'answer', status: 502, body: 'gone' }, seen: '502 gone' },
    { do: { kind: 'truncate' }, seen: 'UND_ERR_SOCKET' },
    { do: { kind: 'truncate', bytes: 0 }, seen: 'UND_ERR_SOCKET' },
    { do: { kind: 'drip', bytes: 200, every: 1 }, seen: /^201 .*"projects"/ },
    { do: { kind: 'delay', milliseconds: 5 }, seen: /^201 / }
  ]
  test.each(after)('$do', async ({ do: behaviour, seen }) => {
    await using world = await scene()
    world.hcp.faults.set({ on: 'POST /organizations/:name/projects', when: 'after', do: behaviour })
    const got = await create(world, patience(behaviour))
    if (typeof seen === 'string') expect(got).toBe(seen)
    else expect(got).toMatch(seen)
    expect(projects(world)).toBe(2)
  })
})

test('the connection is as good as new afterwards', async () => {
  await using world = await scene()
  for (const { do: behaviour } of BEFORE.filter(({ do: { kind } }) => kind !== 'hang')) {
    world.hcp.faults.set({ on: 'GET /organizations/demo', do: behaviour })
    await seenBy(world, '/organizations/demo')
    expect(await seenBy(world, '/organizations/demo')).toMatch(/^200 /)
  }
})

describe('which request it meets', () => {
  const statuses = async (world: Scene, count: number) => {
    const all = []
    for (let at = 0; at < count; at += 1) all.push((await world.api.get('/organizations/demo')).status)
    return all
  }
  const fault: WireFault = { on: 'GET /organizations/:name', do: { kind: 'answer', status: 500 } }

  test('the first, the k-th, several in a row', async () => {
    await using world = await scene()
    const cases: readonly [Partial<WireFault>, readonly number[]][] = [
      [{}, [500, 200, 200, 200]],
      [{ nth: 3 }, [200, 200, 500, 200]],
      [{ nth: 2, times: 2 }, [200, 500, 500, 200]]
    ]
    for (const [more, expected] of cases) {
      const set = world.hcp.faults.set({ ...fault, ...more })
      expect(await statuses(world, 4)).toEqual(expected)
      expect(set.hits).toBe(more.times ?? 1)
      set.clear()
    }
  })

  test('only those of its method and path', async () => {
    await using world = await scene()
    for (const on of [
      'POST /organizations/:name',
      'GET /organizations',
      'GET /organizations/other',
      'GET /organizations/:name/*'
    ])
      world.hcp.faults.set({ ...fault, on, times: 100 })
    expect(await statuses(world, 1)).toEqual([200])
    for (const on of ['* /organizations/demo', 'GET /organizations/*', '* /*', 'GET /api/v2/organizations/:name'])
      world.hcp.faults.set({ ...fault, on })
    expect(await statuses(world, 5)).toEqual([500, 200, 200, 200, 200])
  })

  test('an upload, in the middle of it', async () => {
    await using world = await scene()
    world.hcp.faults.set({ on: 'PUT /_archivist/v1/configuration/:secret', do: { kind: 'reset' }, read: false })
    world.hcp.faults.set({
      on: 'PUT /_archivist/v1/configuration/:secret',
      when: 'after',
      nth: 2,
      do: { kind: 'close' }
    })
    const { id, url } = await uploadUrl(world)
    const body = Uint8Array.from(archiveOf({ 'main.tf': '' }))
    const upload = async () => outcome(fetch(url, { method: 'PUT', body }))
    const status = async () => (await world.api.get(`/configuration-versions/${id}`)).data.attributes.status
    expect([await upload(), await status()]).toEqual(['ECONNRESET', 'pending'])
    expect([await upload(), await status()]).toEqual(['UND_ERR_SOCKET', 'uploaded'])
    expect(await upload()).toMatch(/^200 /)
  })
})

/** Milliseconds to wait for an answer: none comes of a request that hangs, and one comes at last of any other. */
const patience = ({ kind }: Behaviour): number => (kind === 'hang' ? 300 : 45_000)

function create({ hcp }: Scene, milliseconds = 45_000): Promise<string> {
  return outcome(
    fetch(`${hcp.address}/api/v2/organizations/demo/projects`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(milliseconds),
      headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
      body: JSON.stringify({
        data: { type: 'projects', attributes: { name: `Project ${crypto.randomUUID().slice(0, 8)}` } }
      })
    })
  )
}

function projects({ hcp }: Scene): number {
  return hcp.world.projects.size
}

function seenBy({ hcp }: Scene, path: string): Promise<string> {
  const headers = { authorization: `Bearer ${hcp.token}` }
  return outcome(fetch(`${hcp.address}/api/v2${path}`, { headers, redirect: 'manual' }))
}

/** `200 body`, or the name of what went wrong. */
async function outcome(request: Promise<Response>): Promise<string> {
  try {
    const response = await request
    return `${response.status} ${await response.text()}`
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    return cause?.code ?? name
  }
}
