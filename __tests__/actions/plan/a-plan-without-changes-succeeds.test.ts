import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a plan without changes succeeds', async () => {
  await using hcp = await serve({ script: { plan: { hasChanges: false } } })
  const step = await runStep(hcp)
  expect([step.conclusion, step.outputs['has-changes'], step.outputs['resource-additions']]).toEqual([
    'success',
    'false',
    '0'
  ])
  expect(step.log).toContain('The plan has no changes.')
})
