import { expect, test } from '@jest/globals'
import { document } from './client.ts'
import { scene } from './scene.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations and .../projects */

test('an organization is changed, renamed with all that is in it, and deleted with it', async () => {
  await using world = await scene()
  const attributes = { name: 'acme', email: 'a@example.com', 'session-timeout': 3600, 'cost-estimation-enabled': true }
  const { data } = await world.api.patch('/organizations/demo', document('organizations', attributes))
  expect([data.id, data.attributes]).toEqual(['acme', expect.objectContaining(attributes)])
  expect((await world.api.get('/organizations/demo')).status).toBe(404)
  expect((await world.api.get('/organizations/acme/workspaces/demo')).data.id).toBe(world.workspaceId)
  expect((await world.api.delete('/organizations/acme')).status).toBe(204)
  expect((await world.api.get(`/workspaces/${world.workspaceId}`)).status).toBe(404)
  expect([...world.hcp.world.projects.values()]).toEqual([])
})

test('a change that is refused changes nothing', async () => {
  await using world = await scene()
  const refused = { name: 'acme', 'session-timeout': 'long' }
  expect((await world.api.patch('/organizations/demo', document('organizations', refused))).status).toBe(422)
  expect((await world.api.get('/organizations/demo')).data.attributes['session-timeout']).toBe(20_160)
})

test('workspaces follow the default execution mode of their project, then of their organization', async () => {
  await using world = await scene()
  const mode = async () => {
    const { 'execution-mode': own, 'setting-overwrites': overwrites } = (
      await world.api.get(`/workspaces/${world.workspaceId}`)
    ).data.attributes
    return [own, (overwrites as Record<string, boolean>)['execution-mode']]
  }
  const project = world.hcp.find().project.id
  await world.api.patch('/organizations/demo', document('organizations', { 'default-execution-mode': 'local' }))
  expect(await mode()).toEqual(['local', false])
  await world.api.patch(`/projects/${project}`, document('projects', { 'default-execution-mode': 'remote' }))
  expect(await mode()).toEqual(['remote', false])
  await world.api.patch(
    `/projects/${project}`,
    document('projects', { 'setting-overwrites': { 'default-execution-mode': false, 'default-agent-pool': false } })
  )
  expect(await mode()).toEqual(['local', false])
  await world.api.patch(`/workspaces/${world.workspaceId}`, document('workspaces', { 'execution-mode': 'remote' }))
  expect(await mode()).toEqual(['remote', true])
})

test.each([
  [{ 'default-execution-mode': 'agent' }, 'must be specified when'],
  [{ 'default-execution-mode': 'cloud' }, 'not included in the list'],
  [{ name: 'no/slash' }, 'Name may only contain'],
  [{ 'auto-destroy-activity-duration': '20m' }, 'incorrect format'],
  [{ 'setting-overwrites': { 'execution-mode': true, 'agent-pool': false } }, 'their values must be the same']
])('a project with %j is refused', async (attributes, words) => {
  await using world = await scene()
  const sent = document('projects', { name: 'platform', ...attributes })
  const { status, errors } = await world.api.post('/organizations/demo/projects', sent)
  expect([status, errors[0]?.detail]).toEqual([422, expect.stringContaining(words)])
})

test('organizations and projects are searched, and say what they include', async () => {
  await using world = await scene()
  await world.api.post('/organizations', document('organizations', { name: 'acme', email: 'ops@acme.example' }))
  for (const query of ['q=acme', 'q[email]=ops@', 'q[name]=acm'])
    expect((await world.api.get(`/organizations?${query}`)).list.map(({ id }) => id)).toEqual(['acme'])
  const bindings = [{ type: 'tag-bindings', attributes: { key: 'team', value: 'core' } }]
  const sent = {
    data: { type: 'projects', attributes: { name: 'platform' }, relationships: { 'tag-bindings': { data: bindings } } }
  }
  const project = await world.api.post('/organizations/demo/projects', sent)
  expect((await world.api.get('/organizations/demo/projects?q=platf&sort=-name')).list).toHaveLength(1)
  const shown = await world.api.get(`/projects/${project.data.id}?include=effective_tag_bindings`)
  expect(shown.included.map(({ attributes }) => attributes)).toEqual([{ key: 'team', value: 'core' }])
  const organization = await world.api.get('/organizations/demo?include=entitlement_set,default_project')
  expect(organization.included.map(({ type }) => type)).toEqual(['entitlement-sets', 'projects'])
})
