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

test('a plan that fails before its policies are checked is not blamed on them', async () => {
  const policy = { name: 'no-public-buckets', passes: true } as const
  await using hcp = await serve({
    script: {
      plan: { status: 'errored', log: 'Error: no such region\n' },
      policies: [{ ...policy, enforcement: 'hard-mandatory' }],
      policySets: [{ name: 'guard', policies: [{ ...policy, enforcement: 'mandatory' }] }],
      terraformPolicies: [{ name: 'rules', policies: [{ ...policy, enforcement: 'mandatory', status: 'passed' }] }]
    }
  })
  const step = await runStep(hcp)
  expect(annotated(step, 'error').join()).toMatch(/The run errored: http/)
  expect(annotated(step, 'error').join()).not.toContain('policy')
  expect(step.outputs).not.toHaveProperty('policy-status')
})
