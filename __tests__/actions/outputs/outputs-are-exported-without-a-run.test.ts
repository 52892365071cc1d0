import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

const OUTPUTS = {
  region: { value: 'eu-west-1' },
  zones: { value: ['a', 'b'] },
  password: { value: 'hunter2', sensitive: true }
}
const action = 'outputs'

test("a workspace's outputs become outputs of the step", async () => {
  await using hcp = await serve()
  const { id } = hcp.seedState(OUTPUTS)
  const step = await runStep(hcp, { action })
  expect(step.outputs).toMatchObject({ region: 'eu-west-1', zones: '["a","b"]', 'state-version-id': id })
  expect(step.outputs.outputs).toBe('{"region":"eu-west-1","zones":["a","b"]}')
  expect(step.outputs).not.toHaveProperty('password')
  expect(step.transcript).not.toContain('hunter2')
  expect(hcp.journal.writes).toEqual([])
})

test('of an older state, and of some names only, sensitive ones masked', async () => {
  await using hcp = await serve()
  const older = hcp.seedState(OUTPUTS)
  hcp.seedState({ region: { value: 'us-east-1' } })
  const inputs = {
    ...NO_WORKSPACE,
    'state-version-id': older.id,
    names: 'region\npassword',
    'sensitive-outputs': 'mask',
    'output-prefix': 'tf_'
  }
  const step = await runStep(hcp, { action, inputs })
  expect(step.outputs).toMatchObject({
    tf_region: 'eu-west-1',
    tf_password: 'hunter2',
    outputs: '{"region":"eu-west-1"}'
  })
  expect(step.outputs).not.toHaveProperty('tf_zones')
  expect(step.masks).toContain('hunter2')
  // A value that no one asked for is not asked for either.
  expect(hcp.journal.lines.filter(line => line.startsWith('GET /state-version-outputs'))).toHaveLength(1)
})

test('a name that does not exist, or is sensitive, fails before anything is exported', async () => {
  await using hcp = await serve()
  hcp.seedState(OUTPUTS)
  const step = await runStep(hcp, { action, inputs: { names: 'region\nregoin\npassword' } })
  expect(annotated(step, 'error')).toEqual([
    '`names` must be names of outputs, but `regoin` does not exist. The workspace has: password, region, zones\n' +
      '`names` has the sensitive output `password`. Set `sensitive-outputs: mask` to export it'
  ])
  expect(step.outputs).toEqual({})
})

test('a token that may read outputs only is enough', async () => {
  await using hcp = await serve()
  hcp.seedState(OUTPUTS)
  const token = hcp.addToken('team', 'readers', { 'can-read-state-versions': false })
  hcp.faults.set({ name: 'outputs-processing', times: 2 })
  const inputs = { token, names: 'region\npassword', 'sensitive-outputs': 'mask' }
  const step = await runStep(hcp, { action, inputs, secrets: [token] })
  expect(step.outputs).toMatchObject({ region: 'eu-west-1', password: 'hunter2' })
  expect(step.outputs).not.toHaveProperty('state-version-id')
})

test('a token that may not is reported so, and a workspace without state has no outputs', async () => {
  await using hcp = await serve()
  const token = hcp.addToken('team', 'strangers', { 'can-read-state-versions': false, 'can-read-state-outputs': false })
  const refused = await runStep(hcp, { action, inputs: { token }, secrets: [token] })
  expect(annotated(refused, 'error')).toEqual([
    expect.stringContaining('`workspace`: the token may not read outputs of "demo"')
  ])
  const empty = await runStep(hcp, { action })
  expect([empty.conclusion, empty.outputs.outputs]).toEqual(['success', '{}'])
  const named = await runStep(hcp, { action, inputs: { names: 'region' } })
  expect(annotated(named, 'error')).toEqual([expect.stringContaining('`region` does not exist')])
})

test('outputs that are still extracted are waited for', async () => {
  await using hcp = await serve({ timings: { outputs: 900 } })
  hcp.seedState(OUTPUTS)
  expect((await runStep(hcp, { action })).outputs.region).toBe('eu-west-1')
})
