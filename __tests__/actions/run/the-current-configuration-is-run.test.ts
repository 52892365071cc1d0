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

/** A workspace with two applied runs, whose current version can't run, and a server that answers its list of runs in another way. */
async function afterTwo(change: (runs: ReturnType<typeof resourcesOf>[number][]) => void) {
  await using hcp = await serve()
  await runStep(hcp, { inputs: { operation: 'apply' } })
  const last = await runStep(hcp, { inputs: { operation: 'apply' } })
  const version = hcp.world.configurationVersions.get((await upload(hcp, {})) ?? '')
  if (version !== undefined) version.status = 'archived'
  await using other = await rewritten(hcp, {
    answer: (document, request) => {
      if (request.endsWith('/runs') && Array.isArray(document.data)) change(document.data)
    }
  })
  const step = await runStep(other, {
    files: {},
    inputs: { operation: 'apply', 'configuration-version-id': 'current' }
  })
  const id = 'configuration-version-id'
  return { id: step.outputs[id], last: last.outputs[id], error: annotated(step, 'error').join() }
}

test('the run that was applied last is found where the server lists the oldest first', async () => {
  const { id, last, error } = await afterTwo(runs => runs.reverse())
  expect([id, error]).toEqual([last, ''])
})

test('which run was applied last is not guessed where the server does not show when it created the runs', async () => {
  const { id, error } = await afterTwo(runs => {
    for (const { attributes } of runs) delete attributes['created-at']
  })
  expect(id).toBeUndefined()
  expect(error).toMatch(/^`configuration-version-id` can't be `current`, .*`created-at`/)
})
