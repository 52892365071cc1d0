import { describe, expect, test } from '@jest/globals'
import { document } from './client.ts'
import { scene } from './scene.ts'

const WORKSPACES = '/organizations/demo/workspaces'

describe('workspaces', () => {
  test('created, found by name and by id, changed, deleted', async () => {
    await using world = await scene()
    const created = await world.api.post(WORKSPACES, {
      data: {
        type: 'workspaces',
        attributes: { name: 'networking', 'auto-apply': true, 'working-directory': 'env/prod' }
      }
    })
    expect(created.status).toBe(201)
    expect(created.data.attributes).toMatchObject({
      name: 'networking',
      'auto-apply': true,
      'working-directory': 'env/prod',
      'execution-mode': 'remote',
      operations: true,
      locked: false,
      'vcs-repo': null,
      'structured-run-output-enabled': true,
      permissions: { 'can-queue-run': true, 'can-queue-apply': true, 'can-lock': true, 'can-read-state-versions': true }
    })
    const byName = `${WORKSPACES}/networking`
    const byId = `/workspaces/${created.data.id}`
    for (const path of [byName, byId]) expect((await world.api.get(path)).data).toEqual(created.data)
    const changes = { 'execution-mode': 'local', 'terraform-version': '~> 1.11.0' }
    const patched = await world.api.patch(byId, document('workspaces', changes))
    expect(patched.data.attributes).toMatchObject({ ...changes, operations: false, 'auto-apply': true })
    expect((await world.api.patch(byName, document('workspaces', { name: 'renamed' }))).data.attributes.name).toBe(
      'renamed'
    )
    expect((await world.api.get(byName)).status).toBe(404)
    expect((await world.api.delete(byId)).status).toBe(204)
    expect((await world.api.get(byId)).status).toBe(404)
  })

  test.each([
    [{ attributes: {} }, /blank/],
    [{ attributes: { name: 'no spaces' } }, /name is not valid/],
    [{ attributes: { name: 'demo' } }, /taken/],
    [{ attributes: { name: 'x', 'auto-apply': 'yes' } }, /auto-apply/],
    [{ attributes: { name: 'x', 'execution-mode': 'elsewhere' } }, /execution-mode/],
    [
      { attributes: { name: 'x' }, relationships: { project: { data: { type: 'projects', id: 'prj-none' } } } },
      /Project/
    ],
    [{ type: 'runs', attributes: { name: 'x' } }, /data.type/]
  ])('not created from %j', async (data, detail) => {
    await using world = await scene()
    const { status, errors } = await world.api.post(WORKSPACES, { data: { type: 'workspaces', ...data } })
    expect([status, errors[0]?.detail]).toEqual([422, expect.stringMatching(detail)])
    expect((await world.api.get(WORKSPACES)).list).toHaveLength(1)
  })

  test('a deleted workspace takes its runs, configurations and states along', async () => {
    await using world = await scene()
    world.hcp.script({ plan: { log: [{ hold: true }] } })
    const run = await world.run()
    const state = world.hcp.seedState({ a: { value: 1 } })
    await world.hcp.until('planning')
    await world.api.delete(`/workspaces/${world.workspaceId}`)
    for (const path of [`/runs/${run.id}`, `/state-versions/${state.id}`])
      expect((await world.api.get(path)).status).toBe(404)
    expect([...world.hcp.world.plans.values(), ...world.hcp.world.outputs.values()]).toEqual([])
  })

  test('safely deleted only when it manages nothing', async () => {
    await using world = await scene()
    const resource = { mode: 'managed', type: 'a', name: 'b', provider: 'c', instances: [{}] }
    world.hcp.seedState(JSON.stringify({ version: 4, serial: 1, terraform_version: '1.11.4', resources: [resource] }))
    expect((await world.api.post(`/workspaces/${world.workspaceId}/actions/safe-delete`)).status).toBe(409)
    world.hcp.seedState({})
    expect((await world.api.post(`${WORKSPACES}/demo/actions/safe-delete`)).status).toBe(204)
  })

  test('listed by name, wildcard, tag and project', async () => {
    await using world = await scene()
    const project = await world.api.post('/organizations/demo/projects', document('projects', { name: 'Platform' }))
    const create = (name: string, tags: string[], relationships: Record<string, [string, string]> = {}) =>
      world.api.post(WORKSPACES, document('workspaces', { name, 'tag-names': tags }, relationships))
    await create('net-prod', ['prod'], { project: ['projects', project.data.id] })
    await create('net-dev', [])
    const names = async (query: string) =>
      (await world.api.get(`${WORKSPACES}?${query}`)).list.map(({ attributes }) => attributes.name)
    expect(await names('')).toEqual(['demo', 'net-dev', 'net-prod'])
    expect(await names('search[name]=net')).toEqual(['net-dev', 'net-prod'])
    expect(await names('search[wildcard-name]=*-dev')).toEqual(['net-dev'])
    expect(await names('search[wildcard-name]=net-*')).toEqual(['net-dev', 'net-prod'])
    expect(await names('search[wildcard-name]=*t-p*')).toEqual(['net-prod'])
    expect(await names('search[tags]=prod')).toEqual(['net-prod'])
    expect(await names('filter[tagged][0][key]=prod')).toEqual(['net-prod'])
    expect(await names(`filter[project][id]=${project.data.id}`)).toEqual(['net-prod'])
    expect(await names('sort=-name')).toEqual(['net-prod', 'net-dev', 'demo'])
    expect(await names('page[size]=1&page[number]=2')).toEqual(['net-dev'])
  })

  test("includes what is asked for, and refuses what can't be included", async () => {
    await using world = await scene()
    const run = await world.run()
    await world.hcp.until('planned')
    const { included } = await world.api.get(
      `/workspaces/${world.workspaceId}?include=current_run.plan,organization,project,locked_by`
    )
    expect(new Set(included.map(({ type }) => type))).toEqual(new Set(['runs', 'plans', 'organizations', 'projects']))
    expect(included.find(({ type }) => type === 'plans')?.id).toBe(run.relationships.plan?.data.id)
    const refused = await world.api.get(`/workspaces/${world.workspaceId}?include=owner`)
    expect([refused.status, refused.errors[0]?.detail]).toEqual([400, 'Invalid include parameter: owner'])
  })
})

