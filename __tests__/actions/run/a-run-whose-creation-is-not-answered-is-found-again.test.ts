import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test.each([
  ['it was created', 'after', 1],
  ['it was not created', 'before', 1]
] as const)('a run whose creation is not answered is looked for: %s', async (_name, when, runs) => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'reset' }, when })
  const step = await runStep(hcp)
  // It may be over by the time that it is found: what it has planned is known all the same.
  expect([step.conclusion, step.outputs['resource-additions']]).toEqual(['success', '1'])
  expect(hcp.world.runs.size).toBe(runs)
})
