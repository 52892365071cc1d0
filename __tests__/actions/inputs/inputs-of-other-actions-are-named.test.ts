import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('what has no effect here is named in a warning, with what to write instead', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  const step = await runStep(hcp, { inputs: { is_destroy: 'true' }, env: { TF_MAX_TIMEOUT: '2h' } })
  const warnings = annotated(step, 'warning')
  expect(warnings).toContainEqual(expect.stringMatching(/`is_destroy`.*`mode: destroy`/))
  expect(warnings).toContainEqual(expect.stringMatching(/TF_MAX_TIMEOUT.*`timeout`/))
  expect(step.conclusion).toBe('success')
})
