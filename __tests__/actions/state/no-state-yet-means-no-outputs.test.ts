import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a workspace without state has no outputs, which is not a failure', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.log).toContain('The workspace has no state yet, and so no outputs.')
  expect(step.outputs).toMatchObject({ outputs: '{}' })
  expect(step.outputs).not.toHaveProperty('state-version-id')
})
