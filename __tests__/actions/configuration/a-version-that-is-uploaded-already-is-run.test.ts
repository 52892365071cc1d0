import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
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
