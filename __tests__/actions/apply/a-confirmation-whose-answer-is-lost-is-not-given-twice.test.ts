import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test.each([
  ['arrived', 'after', 1],
  ['did not arrive', 'before', 2]
] as const)('a confirmation whose answer is lost, and that %s, applies once', async (_name, when, times) => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'reset' }, when })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')).toEqual([])
  expect(step.outputs['run-status']).toBe('applied')
  expect(hcp.world.stateVersions.size).toBe(1)
  expect(hcp.journal.entries.filter(({ path }) => path.endsWith('/actions/apply'))).toHaveLength(times)
})
