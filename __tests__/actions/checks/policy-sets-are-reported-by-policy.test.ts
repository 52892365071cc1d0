import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('policy sets are reported policy by policy; advisory failures warn, mandatory ones wait for an override', async () => {
  const policySets = [
    {
      name: 'security',
      policies: [
        { name: 'encrypted', enforcement: 'mandatory', passes: false, description: 'Buckets are encrypted' },
        { name: 'versioned', enforcement: 'advisory', passes: false }
      ]
    }
  ] as const
  await using hcp = await serve({ script: { policySets } })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain(
    'Policy "encrypted" of security (mandatory) failed: Buckets are encrypted'
  )
  expect(annotated(step, 'warning')).toEqual([
    expect.stringContaining('Policy "versioned" of security (advisory) failed')
  ])
  expect(step.outputs['policy-status']).toBe('failed')
})
