import { describe, expect, test } from '@jest/globals'
import type { RunScript } from '../src/index.ts'
import { scene, type Scene } from './scene.ts'

const PLAN = {
  format_version: '1.2',
  output_changes: {
    secret: { actions: ['create'], before: null, after: 's3cr3t', before_sensitive: false, after_sensitive: true }
  },
  resource_changes: [
    {
      address: 'terraform_data.a',
      change: {
        actions: ['update'],
        before: { id: 'x', input: { password: 'old', list: ['a', 'b'] } },
        after: { id: 'x', input: { password: 'new', list: ['a', 'c'] } },
        before_sensitive: { input: { password: true, list: [false, true] } },
        after_sensitive: { input: { password: true, list: [false, true] } }
      }
    }
  ]
}
const SCHEMAS = { format_version: '1.0', provider_schemas: { 'terraform.io/builtin/terraform': {} } }
const WITH_JSON: RunScript = { plan: { additions: 2, changes: 1, imports: 3, json: PLAN, schemas: SCHEMAS } }

describe('the JSON of a plan', () => {
  test('204 while it goes on, then a URL that lives a minute', async () => {
    await using world = await scene({ timings: { redirect: 300 } })
    world.hcp.script({ plan: { ...WITH_JSON.plan, log: [{ hold: true }] } })
    const run = await world.run()
    await world.hcp.until('planning')
    const plan = run.relationships.plan?.data.id ?? ''
    const paths = [`/plans/${plan}/json-output`, `/runs/${run.id}/plan/json-output`]
    for (const path of paths) {
      const { status, text } = await world.api.get(path)
      expect([status, text]).toEqual([204, ''])
    }
    world.hcp.release()
    await world.hcp.until('planned')
    for (const path of paths) expect(await followed(world, path)).toEqual(PLAN)
    expect(await followed(world, `/plans/${plan}/json-schema`)).toEqual(SCHEMAS)
    expect(await followed(world, `/runs/${run.id}/plan/json-schema`)).toEqual(SCHEMAS)
    expect((await world.api.get(`/plans/${plan}/sanitized-plan`)).status).toBe(404)

    const { headers } = await world.api.get(paths[0] ?? '')
    await new Promise(resolve => setTimeout(resolve, 320))
    expect((await fetch(headers.get('location') ?? '')).status).toBe(404)
  })

  test('redacted for those who may only read', async () => {
    await using world = await scene()
    const plan = await planned(world, WITH_JSON)
    const reader = world.as(world.hcp.addToken('user', 'reader', { 'can-update': false }))
    expect((await reader.get(`/plans/${plan}/json-output`)).status).toBe(404)
    const { headers, status } = await reader.get(`/plans/${plan}/json-output-redacted`)
    expect(status).toBe(307)
    const text = await (await fetch(headers.get('location') ?? '')).text()
    expect(text).not.toMatch(/s3cr3t|"old"|"new"|"b"|"c"/)
    expect(JSON.parse(text)).toMatchObject({
      plan_format_version: '1.2',
      provider_format_version: '1.0',
      provider_schemas: SCHEMAS.provider_schemas,
      resource_changes: [{ change: { before: { id: 'x' }, after: { input: { list: ['a', expect.anything()] } } } }]
    })
  })

  test('404 where there is none, and for organization tokens', async () => {
    await using world = await scene()
    expect((await world.api.get(`/plans/${await planned(world, {})}/json-output`)).status).toBe(404)
    await using other = await scene()
    const organization = other.as(other.hcp.addToken('organization', 'demo'))
    expect((await organization.get(`/plans/${await planned(other, WITH_JSON)}/json-output`)).status).toBe(404)
  })
})

