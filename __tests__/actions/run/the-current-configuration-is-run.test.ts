import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'

const current = (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}) =>
  runStep(hcp, { files: {}, inputs: { operation: 'apply', 'configuration-version-id': 'current', ...inputs } })
const upload = async (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}) =>
  (await runStep(hcp, { action: 'configuration/upload', inputs })).outputs['configuration-version-id']

test('current is the version that the workspace received last, but a speculative one', async () => {
  await using hcp = await serve()
  const none = await current(hcp)
  expect(annotated(none, 'error')).toEqual([
    expect.stringMatching(/^`configuration-version-id` can't be `current`, .*`directory`/)
  ])
  const id = await upload(hcp)
  await upload(hcp, { speculative: 'true' })
  await upload(hcp, { provisional: 'true' })
  const step = await current(hcp, { mode: 'destroy' })
  expect([step.conclusion, step.outputs['configuration-version-id']]).toEqual(['success', id])
})

test('one that can not be run makes way for that of the last applied run', async () => {
  await using hcp = await serve()
  const applied = await runStep(hcp, { inputs: { operation: 'apply' } })
  const later = (await upload(hcp, {})) ?? ''
  const version = hcp.world.configurationVersions.get(later)
  if (version !== undefined) version.status = 'archived'
  expect((await current(hcp)).outputs['configuration-version-id']).toBe(applied.outputs['configuration-version-id'])
})

test('a workspace of a repository applies a version that it has', async () => {
  await using hcp = await serve()
  const id = await upload(hcp)
  hcp.find().attributes['vcs-repo'] = { identifier: 'a/b' }
  expect((await current(hcp)).outputs['configuration-version-id']).toBe(id)
})

test.each<[string, string, Rewriting['answer']]>([
  ['ignores the filter', 'success', undefined],
  [
    'ignores the filter and shows no status in lists',
    'failure',
    (document, request) => {
      if (request.endsWith('/runs') && Array.isArray(document.data))
        for (const { attributes } of resourcesOf(document)) delete attributes.status
    }
  ]
])('a plan that was discarded is not taken for applied where the server %s', async (_name, conclusion, answer) => {
  await using hcp = await serve()
  const applied = await runStep(hcp, { inputs: { operation: 'apply' } })
  const saved = await runStep(hcp, { inputs: { operation: 'save-plan' } })
  const discarded = await runStep(hcp, {
    action: 'run/discard',
    inputs: { workspace: undefined, organization: undefined, 'run-id': saved.outputs['run-id'] ?? '' }
  })
  expect(discarded.conclusion).toBe('success')
  const version = hcp.world.configurationVersions.get(saved.outputs['configuration-version-id'] ?? '')
  hcp.find().currentConfigurationVersion = version
  await using deaf = await rewritten(hcp, {
    query: query => query.delete('filter[status]'),
    ...(answer && { answer })
  })
  const step = await runStep(deaf, { files: {}, inputs: { operation: 'apply', 'configuration-version-id': 'current' } })
  expect(step.conclusion).toBe(conclusion)
  if (conclusion === 'success')
    expect(step.outputs['configuration-version-id']).toBe(applied.outputs['configuration-version-id'])
  else expect(annotated(step, 'error')).toEqual([expect.stringContaining('no applied one')])
})
