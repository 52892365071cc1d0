import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'

const terraformPolicies = [
  {
    name: 'storage',
    policies: [
      {
        name: 'encrypted',
        enforcement: 'mandatory_overridable',
        status: 'failed',
        resources: { 'aws_s3_bucket.logs': 'must be encrypted' }
      },
      { name: 'versioned', enforcement: 'advisory', status: 'failed' },
      { name: 'private', enforcement: 'mandatory', status: 'passed' }
    ]
  }
] as const

const APPLY = { operation: 'apply', 'on-policy-override': 'succeed' }
const result = (name: string, enforcement: string, status: string) =>
  expect.objectContaining({ name, set: 'storage', enforcement, status })
const results = ({ outputs }: { readonly outputs: Readonly<Record<string, string>> }): unknown =>
  JSON.parse(outputs['policy-results'] ?? 'null')

test('a Terraform policy that failed is named, and overridden by run/override', async () => {
  await using hcp = await serve({ script: { terraformPolicies } })
  const failed = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(failed, 'error')[0]).toContain(
    'Policy "encrypted" of storage (mandatory-overridable) failed: aws_s3_bucket.logs: must be encrypted'
  )
  expect(annotated(failed, 'warning')).toEqual(['Policy "versioned" of storage (advisory) failed'])
  expect(failed.outputs).toMatchObject({ 'run-status': 'tf_policy_override', 'policy-status': 'failed' })
  expect(results(failed)).toEqual([
    result('encrypted', 'mandatory-overridable', 'failed'),
    result('private', 'mandatory', 'passed'),
    result('versioned', 'advisory', 'failed')
  ])

  const inputs = { ...NO_WORKSPACE, 'run-id': failed.outputs['run-id'] }
  const override = { action: 'run/override', inputs: { ...inputs, comment: 'Agreed' } }
  const overridden = await runStep(hcp, override)
  expect(overridden.conclusion).toBe('success')
  const waited = await runStep(hcp, { action: 'run/wait', inputs })
  expect([waited.conclusion, waited.outputs['policy-status']]).toEqual(['success', 'overridden'])
  expect(results(waited)).toEqual(expect.arrayContaining([result('encrypted', 'mandatory-overridable', 'overridden')]))
  expect(annotated(await runStep(hcp, override), 'error')).toEqual([expect.stringContaining('waits for an override')])
})

test('so it is where the run does not name its evaluations', async () => {
  await using hcp = await serve({ script: { terraformPolicies } })
  await using server = await rewritten(hcp, {
    answer: document => {
      for (const { relationships } of resourcesOf(document))
        if (relationships !== undefined) delete relationships['tf-policy-evaluations']
    }
  })
  const step = await runStep(server, { inputs: APPLY })
  expect([step.conclusion, step.outputs['policy-status']]).toEqual(['success', 'failed'])
  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'], comment: 'Agreed' }
  expect((await runStep(server, { action: 'run/override', inputs })).conclusion).toBe('success')
})

test('one that may not be overridden ends the run, and fails the step by its name', async () => {
  const policies = [{ name: 'private', enforcement: 'mandatory', status: 'errored' }] as const
  await using hcp = await serve({ script: { terraformPolicies: [{ name: 'storage', policies }] } })
  const step = await runStep(hcp, { inputs: APPLY })
  expect(annotated(step, 'error')[0]).toMatch(
    /^A policy has failed: .*\nPolicy "private" of storage \(mandatory\) failed$/
  )
})

test('one that depends on values of the apply is neither passed nor failed', async () => {
  const policies = [{ name: 'private', enforcement: 'mandatory', status: 'unknown' }] as const
  await using hcp = await serve({ script: { terraformPolicies: [{ name: 'storage', policies }] } })
  const step = await runStep(hcp)
  expect([step.conclusion, step.outputs['policy-status']]).toEqual(['success', 'unknown'])
  expect(results(step)).toEqual([result('private', 'mandatory', 'unknown')])
  expect(step.summary).toContain('1 of 1 policy not decided')
})

test('an evaluation that names no policy has failed all the same', async () => {
  await using hcp = await serve({ script: { terraformPolicies } })
  await using server = await rewritten(hcp, {
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'tf-policy-set-outcomes') attributes.outcomes = null
    }
  })
  const step = await runStep(server, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain('Policy "1 policy" of storage (mandatory) failed: ')
  expect(step.outputs['policy-status']).toBe('failed')
})
