import { describe, expect, test } from '@jest/globals'
import { archiveOf } from './archives.ts'
import { document } from './client.ts'
import { put, scene, uploadUrl, type Scene } from './scene.ts'

describe("what a run can't be", () => {
  const refused: readonly [string, object, object, RegExp][] = [
    ['without a workspace', {}, { workspace: undefined }, /Workspace must exist/],
    ['a destroy that only refreshes', { 'is-destroy': true, 'refresh-only': true }, {}, /exclude each other/],
    ['an apply by another Terraform', { 'terraform-version': '1.5.0' }, {}, /plan-only/],
    ['one of two actions', { 'invoke-action-addrs': ['action.a.b', 'action.c.d'] }, {}, /one action/],
    ['an action with targets', { 'invoke-action-addrs': ['action.a.b'], 'target-addrs': ['a.b'] }, {}, /excludes/],
    ['targeted at a number', { 'target-addrs': [1] }, {}, /target-addrs is not valid/],
    ['with variables that are a map', { variables: { a: '1' } }, {}, /variables is not valid/],
    ['without a configuration', {}, { 'configuration-version': undefined }, /Configuration version is missing/]
  ]
  test.each(refused)('%s', async (_name, attributes, without, detail) => {
    await using world = await scene()
    const version = 'configuration-version' in without ? undefined : await world.upload()
    const relationships = {
      ...('workspace' in without ? {} : { workspace: { data: { type: 'workspaces', id: world.workspaceId } } }),
      ...(version === undefined
        ? {}
        : { 'configuration-version': { data: { type: 'configuration-versions', id: version.id } } })
    }
    const answer = await world.api.post('/runs', { data: { type: 'runs', attributes, relationships } })
    expect(answer.status).toBe(422)
    expect(answer.errors[0]).toMatchObject({
      status: '422',
      title: 'invalid attribute',
      detail: expect.stringMatching(detail)
    })
    expect(world.hcp.world.runs.size).toBe(0)
  })

  test('of a speculative configuration, unless it only plans', async () => {
    await using world = await scene()
    const version = await world.upload({ speculative: true })
    await expect(world.run({ 'plan-only': false }, version)).rejects.toThrow(/422.*speculative/)
    expect((await world.run({}, version)).attributes['plan-only']).toBe(true)
  })

  test('of a configuration that does not exist yet', async () => {
    await using world = await scene({ timings: { processing: 300 } })
    const { id, url } = await uploadUrl(world)
    const create = () => world.api.post('/runs', runOf(world, id))
    for (const step of ['created', 'uploaded']) {
      const { status, errors } = await create()
      expect([step, status, errors[0]?.detail]).toEqual([
        step,
        422,
        'Invalid run parameters: Configuration version is still being processed.'
      ])
      if (step === 'created') await put(url, archiveOf({ 'main.tf': '' }))
    }
    await world.hcp.until(({ configurationVersions }) => configurationVersions.get(id)?.status === 'uploaded')
    expect((await create()).status).toBe(201)
  })

  test('in a workspace that executes locally', async () => {
    await using world = await scene()
    const workspace = world.hcp.createWorkspace('laptop', { 'execution-mode': 'local' })
    const version = await world.upload({}, workspace.id)
    const answer = await world.api.post(
      '/runs',
      document(
        'runs',
        {},
        { workspace: ['workspaces', workspace.id], 'configuration-version': ['configuration-versions', version.id] }
      )
    )
    expect([answer.status, answer.errors[0]?.detail]).toEqual([422, expect.stringMatching(/local execution/)])
  })
})

describe('what it is by default', () => {
  test('of a workspace that applies by itself', async () => {
    await using world = await scene()
    world.hcp.find().attributes['auto-apply'] = true
    const { attributes } = await world.run()
    expect(attributes).toMatchObject({
      message: 'Queued manually via the Terraform Enterprise API',
      source: 'tfe-api',
      status: 'pending',
      'auto-apply': true,
      'plan-only': false,
      refresh: true,
      'refresh-only': false,
      'is-destroy': false,
      'save-plan': false,
      'allow-empty-apply': false,
      'target-addrs': null,
      variables: [],
      'has-changes': false,
      'canceled-at': null,
      actions: { 'is-cancelable': true, 'is-confirmable': false, 'is-discardable': false, 'is-force-cancelable': false }
    })
  })

  test("of the newest configuration, whoever uploaded it; and of another workspace's, if asked", async () => {
    await using world = await scene()
    await world.upload()
    const newest = await world.upload()
    const created = await world.api.post(
      '/runs',
      document('runs', {}, { workspace: ['workspaces', world.workspaceId] })
    )
    expect(created.data.relationships['configuration-version']?.data.id).toBe(newest.id)
    const other = await world.upload({}, world.hcp.createWorkspace('other').id)
    expect((await world.run({}, other)).relationships['configuration-version']?.data.id).toBe(other.id)
  })

  test('what was asked for is what it says and what the engine gets', async () => {
    const seen: unknown[] = []
    await using world = await scene({
      engine: {
        name: 'spy',
        terraformVersion: '1.11.4',
        plan: ({ variables, targets, replacements, mode, refresh, workingDirectory, structured }) => {
          seen.push({ variables, targets, replacements, mode, refresh, workingDirectory, structured })
          return Promise.resolve({ status: 'errored' as const })
        },
        apply: () => Promise.reject(new Error('nothing was planned'))
      }
    })
    Object.assign(world.hcp.find().attributes, {
      'working-directory': '/env/prod/',
      'structured-run-output-enabled': false
    })
    const asked = {
      message: 'Hello',
      'is-destroy': true,
      refresh: false,
      'target-addrs': ['terraform_data.a'],
      'replace-addrs': ['terraform_data.b'],
      variables: [{ key: 'big', value: '12345678901234567890' }]
    }
    expect((await world.run(asked)).attributes).toMatchObject(asked)
    await world.hcp.until('errored')
    expect(seen).toEqual([
      {
        variables: asked.variables,
        targets: ['terraform_data.a'],
        replacements: ['terraform_data.b'],
        mode: 'destroy',
        refresh: false,
        workingDirectory: 'env/prod',
        structured: false
      }
    ])
  })
})

function runOf({ workspaceId }: Scene, versionId: string): unknown {
  return document(
    'runs',
    {},
    { workspace: ['workspaces', workspaceId], 'configuration-version': ['configuration-versions', versionId] }
  )
}
