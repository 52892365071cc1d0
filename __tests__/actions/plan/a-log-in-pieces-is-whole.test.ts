import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a log that comes a byte at a time, without its markers, is shown whole', async () => {
  await using hcp = await serve({ script: { plan: { log: 'größer 😀\nende\n' } } })
  hcp.faults.set({ name: 'log-chunks', bytes: 1 })
  hcp.faults.set({ name: 'log-without-start' })
  hcp.faults.set({ name: 'log-without-end' })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.log).toContain('größer 😀\nende\n')
})
