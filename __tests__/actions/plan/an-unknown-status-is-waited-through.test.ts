import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a status that no one has heard of is waited through', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'unknown-status', status: 'quantum_planning', times: 2 })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.log).toContain('Run: quantum planning')
})