describe('organizations and projects', () => {
  test('an organization comes with entitlements and a default project', async () => {
    await using world = await scene()
    const attributes = { name: 'acme', email: 'ops@example.com' }
    expect((await world.api.post('/organizations', document('organizations', attributes))).status).toBe(201)
    const { data, included } = await world.api.get('/organizations/acme?include=default-project')
    expect(data).toMatchObject({ id: 'acme', type: 'organizations', attributes })
    expect(included.map(({ attributes }) => attributes.name)).toEqual(['Default Project'])
    const entitlements = await world.api.get('/organizations/acme/entitlement-set')
    expect(entitlements.data).toMatchObject({
      type: 'entitlement-sets',
      attributes: { operations: true, 'state-storage': true }
    })
    expect((await world.api.get('/organizations/other/entitlement-set')).status).toBe(404)
    expect((await world.api.post('/organizations', document('organizations', attributes))).status).toBe(422)
    expect((await world.api.get('/organizations')).list).toHaveLength(2)
  })

  test('projects are created, found, renamed, and deleted when empty', async () => {
    await using world = await scene()
    const projects = '/organizations/demo/projects'
    const { status, data } = await world.api.post(projects, document('projects', { name: 'Platform' }))
    expect(status).toBe(201)
    expect((await world.api.post(projects, document('projects', { name: 'Platform' }))).status).toBe(422)
    expect((await world.api.get(`${projects}?filter[names]=Platform`)).list.map(({ id }) => id)).toEqual([data.id])
    const path = `/projects/${data.id}`
    expect((await world.api.patch(path, document('projects', { name: 'Networks' }))).data.attributes.name).toBe(
      'Networks'
    )
    const relationships = { project: ['projects', data.id] as [string, string] }
    const workspace = await world.api.post(WORKSPACES, document('workspaces', { name: 'net' }, relationships))
    expect((await world.api.delete(path)).status).toBe(409)
    await world.api.delete(`/workspaces/${workspace.data.id}`)
    expect((await world.api.delete(path)).status).toBe(204)
    expect((await world.api.get(path)).status).toBe(404)
  })
})

describe('run lists', () => {
  test('of a workspace: filters, and no plan-only runs unless asked for', async () => {
    await using world = await scene()
    const speculative = await world.run({ 'plan-only': true, message: 'try' })
    await world.hcp.until('planned_and_finished')
    const normal = await world.run({ message: 'do' })
    await world.hcp.until(({ runs }) => runs.get(normal.id)?.awaiting === 'confirmation')
    const ids = async (query: string) =>
      (await world.api.get(`/workspaces/${world.workspaceId}/runs?${query}`)).list.map(({ id }) => id)
    expect(await ids('')).toEqual([normal.id])
    expect(await ids('filter[operation]=plan_only,plan_and_apply')).toEqual([normal.id, speculative.id])
    expect(await ids('filter[operation]=plan_only')).toEqual([speculative.id])
    expect(await ids('filter[status]=planned')).toEqual([normal.id])
    expect(await ids('filter[status_group]=discardable')).toEqual([normal.id])
    expect(await ids('filter[status_group]=final')).toEqual([])
    expect(await ids('filter[operation]=plan_only&filter[status_group]=final')).toEqual([speculative.id])
    expect(await ids('filter[source]=tfe-ui')).toEqual([])
    expect(await ids('search[basic]=do')).toEqual([normal.id])
  })

  test('of an organization: without totals', async () => {
    await using world = await scene()
    await world.run()
    const { list, meta, links } = await world.api.get('/organizations/demo/runs')
    expect(list).toHaveLength(1)
    expect(meta?.pagination).toEqual({ 'current-page': 1, 'page-size': 20, 'prev-page': null, 'next-page': null })
    expect(Object.keys(links)).toEqual(['self', 'prev', 'next'])
    expect((await world.api.get('/organizations/demo/runs?filter[workspace_names]=other')).list).toEqual([])
  })
})

test('run events and comments', async () => {
  await using world = await scene()
  const run = await world.run()
  await world.hcp.until('planned')
  const created = await world.api.post(`/runs/${run.id}/comments`, document('comments', { body: 'Why?' }))
  expect([created.status, created.data.attributes]).toEqual([201, { body: 'Why?' }])
  expect((await world.api.get(`/comments/${created.data.id}`)).data).toEqual(created.data)
  expect((await world.api.post(`/runs/${run.id}/comments`, document('comments', {}))).status).toBe(422)
  const events = await world.api.get(`/runs/${run.id}/run-events`)
  expect(events.list.map(({ attributes }) => attributes.action)).toEqual(['created', 'commented'])
})
