import { describe, expect, jest, test } from '@jest/globals'
import type { Permissions } from '../src/resources.ts'
import { document } from './client.ts'
import { scene, type Scene } from './scene.ts'

describe('headers', () => {
  test.each([
    ['hcp', { 'tfp-api-version': '2.6', 'tfp-appname': 'HCP Terraform', 'x-tfe-version': null }],
    ['enterprise', { 'tfp-api-version': '2.6', 'tfp-appname': 'Terraform Enterprise', 'x-tfe-version': 'v202507-1' }]
  ] as const)('say which product it is: %s', async (product, expected) => {
    await using world = await scene({ product })
    const answers = [await world.as('stranger').get('/ping'), await world.api.get('/organizations/demo')]
    expect(answers.map(({ status }) => status)).toEqual([204, 200])
    for (const { headers } of answers)
      for (const [name, value] of Object.entries(expected)) expect([name, headers.get(name)]).toEqual([name, value])
    expect(answers[1]?.headers.get('content-type')).toBe('application/vnd.api+json')
    expect(answers[1]?.headers.get('x-ratelimit-limit')).toBeNull()
  })

  test('a write without the right content type is refused, also an empty one', async () => {
    await using world = await scene()
    for (const type of ['application/json', 'text/plain'])
      for (const path of ['/runs', `/workspaces/${world.workspaceId}/actions/lock`])
        expect((await world.api.send('POST', path, '{}', { 'content-type': type })).status).toBe(415)
    const response = await fetch(`${world.hcp.address}/api/v2/workspaces/${world.workspaceId}/actions/lock`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.hcp.token}` }
    })
    expect(response.status).toBe(415)
  })

  test('discovery, by whoever asks', async () => {
    await using world = await scene()
    const response = await fetch(`${world.hcp.address}/.well-known/terraform.json`)
    expect(await response.json()).toMatchObject({ 'tfe.v2': '/api/v2/' })
  })

  test('absolute URLs lie under the address that the client used', async () => {
    await using world = await scene()
    const port = new URL(world.hcp.address).port
    const response = await fetch(`http://localhost:${port}/api/v2/organizations/demo/workspaces`, {
      headers: { authorization: `Bearer ${world.hcp.token}` }
    })
    expect(((await response.json()) as { links: { self: string } }).links.self).toMatch(
      `http://localhost:${port}/api/v2/`
    )
  })
})

describe('errors', () => {
  test('401 for no token and a wrong one, whatever is asked for', async () => {
    await using world = await scene()
    for (const token of ['wrong', '']) {
      const { status, errors } = await world.as(token).get('/organizations/demo')
      expect([status, errors]).toEqual([401, [{ status: '401', title: 'unauthorized' }]])
    }
  })

  test("404 for what isn't there, a route included", async () => {
    await using world = await scene()
    for (const path of ['/runs/run-none', '/workspaces/ws-none', '/organizations/none', '/nonsense', '/../secret'])
      expect((await world.api.get(path)).errors).toEqual([{ status: '404', title: 'not found' }])
  })

  test("400 for what isn't JSON or a page", async () => {
    await using world = await scene()
    expect((await world.api.post('/runs', '{"data"')).status).toBe(400)
    expect((await world.api.get('/organizations/demo/workspaces?page[size]=many')).status).toBe(400)
  })
})

describe('rate limits', () => {
  test('30 a second for a user, whatever the token', async () => {
    // All of the requests are of one second, however slow the machine is.
    using clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now())
    await using world = await scene({ rateLimit: true })
    const answers = await Promise.all(Array.from({ length: 40 }, () => world.api.get('/organizations/demo')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(clock).toHaveBeenCalled()
    expect(refused).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30)
    for (const { errors, headers } of refused) {
      expect(errors[0]?.title).toBe('Too many requests')
      expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual(['30', '0'])
      expect(Number(headers.get('x-ratelimit-reset'))).toBeLessThanOrEqual(1)
    }
    const other = world.as(world.hcp.addToken('user', 'other'))
    expect((await other.get('/organizations/demo')).status).toBe(200)
  })

  test('30 a minute on run lists', async () => {
    await using world = await scene({ rateLimit: true })
    const other = world.as(world.hcp.addToken('user', 'poller'))
    const answers = await Promise.all(Array.from({ length: 31 }, () => other.get('/organizations/demo/runs')))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(1)
    expect(Number(refused[0]?.headers.get('x-ratelimit-reset'))).toBeGreaterThan(1)
  })
})

