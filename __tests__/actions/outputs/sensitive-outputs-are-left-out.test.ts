import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('sensitive outputs are left out unless they are asked for, and the log says which', async () => {
  await using hcp = await serve()
  hcp.seedState({ password: { value: 'hunter2', sensitive: true }, region: { value: 'eu-west-1' } })
  const step = await runStep(hcp)
  expect(step.outputs).not.toHaveProperty('password')
  expect(step.outputs).not.toHaveProperty('sensitive-outputs')
  expect(step.outputs.outputs).toBe('{"region":"eu-west-1"}')
  expect(step.log).toContain('Omitted because they are sensitive: password.')
  expect(hcp.journal.lines).not.toContain('GET /state-version-outputs/:id')
})
