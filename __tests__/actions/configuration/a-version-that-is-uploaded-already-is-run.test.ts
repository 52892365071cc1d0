import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { runStep } from '../on-a-runner.ts'

test('a configuration version that is uploaded already is run without another upload', async () => {
  await using hcp = await serve()
  const first = await runStep(hcp, { inputs: { operation: 'apply' } })
  const id = first.outputs['configuration-version-id']
  const before = hcp.journal.writes.length
  const again = await runStep(hcp, { inputs: { operation: 'apply', 'configuration-version-id': id }, files: {} })
  expect(again.outputs['configuration-version-id']).toBe(id)
  expect(hcp.journal.writes.slice(before)).toEqual(['POST /runs', 'POST /runs/:id/actions/apply'])
})

test('a version of a linked repository is applied by its id', async () => {
  await using hcp = await serve()
  const { id } = await hcp.commit(ARCHIVE, COMMIT)
  hcp.find().attributes['vcs-repo'] = { identifier: 'a/b' }
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'configuration-version-id': id }, files: {} })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
})
