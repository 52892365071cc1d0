import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('a policy that fails softly fails the step, names itself, and can be overridden by another action', async () => {
  const policies = [
    { name: 'cheap', enforcement: 'soft-mandatory', passes: false, output: 'Too expensive' },
    { name: 'tagged', enforcement: 'advisory', passes: false },
    { name: 'sane', enforcement: 'hard-mandatory', passes: true }
  ] as const
  await using hcp = await serve({ script: { policies } })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(step.outputs).toMatchObject({ 'run-status': 'policy_override', 'policy-status': 'failed' })
  expect(annotated(step, 'error')[0]).toMatch(
    /^The run waits for a person to override the failed policies or run tasks, in HCP Terraform or with the action run\/override: http.*\nPolicy "cheap" \(soft-mandatory\) failed/
  )
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('Policy "tagged" (advisory) failed')])
  expect(step.log).toContain('Policy "sane" (hard-mandatory) passed')

  const id = step.outputs['run-id']
  const override = await runStep(hcp, {
    action: 'run/override',
    inputs: { ...NO_WORKSPACE, 'run-id': id, comment: 'Agreed with finance' }
  })
  expect(override.conclusion).toBe('success')
  const apply = await runStep(hcp, { action: 'run/apply', inputs: { ...NO_WORKSPACE, 'run-id': id } })
  expect(apply.outputs).toMatchObject({ 'run-status': 'applied', 'policy-status': 'overridden' })
})

test('a policy that fails softly fails the step of a speculative plan, which nothing can override', async () => {
  const policies = [{ name: 'cheap', enforcement: 'soft-mandatory', passes: false, output: 'Too expensive' }] as const
  await using hcp = await serve({ script: { policies } })
  const step = await runStep(hcp, { inputs: { operation: 'plan' } })
  expect(step.conclusion).toBe('failure')
  expect(step.outputs).toMatchObject({ 'run-status': 'policy_soft_failed', 'policy-status': 'failed' })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/Policy "cheap" \(soft-mandatory\) failed/)])
  expect(annotated(step, 'error')[0]).not.toMatch(/override/)
})
