import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

const current = (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}) =>
  runStep(hcp, { files: {}, inputs: { operation: 'apply', 'configuration-version-id': 'current', ...inputs } })
const upload = async (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}) =>
  (await runStep(hcp, { action: 'configuration/upload', inputs })).outputs['configuration-version-id']

test('current is the version that the workspace received last, but a speculative one', async () => {
  await using hcp = await serve()
  const none = await current(hcp)
  expect(annotated(none, 'error')).toEqual([expect.stringMatching(/^`configuration-version-id`: .*`directory`/)])
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
