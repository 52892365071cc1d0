import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('that somebody else confirms or discards meanwhile is followed', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'apply-taken', by: 'confirmed' })
  const confirmed = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect([confirmed.conclusion, confirmed.outputs['run-status']]).toEqual(['success', 'applied'])
  hcp.faults.set({ name: 'apply-taken', by: 'discarded' })
  const discarded = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect([discarded.conclusion, discarded.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(annotated(discarded, 'error')[0]).toContain('The run was discarded')
})
