import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a policy check whose output can not be read still says what it came to', async () => {
  const policies = [{ name: 'cheap', enforcement: 'hard-mandatory', passes: false }] as const
  await using hcp = await serve({ script: { policies } })
  hcp.faults.set({ on: 'GET /policy-checks/:id/output', do: { kind: 'answer', status: 404, body: '' }, times: 9 })
  const step = await runStep(hcp)
  expect(step.outputs).toMatchObject({ 'run-status': 'errored', 'policy-status': 'failed' })
  expect(step.outputs).not.toHaveProperty('policy-results')
  expect(annotated(step, 'error')[0]).toMatch(
    /^A policy has failed: http\S+\nPolicy "1 policy" \(hard-mandatory\) failed$/
  )
})
