import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a run that is not waited for is left to go on, also after the job', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const step = await runStep(hcp, { inputs: { wait: 'false' } })
  expect(step.conclusion).toBe('success')
  expect(step.outputs).toMatchObject({
    'run-id': expect.stringMatching(/^run-/),
    'run-url': expect.stringMatching(/^http/)
  })
  expect(step.outputs).not.toHaveProperty('outputs')
  hcp.release()
  await hcp.until('planned_and_finished')
})