test('counts are null until the phase is done', async () => {
  await using world = await scene()
  world.hcp.script({ plan: { ...WITH_JSON.plan, log: [{ hold: true }] }, apply: { additions: 2, destructions: 0 } })
  const run = await world.run({ 'auto-apply': true })
  await world.hcp.until('planning')
  const before = (await world.api.get(`/runs/${run.id}/plan`)).data.attributes
  expect(before).toMatchObject({
    status: 'running',
    'has-changes': false,
    'resource-additions': null,
    'resource-imports': null
  })
  world.hcp.release()
  await world.hcp.until('applied')
  const plan = await world.api.get(`/plans/${run.relationships.plan?.data.id ?? ''}`)
  expect(plan.data.attributes).toMatchObject({
    status: 'finished',
    'has-changes': true,
    'resource-additions': 2,
    'resource-changes': 1,
    'resource-destructions': 0,
    'resource-imports': 3,
    'structured-run-output-enabled': true,
    'execution-details': { mode: 'remote' }
  })
  const apply = await world.api.get(`/applies/${run.relationships.apply?.data.id ?? ''}`)
  expect(apply.data.attributes).toMatchObject({ status: 'finished', 'resource-additions': 2, 'resource-imports': 3 })
  const [state] = (apply.data.relationships['state-versions']?.data ?? []) as unknown as { id: string }[]
  expect((await world.api.get(`/state-versions/${state?.id ?? ''}`)).data.relationships.run?.data.id).toBe(run.id)
})

describe('the log', () => {
  test('bytes between STX and ETX, by offset and limit, while it grows', async () => {
    await using world = await scene()
    world.hcp.script({ plan: { log: ['Grüße ', { hold: true }, '👋\n'] } })
    const run = await world.run()
    await world.hcp.until(({ runs }) => (runs.get(run.id)?.plan.log.size ?? 0) > 1)
    const url = await logUrl(world, run.id)
    const read = async (query: string) => Buffer.from(await (await fetch(url + query)).arrayBuffer())
    const whole = Buffer.from('\x02Grüße 👋\n\x03')
    const half = whole.length - 6
    expect(await read('?limit=1000&offset=0')).toEqual(whole.subarray(0, half))
    expect(await read(`?limit=1000&offset=${half}`)).toEqual(Buffer.alloc(0))
    expect(await read('?limit=1000&offset=100000')).toEqual(Buffer.alloc(0))
    world.hcp.release()
    await world.hcp.until('planned')
    expect(await read('?limit=1000&offset=0')).toEqual(whole)
    expect(await read('?limit=2&offset=4')).toEqual(whole.subarray(4, 6))
    expect(await read('')).toEqual(whole)
  })

  test('of a phase that has not begun there is nothing, and no token is asked for', async () => {
    await using world = await scene()
    const run = await world.run()
    await world.hcp.until('planned')
    const { data } = await world.api.get(`/runs/${run.id}/apply`)
    const response = await fetch(`${data.attributes['log-read-url'] as string}?limit=10&offset=0`)
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

test('exports: made, downloaded, deleted', async () => {
  await using world = await scene()
  const plan = await planned(world, WITH_JSON)
  const relationships = { plan: { data: { type: 'plans', id: plan } } }
  const create = (dataType: string) =>
    world.api.post('/plan-exports', {
      data: { type: 'plan-exports', attributes: { 'data-type': dataType }, relationships }
    })
  expect((await create('something')).status).toBe(422)
  const { status, data } = await create('sentinel-mock-bundle-v0')
  expect([status, data.attributes.status]).toEqual([201, 'finished'])
  expect((await world.api.get(`/plan-exports/${data.id}/download`)).status).toBe(302)
  expect((await world.api.delete(`/plan-exports/${data.id}`)).status).toBe(204)
  expect((await world.api.get(`/plan-exports/${data.id}`)).status).toBe(404)
})

async function planned(world: Scene, script: RunScript): Promise<string> {
  world.hcp.script(script)
  const run = await world.run()
  await world.hcp.until('planned')
  return run.relationships.plan?.data.id ?? ''
}

async function followed({ api }: Scene, path: string): Promise<unknown> {
  const { status, headers } = await api.get(path)
  expect(status).toBe(307)
  return (await fetch(headers.get('location') ?? '')).json()
}

async function logUrl({ api }: Scene, run: string): Promise<string> {
  return (await api.get(`/runs/${run}/plan`)).data.attributes['log-read-url'] as string
}