describe("what a token may not do isn't there", () => {
  const denied: readonly [keyof Permissions, (world: Scene) => readonly [string, string, unknown?][]][] = [
    [
      'can-read-settings',
      ({ workspaceId }) => [
        ['GET', `/workspaces/${workspaceId}`],
        ['GET', '/organizations/demo/workspaces/demo']
      ]
    ],
    [
      'can-queue-run',
      ({ workspaceId }) => [
        ['POST', `/workspaces/${workspaceId}/configuration-versions`, document('configuration-versions')],
        ['POST', '/runs', document('runs', {}, { workspace: ['workspaces', workspaceId] })]
      ]
    ],
    ['can-update', ({ workspaceId }) => [['PATCH', `/workspaces/${workspaceId}`, document('workspaces')]]],
    ['can-destroy', ({ workspaceId }) => [['DELETE', `/workspaces/${workspaceId}`]]],
    ['can-lock', ({ workspaceId }) => [['POST', `/workspaces/${workspaceId}/actions/lock`]]],
    ['can-read-run', ({ workspaceId }) => [['GET', `/workspaces/${workspaceId}/configuration-versions`]]],
    ['can-read-state-versions', ({ workspaceId }) => [['GET', `/workspaces/${workspaceId}/current-state-version`]]],
    [
      'can-read-state-outputs',
      ({ workspaceId }) => [['GET', `/workspaces/${workspaceId}/current-state-version-outputs`]]
    ],
    [
      'can-create-state-versions',
      ({ workspaceId }) => [
        ['POST', `/workspaces/${workspaceId}/state-versions`, document('state-versions')],
        ['PATCH', `/workspaces/${workspaceId}/state-versions`, document('state-versions')]
      ]
    ]
  ]
  test.each(denied)('%s', async (permission, requests) => {
    await using world = await scene()
    world.hcp.seedState({ a: { value: 1 } })
    const user = world.as(world.hcp.addToken('user', 'limited', { [permission]: false }))
    for (const [method, path, body] of requests(world)) {
      expect([path, (await user.send(method, path, body)).status]).toEqual([path, 404])
      expect([path, (await world.api.send(method, path, body)).status]).not.toEqual([path, 404])
    }
    const shown = await world.api.get('/organizations/demo/workspaces')
    expect(shown.status).toBe(200)
  })

  test('runs that it may not apply are shown so, and stay', async () => {
    await using world = await scene()
    const run = await world.run()
    await world.hcp.until('planned')
    const planner = world.as(world.hcp.addToken('user', 'planner', { 'can-queue-apply': false }))
    const { data } = await planner.get(`/runs/${run.id}`)
    expect(data.attributes.permissions).toMatchObject({
      'can-apply': false,
      'can-discard': false,
      'can-comment': true
    })
    for (const action of ['apply', 'discard', 'cancel'])
      expect((await planner.post(`/runs/${run.id}/actions/${action}`)).status).toBe(404)
  })

  test('an organization token manages, and neither runs nor uploads', async () => {
    await using world = await scene()
    const run = await world.run()
    await world.hcp.until('planned')
    const organization = world.as(world.hcp.addToken('organization', 'demo'))
    expect((await organization.get(`/workspaces/${world.workspaceId}`)).data.attributes.permissions).toMatchObject({
      'can-queue-run': false,
      'can-update': true
    })
    const refused: readonly [string, unknown?][] = [
      [`/workspaces/${world.workspaceId}/configuration-versions`, document('configuration-versions')],
      [`/workspaces/${world.workspaceId}/state-versions`, document('state-versions')],
      ['/runs', document('runs', {}, { workspace: ['workspaces', world.workspaceId] })],
      ...['apply', 'discard', 'cancel', 'force-cancel'].map((action): [string] => [`/runs/${run.id}/actions/${action}`])
    ]
    for (const [path, body] of refused)
      expect([path, (await organization.post(path, body)).status]).toEqual([path, 404])
    expect(
      (await organization.post('/organizations/demo/workspaces', document('workspaces', { name: 'new' }))).status
    ).toBe(201)
  })

  test('a workspace takes permissions from everybody', async () => {
    await using world = await scene()
    world.hcp.createWorkspace('restricted', { permissions: { 'can-queue-run': false } })
    const { data } = await world.api.get('/organizations/demo/workspaces/restricted')
    expect(data.attributes.permissions).toMatchObject({ 'can-queue-run': false, 'can-read-settings': true })
  })
})
