import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a plan is confirmed when the service offers it, not when the status says planned', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'confirmable-late', times: 2 })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(step.outputs['run-status']).toBe('applied')
  expect(hcp.journal.writes.filter(line => line.endsWith('/apply'))).toHaveLength(1)
})
