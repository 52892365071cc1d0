import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a plan that fails is the failure, and not the mandatory task that it never came to', async () => {
  const tasks = [{ name: 'scan', stage: 'post_plan', enforcement: 'mandatory', passes: true }] as const
  await using hcp = await serve({ script: { plan: { log: 'Error: nonsense\n', status: 'errored' }, tasks } })
  const step = await runStep(hcp)
  expect(annotated(step, 'error')[0]).toMatch(/^The run errored: http\S+$/)
  expect(step.outputs).not.toHaveProperty('task-results')
})
