import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('numbers beyond 2^53 keep their digits on the way in and out', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  const files = {
    'main.tf':
      'variable "n" {\n  type = number\n}\noutput "n" {\n  value = var.n\n}\noutput "list" {\n  value = [var.n]\n}\n'
  }
  const step = await runStep(hcp, {
    files,
    inputs: { operation: 'apply', variables: '{"n": 12345678901234567890123}' }
  })
  expect(step.outputs).toMatchObject({ n: '12345678901234567890123', list: '[12345678901234567890123]' })
})
