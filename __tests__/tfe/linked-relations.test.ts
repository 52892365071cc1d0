import { expect, test } from '@jest/globals'
import { answering, client, json, type Answer } from './server.ts'

const related = (path: string) => ({ links: { related: path } })

/** A run that names nothing, and only links. `host` is before each link. */
const linking = (host = ''): Answer =>
  json(200, {
    data: {
      id: 'run-1',
      type: 'runs',
      attributes: { status: 'planned' },
      relationships: {
        workspace: related(`${host}/api/v2/workspaces/ws-1`),
        plan: related(`${host}/api/v2/runs/run-1/plan`),
        apply: { links: { related: { href: `${host}/api/v2/runs/run-1/apply` } } },
        'cost-estimate': { data: null, links: { related: `${host}/api/v2/runs/run-1/nothing` } },
        'policy-checks': related(`${host}/api/v2/runs/run-1/policy-checks`),
        'task-stages': related(`${host}/api/v2/runs/run-1/task-stages`)
      }
    }
  })

const resource = (type: string, id: string, attributes = {}) => ({ type, id, attributes })
const LINKED: Readonly<Record<string, unknown>> = {
  '/workspaces/ws-1': resource('workspaces', 'ws-1'),
  '/runs/run-1/plan': resource('plans', 'plan-1', { status: 'finished' }),
  '/plans/plan-1': resource('plans', 'plan-1', { status: 'finished' }),
  '/runs/run-1/apply': resource('applies', 'apply-1', { status: 'pending' }),
  '/applies/apply-1': resource('applies', 'apply-1', { status: 'pending' }),
  '/runs/run-1/policy-checks': [resource('policy-checks', 'polchk-1'), resource('policy-checks', 'polchk-2')]
}

const server = (run = linking()) =>
  answering((request, response) => {
    const path = new URL(request.url, 'http://x').pathname.replace('/api/v2', '')
    const data = LINKED[path]
    const answer = path === '/runs/run-1' ? run : data === undefined ? json(404, { errors: [] }) : json(200, { data })
    answer(request, response)
  })

test('what a relationship only links to is read where it leads', async () => {
  await using it = await server()
  const { runs } = client(it.origin)
  const run = await runs.read('run-1')
  expect(run).toMatchObject({
    workspaceId: 'ws-1',
    planId: 'plan-1',
    plan: { status: 'finished' },
    applyId: 'apply-1',
    costEstimateId: undefined,
    policyCheckIds: ['polchk-1', 'polchk-2'],
    taskStageIds: []
  })
  const asked = (path: string) => it.received.filter(({ url }) => url.startsWith(`/api/v2${path}`)).length
  await runs.read('run-1')
  // What is one resource mostly stays the same one.
  expect([asked('/runs/run-1/plan'), asked('/workspaces/ws-1'), asked('/runs/run-1/nothing')]).toEqual([1, 1, 0])
  await runs.read('run-1', { isAnew: true })
  expect([asked('/runs/run-1/plan'), asked('/workspaces/ws-1'), asked('/runs/run-1/nothing')]).toEqual([2, 2, 0])
})

test.each([
  ['another origin', (origin: string) => origin.replace('127.0.0.1', 'localhost')],
  ['another part of the server', (origin: string) => `${origin}/elsewhere`],
  ['no address', () => 'https://[']
])('a link to %s is refused, and the token not sent there', async (_where, host) => {
  await using elsewhere = await answering(json(200, { data: null }))
  await using it = await server((request, response) =>
    linking(host(request.url === '' ? '' : elsewhere.origin))(request, response)
  )
  await expect(client(it.origin).runs.read('run-1')).rejects.toThrow('address outside of the API')
  expect(elsewhere.received).toEqual([])
})
