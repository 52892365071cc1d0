import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a mandatory run task that fails is named', async () => {
  const tasks = [
    { name: 'scan', stage: 'post_plan', enforcement: 'mandatory', passes: false, message: 'A secret in main.tf' }
  ] as const
  await using hcp = await serve({ script: { tasks } })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toContain('Run task "scan" (post-plan, mandatory) failed: A secret in main.tf')
})
