import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a run that takes too long is cancelled, and the step fails for that', async () => {
  await using hcp = await serve({ script: { plan: { log: ['busy…\n', { hold: true }] } } })
  const step = await runStep(hcp, { inputs: { timeout: '1s' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The run did not finish within `timeout`: http/)
  await hcp.until('canceled')
})
