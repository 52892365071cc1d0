import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { archiveOf } from './archives.ts'
import { document, type Client, type Item } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'

const VARIABLE = { key: 'some_key', value: 'some_value', category: 'terraform', hcl: false, sensitive: false }

describe('variables of a workspace', () => {
  test('the samples of the page are answered as it prints them', async () => {
    await using world = await scene()
    const route = `/workspaces/${world.workspaceId}/vars`
    const created = await world.api.post(route, document('vars', { ...VARIABLE, description: 'some description' }))
    expect(created.status).toBe(201)
    expect(created.data).toMatchObject({
      id: expect.stringMatching(/^var-\w{16}$/),
      type: 'vars',
      attributes: { ...VARIABLE, description: 'some description', 'version-id': expect.any(String) },
      relationships: {
        configurable: {
          data: { id: world.workspaceId, type: 'workspaces' },
          links: { related: '/api/v2/organizations/demo/workspaces/demo' }
        }
      },
      links: { self: `/api/v2${route}/${created.data.id}` }
    })
    const listed = await world.api.get(route)
    expect([listed.list, listed.meta]).toEqual([[created.data], undefined])
    const changed = await world.api.patch(
      `${route}/${created.data.id}`,
      document('vars', { key: 'name', value: 'mars' })
    )
    expect(changed.data.attributes).toMatchObject({ key: 'name', value: 'mars', description: 'some description' })
    expect((await world.api.delete(`${route}/${created.data.id}`)).status).toBe(204)
    expect((await world.api.get(`${route}/${created.data.id}`)).status).toBe(404)
  })

  test('a sensitive value is in no answer, and does not become plain', async () => {
    await using world = await scene()
    const route = `/workspaces/${world.workspaceId}/vars`
    const { data } = await world.api.post(route, document('vars', { ...VARIABLE, value: 'hush', sensitive: true }))
    const answers = [
      await world.api.get(route),
      await world.api.get(`/workspaces/${world.workspaceId}/all-vars`),
      await world.api.patch(`${route}/${data.id}`, document('vars', { value: 'hush hush' }))
    ]
    for (const { text } of answers) expect(text).not.toContain('hush')
    const plain = await world.api.patch(`${route}/${data.id}`, document('vars', { sensitive: false }))
    expect([plain.status, plain.errors[0]?.detail]).toEqual([422, expect.stringContaining('Sensitive')])
  })

  test.each([
    [{ value: 'x', category: 'terraform' }, /Key can't be blank/],
    [{ key: 'x' }, /Category can't be blank/],
    [{ key: 'x', category: 'other' }, /category is not valid/],
    [{ ...VARIABLE }, /taken/]
  ])('%j is refused', async (attributes, why) => {
    await using world = await scene()
    const route = `/workspaces/${world.workspaceId}/vars`
    await world.api.post(route, document('vars', VARIABLE))
    const refused = await world.api.post(route, document('vars', attributes))
    expect([refused.status, refused.errors[0]?.detail]).toEqual([422, expect.stringMatching(why)])
    // The other category is another variable.
    expect((await world.api.post(route, document('vars', { ...VARIABLE, category: 'env' }))).status).toBe(201)
  })

  test('who may not read or write them does not find them', async () => {
    await using world = await scene()
    const route = `/workspaces/${world.workspaceId}/vars`
    const reader = world.as(world.hcp.addToken('team', 'readers', { 'can-update-variable': false }))
    expect((await reader.get(route)).status).toBe(200)
    expect((await reader.post(route, document('vars', VARIABLE))).status).toBe(404)
    const planner = world.as(world.hcp.addToken('team', 'planners', { 'can-read-variable': false }))
    expect((await planner.get(route)).status).toBe(404)
  })
})

/** A set with one variable `from`, whose value is the set's name. */
async function aSet(api: Client, name: string, attributes: object, relationships: object = {}): Promise<Item> {
  const vars = { data: [{ type: 'vars', attributes: { key: 'from', value: name, category: 'terraform' } }] }
  const { data } = await api.post('/organizations/demo/varsets', {
    data: { type: 'varsets', attributes: { name, ...attributes }, relationships: { vars, ...relationships } }
  })
  return data
}

const hasTerraform = spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined

describe.each(hasTerraform ? (['simulated', 'terraform'] as const) : (['simulated'] as const))(
  'in runs of the engine %s',
  engine => {
    /** Applies a configuration that gives its variables back. */
    async function valuesOf(world: Scene, attributes: object = {}): Promise<Record<string, unknown>> {
      const { id, url } = await uploadUrl(world)
      const names = ['from', 'text', 'list', 'shell']
      const variables = names
        .map(name => `variable "${name}" {\n  default = null\n}\n`)
        .join('')
        .replace('"list" {', '"list" {\n  type = list(string)')
      const outputs = names.map(name => `output "${name}" {\n  value = var.${name}\n}\n`).join('')
      await put(url, archiveOf({ 'main.tf': variables + outputs, 'x.auto.tfvars': 'from = "file"\n' }))
      const of: Record<string, [string, string]> = {
        workspace: ['workspaces', world.workspaceId],
        'configuration-version': ['configuration-versions', id]
      }
      await world.api.post(
        '/runs',
        document('runs', { 'auto-apply': true, 'allow-empty-apply': true, ...attributes }, of)
      )
      await world.hcp.until(({ runs }) => [...runs.values()].at(-1)?.status === 'applied', 60)
      const outputsNow = world.hcp.find().currentStateVersion?.outputs ?? []
      return Object.fromEntries(outputsNow.map(({ name, value }) => [name, value]))
    }

    test('they reach Terraform in the order that the service documents', async () => {
      await using world = await scene({ engine })
      const { api, workspaceId } = world
      expect((await valuesOf(world)).from).toBe('file')
      await aSet(api, 'all', { global: true })
      expect((await valuesOf(world)).from).toBe('all')
      const project = { data: [{ type: 'projects', id: world.hcp.find().project.id }] }
      await aSet(api, 'project', {}, { projects: project })
      expect((await valuesOf(world)).from).toBe('project')
      const workspaces = { data: [{ type: 'workspaces', id: workspaceId }] }
      await aSet(api, 'z-narrow', {}, { workspaces })
      await aSet(api, 'a-narrow', {}, { workspaces })
      expect((await valuesOf(world)).from).toBe('a-narrow')
      const own = document('vars', { key: 'from', value: 'own ${x}', category: 'terraform' })
      await api.post(`/workspaces/${workspaceId}/vars`, own)
      expect((await valuesOf(world)).from).toBe('own ${x}')
      const variables = [{ key: 'from', value: '"run"' }]
      expect((await valuesOf(world, { variables })).from).toBe('run')
      await aSet(api, 'priority-narrow', { priority: true }, { workspaces })
      expect((await valuesOf(world, { variables })).from).toBe('priority-narrow')
      await aSet(api, 'priority-all', { priority: true, global: true })
      expect((await valuesOf(world, { variables })).from).toBe('priority-all')
    })

    test('texts, HCL and the environment', async () => {
      await using world = await scene({ engine })
      const given = [
        { key: 'text', value: 'line\nof "%{x}"\t\u0001', category: 'terraform' },
        { key: 'list', value: '["a", "b"]', category: 'terraform', hcl: true },
        { key: 'TF_VAR_shell', value: 'from the shell', category: 'env' },
        { key: 'TF_VAR_text', value: 'weaker', category: 'env' }
      ]
      for (const each of given) await world.api.post(`/workspaces/${world.workspaceId}/vars`, document('vars', each))
      expect(await valuesOf(world)).toMatchObject({
        text: 'line\nof "%{x}"\t\u0001',
        list: ['a', 'b'],
        shell: 'from the shell'
      })
    })
  }
)

describe('variable sets', () => {
  test('are created, listed, applied and taken away', async () => {
    await using world = await scene()
    const set = await aSet(world.api, 'shared', { description: 'for all' })
    expect(set.attributes).toMatchObject({
      name: 'shared',
      global: false,
      priority: false,
      'var-count': 1,
      'workspace-count': 0
    })
    const of = `/workspaces/${world.workspaceId}/varsets`
    expect((await world.api.get(of)).list).toEqual([])
    const body = { data: [{ type: 'workspaces', id: world.workspaceId }] }
    const route = `/varsets/${set.id}/relationships/workspaces`
    expect((await world.api.post(route, body)).status).toBe(204)
    expect((await world.api.get(of)).list.map(({ id }) => id)).toEqual([set.id])
    const everything = await world.api.get(`/workspaces/${world.workspaceId}/all-vars`)
    expect(everything.list[0]).toMatchObject({ relationships: { varset: { data: { id: set.id } } } })
    expect((await world.api.send('DELETE', route, body)).status).toBe(204)
    expect((await world.api.get(of)).list).toEqual([])
    expect((await world.api.delete(`/varsets/${set.id}`)).status).toBe(204)
    expect([...world.hcp.world.variables.values()]).toEqual([])
  })

  test('a global one is applied to nothing by itself, and a name is taken once', async () => {
    await using world = await scene()
    const set = await aSet(world.api, 'all', { global: true })
    const body = { data: [{ type: 'workspaces', id: world.workspaceId }] }
    expect((await world.api.post(`/varsets/${set.id}/relationships/workspaces`, body)).status).toBe(422)
    const again = await world.api.post('/organizations/demo/varsets', document('varsets', { name: 'all' }))
    expect(again.errors[0]?.detail).toMatch(/taken/)
  })
})
