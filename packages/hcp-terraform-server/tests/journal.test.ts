import { expect, test } from '@jest/globals'
import { Journal, route, type Entry } from '../src/journal.ts'
import { document } from './client.ts'
import { scene } from './scene.ts'

test('keeps every request: what it was, what came of it, and no token', async () => {
  await using world = await scene()
  await world.run({ message: 'Hello' })
  await world.hcp.until('planned')
  await world.api.get('/organizations/demo/runs?page[size]=5&filter[status]=planned')
  await world.as('wrong').get('/organizations/demo')
  expect(world.hcp.journal.lines).toEqual([
    'POST /workspaces/:id/configuration-versions',
    'PUT /_archivist/v1/configuration/:secret',
    'POST /runs',
    'GET /organizations/demo/runs',
    'GET /organizations/demo'
  ])
  expect(world.hcp.journal.writes).toEqual(world.hcp.journal.lines.slice(0, 3))
  const [, put, post, list, refused] = [...world.hcp.journal]
  expect(put?.headers).not.toHaveProperty('authorization')
  expect(post).toMatchObject({
    status: 201,
    headers: { authorization: 'Bearer' },
    body: { data: { attributes: { message: 'Hello' } } }
  })
  expect(list?.query).toEqual({ 'page[size]': '5', 'filter[status]': 'planned' })
  expect(refused?.status).toBe(401)
  const text = JSON.stringify(world.hcp.journal.entries)
  expect(text).not.toContain(world.hcp.token)
  expect(text).not.toContain('wrong')
})

test('bodies keep the digits of their numbers', async () => {
  await using world = await scene()
  await world.api.post('/runs', '{"data":{"type":"runs","attributes":{"x":12345678901234567890}}}')
  expect(JSON.stringify(world.hcp.journal.entries[0]?.body)).toContain('12345678901234567890')
})

test('what was sent but is not JSON is kept as text', async () => {
  await using world = await scene()
  await world.api.post('/runs', '{"data":')
  expect(world.hcp.journal.entries[0]).toMatchObject({ status: 400, body: '{"data":' })
})

test.each([
  ['/api/v2/runs/run-CZcmD7eagjhyX1vN/actions/apply', '/runs/:id/actions/apply'],
  ['/api/v2/workspaces/ws-CZcmD7eagjhyX1vN', '/workspaces/:id'],
  [
    '/api/v2/organizations/run-down/workspaces/my-workspace-of-16',
    '/organizations/run-down/workspaces/my-workspace-of-16'
  ],
  ['/_archivist/v1/log/abcdef', '/_archivist/v1/log/:secret'],
  ['/api/state-versions/sv-CZcmD7eagjhyX1vN/hosted_state', '/api/state-versions/:id/hosted_state'],
  ['/.well-known/terraform.json', '/.well-known/terraform.json']
])('%s is %s', (path, expected) => {
  expect(route(path)).toBe(expected)
})

test('forgets the oldest, and says how many', () => {
  const journal = new Journal()
  const entry = (at: string): Entry => ({
    method: 'GET',
    path: '/',
    query: {},
    headers: {},
    body: undefined,
    status: 200,
    fault: undefined,
    at
  })
  for (let at = 0; at < 50_001; at += 1) journal.add(entry(String(at)))
  expect(journal.dropped + journal.entries.length).toBe(50_001)
  expect(journal.entries[0]?.at).toBe(String(journal.dropped))
})

test('a client that sends the same twice on purpose is distinguished by its body', async () => {
  await using world = await scene()
  const create = (name: string) => world.api.post('/organizations/demo/projects', document('projects', { name }))
  for (const name of ['Alpha', 'Alpha', 'Beta']) await create(name)
  const duplicates = world.hcp.journal.duplicates('POST /organizations/demo/projects')
  expect(duplicates.map(group => group.map(({ status }) => status))).toEqual([[201, 422]])
})
