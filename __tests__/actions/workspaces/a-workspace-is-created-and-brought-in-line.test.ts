import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

const ensure = (hcp: Hcp, inputs: NonNullable<Options['inputs']>) =>
  runStep(hcp, { action: 'workspaces/ensure', inputs: { workspace: 'preview', ...inputs } })

const post = async (hcp: Hcp, path: string, body: unknown): Promise<string> => {
  const answer = await fetch(`${hcp.address}/api/v2${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
    body: JSON.stringify(body)
  })
  const { data } = (await answer.json()) as { data: { id: string } }
  return data.id
}
const variable = (hcp: Hcp, attributes: object) =>
  post(hcp, `/workspaces/${hcp.find().id}/vars`, {
    data: { type: 'vars', attributes: { category: 'terraform', ...attributes } }
  })
const of = (hcp: Hcp, name = 'preview') =>
  [...hcp.world.variables.values()].filter(({ owner }) => owner === hcp.find(name)).map(({ attributes }) => attributes)
const writes = (hcp: Hcp) => hcp.journal.lines.filter(line => !line.startsWith('GET'))

const ALL = {
  description: 'A preview',
  'terraform-version': '~> 1.11.0',
  'working-directory': 'env/preview',
  tags: 'pull-request=7\npreview',
  variables: 'size = 3\nlist = ["a"]\n',
  'sensitive-variables': 'password = hunter22',
  'environment-variables': 'REGION = {"a": 1}'
}

test('a missing one is created; a second time nothing is written but what is sensitive', async () => {
  await using hcp = await serve()
  const first = await ensure(hcp, ALL)
  expect(first.outputs).toMatchObject({
    'workspace-id': hcp.find('preview').id,
    'workspace-url': `${hcp.address}/app/demo/workspaces/preview`,
    created: 'true',
    changes: '["description","terraform-version","working-directory","tags","size","list","password","REGION"]'
  })
  expect(hcp.find('preview')).toMatchObject({
    attributes: { description: 'A preview', 'terraform-version': '~> 1.11.0', 'auto-apply': false },
    tags: [
      { key: 'pull-request', value: '7' },
      { key: 'preview', value: '' }
    ]
  })
  expect(of(hcp)).toMatchObject([
    { key: 'size', value: '3', hcl: false },
    { key: 'list', value: '["a"]', hcl: true },
    { key: 'password', value: 'hunter22', sensitive: true },
    { key: 'REGION', value: '{"a": 1}', category: 'env', hcl: false }
  ])
  hcp.journal.clear()
  const second = await ensure(hcp, ALL)
  expect(second.outputs).toMatchObject({ created: 'false', changes: '[]' })
  expect(writes(hcp)).toEqual(['PATCH /workspaces/:id/vars/:id'])
})

test('what is not named stays', async () => {
  await using hcp = await serve()
  await ensure(hcp, { ...ALL, 'auto-apply': 'true' })
  const { outputs } = await ensure(hcp, { variables: 'size = 4', tags: 'other=1' })
  expect(outputs.changes).toBe('["tags","size"]')
  expect(hcp.find('preview').attributes).toMatchObject({ 'auto-apply': true, description: 'A preview' })
  expect(hcp.find('preview').tags.map(({ key }) => key)).toEqual(['pull-request', 'preview', 'other'])
  expect(of(hcp)).toHaveLength(4)
})

test('sensitive does not become plain, and nothing is written before that is known', async () => {
  await using hcp = await serve()
  await variable(hcp, { key: 'password', value: 'x', sensitive: true })
  hcp.journal.clear()
  const step = await runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'a = 1\npassword = y' } })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/^`variables`: "password" is sensitive/)])
  expect(writes(hcp)).toEqual([])
})

test('a copy has the settings, and each time the variables and sets that it lacks', async () => {
  await using hcp = await serve()
  Object.assign(hcp.find().attributes, {
    'terraform-version': '1.9.8',
    'vcs-repo': { identifier: 'a/b' },
    'trigger-prefixes': ['x']
  })
  await variable(hcp, { key: 'region', value: 'eu' })
  await variable(hcp, { key: 'secret', value: 'x', sensitive: true })
  const workspaces = { data: [{ type: 'workspaces', id: hcp.find().id }] }
  await post(hcp, '/organizations/demo/varsets', {
    data: { type: 'varsets', attributes: { name: 'shared' }, relationships: { workspaces } }
  })
  const first = await ensure(hcp, { 'from-workspace': 'demo', 'terraform-version': '1.11.4' })
  expect(first.outputs.changes).toBe('["terraform-version","region","shared"]')
  expect(annotated(first, 'warning')).toEqual([expect.stringContaining('secret')])
  const attributes = { 'terraform-version': '1.11.4', 'vcs-repo': null, 'trigger-prefixes': [] }
  expect(hcp.find('preview').attributes).toMatchObject(attributes)
  for (const { id } of [...hcp.world.variables.values()].filter(({ owner }) => owner === hcp.find('preview')))
    hcp.world.variables.delete(id)
  hcp.find().attributes['working-directory'] = 'later'
  const second = await ensure(hcp, { 'from-workspace': 'demo', variables: 'region = us' })
  expect(second.outputs.changes).toBe('["region"]')
  expect(hcp.find('preview').attributes['working-directory']).toBe('')
  expect(of(hcp)).toMatchObject([{ key: 'region', value: 'us' }])
})

test('what does not exist is reported at once, before anything is created', async () => {
  await using hcp = await serve()
  const step = await ensure(hcp, {
    project: 'default project',
    'execution-mode': 'agent',
    'agent-pool': 'none',
    'variable-sets': 'nowhere',
    'from-workspace': 'gone'
  })
  const [message = ''] = annotated(step, 'error')
  expect(message.split('\n').map(line => /^`[\w-]+`/.exec(line)?.[0])).toEqual([
    '`project`',
    '`agent-pool`',
    '`variable-sets`',
    '`from-workspace`'
  ])
  expect(writes(hcp)).toEqual([])
})

test('inputs that contradict each other are reported together', async () => {
  await using hcp = await serve()
  const step = await ensure(hcp, {
    'execution-mode': 'agent',
    tags: 'a\na=1',
    'auto-destroy-at': 'soon',
    'auto-destroy-after': '3w',
    variables: 'x = 1',
    'sensitive-variables': 'x = 2',
    'environment-variables': 'a-b = 1',
    'from-workspace': 'preview'
  })
  const [message = ''] = annotated(step, 'error')
  for (const input of [
    'agent-pool',
    'tags',
    'auto-destroy-at',
    'auto-destroy-after',
    'sensitive-variables',
    'environment-variables',
    'from-workspace'
  ])
    expect(message.split('\n').map(line => line.split(' ')[0])).toContain(`\`${input}\``)
  expect(hcp.journal.lines).toEqual([])
})

