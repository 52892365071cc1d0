import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a policy that fails hard is named, where the service says only that the run errored', async () => {
  await using hcp = await serve({
    script: { policies: [{ name: 'no-public-buckets', enforcement: 'hard-mandatory', passes: false }] }
  })
  const step = await runStep(hcp)
  expect(step.outputs).toMatchObject({ 'run-status': 'errored', 'policy-status': 'failed' })
  expect(annotated(step, 'error')[0]).toMatch(
    /^A policy has failed: http.*\nPolicy "no-public-buckets" \(hard-mandatory\) failed/
  )
})
