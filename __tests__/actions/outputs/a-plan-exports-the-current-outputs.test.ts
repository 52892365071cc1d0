import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test("a plan exports the workspace's current outputs, and says that they are the current ones", async () => {
  await using hcp = await serve()
  hcp.seedState({ region: { value: 'eu-west-1' } })
  const step = await runStep(hcp)
  expect(step.outputs.region).toBe('eu-west-1')
  expect(step.log).toContain("The outputs are the workspace's current ones: nothing was applied.")
})