test('an older server takes keys as tags, and values are refused before anything is created', async () => {
  await using hcp = await serve({ tagBindings: false })
  const refused = await ensure(hcp, { tags: 'a=1' })
  expect(annotated(refused, 'error')).toEqual([expect.stringMatching(/^`tags`: "a" has a value/)])
  expect(hcp.world.workspaces.size).toBe(1)
  expect((await ensure(hcp, { tags: 'one\ntwo' })).outputs.changes).toBe('["tags"]')
  expect(hcp.find('preview').tags).toEqual([{ key: 'one' }, { key: 'two' }])
  expect((await ensure(hcp, { tags: 'one\ntwo' })).outputs.changes).toBe('[]')
})

test('a plan without scheduled destroys is explained', async () => {
  await using hcp = await serve({ autoDestroy: false })
  const step = await ensure(hcp, { 'auto-destroy-after': '14d' })
  expect(annotated(step, 'error')[0]).toContain('`auto-destroy-after` may be the reason')
  await using other = await serve()
  expect((await ensure(other, { 'auto-destroy-after': '14d' })).outputs.created).toBe('true')
  expect((await ensure(other, { 'auto-destroy-at': '2030-01-01T00:00:00+02:00' })).outputs.changes).toBe(
    '["auto-destroy-at"]'
  )
  expect((await ensure(other, { 'auto-destroy-at': '2030-01-01T00:00:00+02:00' })).outputs.changes).toBe('[]')
})

test('a setting that the server takes and forgets fails the step', async () => {
  await using hcp = await serve()
  const attributes = { name: 'preview', 'execution-mode': 'remote', 'auto-apply': true }
  const body = JSON.stringify({ data: { id: 'ws-1', type: 'workspaces', attributes } })
  const headers = { 'content-type': 'application/vnd.api+json' }
  hcp.faults.set({ on: 'POST /organizations/demo/workspaces', do: { kind: 'answer', status: 201, body, headers } })
  const step = await ensure(hcp, { 'auto-apply': 'false' })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/accepted `auto-apply`, but did not set it/)])
})

test('two jobs at a time create one, and both succeed', async () => {
  await using hcp = await serve()
  const steps = await Promise.all([ensure(hcp, { variables: 'a = 1' }), ensure(hcp, { variables: 'a = 1' })])
  expect(steps.map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
  expect(of(hcp)).toHaveLength(1)
})

test('a workspace is found by its id, and by that as a name first', async () => {
  await using hcp = await serve()
  const { id } = hcp.find()
  const set = (inputs: NonNullable<Options['inputs']>) =>
    runStep(hcp, { action: 'workspaces/set-variables', inputs: { variables: 'a = 1', ...inputs } })
  expect((await set({ workspace: id, organization: undefined })).outputs['workspace-id']).toBe(id)
  expect((await set({ workspace: id })).outputs['workspace-id']).toBe(id)
  const namesake = hcp.createWorkspace(id)
  expect((await set({ workspace: id })).outputs['workspace-id']).toBe(namesake.id)
  expect(annotated(await set({ workspace: 'demo', organization: undefined }), 'error')[0]).toContain('`organization`')
})

test.each(['workspaces/ensure', 'workspaces/set-variables'])(
  '%s warns of values that are probably mistakes',
  async action => {
    await using hcp = await serve()
    const step = await runStep(hcp, {
      action,
      inputs: {
        variables: "region = 'eu'\nzone = null",
        'sensitive-variables': "password = 'swordfish-77'",
        'environment-variables': 'LEVEL = debug # or info\nNONE = null'
      }
    })
    expect(step.conclusion).toBe('success')
    expect(annotated(step, 'warning')).toEqual([
      expect.stringMatching(/^`variables`: .*line 1 .*single quotes/),
      expect.stringMatching(/^`variables`: .*line 2 .*"null"/),
      expect.stringMatching(/^`sensitive-variables`: .*line 1 .*single quotes/),
      expect.stringMatching(/^`environment-variables`: .*line 1 .*#/)
    ])
  }
)
