import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a storm of rate limits is waited out', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'rate-limited', reset: 0.1, times: 12 })
  expect((await runStep(hcp)).conclusion).toBe('success')
  expect(hcp.journal.entries.filter(({ status }) => status === 429)).toHaveLength(12)
  expect(hcp.world.runs.size).toBe(1)
})
