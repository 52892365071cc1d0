import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('run tasks and the cost estimate are reported as they arrive, and exported', async () => {
  const tasks = [
    {
      name: 'scan',
      stage: 'post_plan',
      enforcement: 'advisory',
      passes: false,
      message: '2 findings',
      url: 'https://scan.example/1'
    },
    { name: 'lint', stage: 'pre_plan', enforcement: 'mandatory', passes: true }
  ] as const
  await using hcp = await serve({
    script: { tasks, costEstimate: { prior: '10.0', proposed: '12.5', delta: '2.5', matched: 3, unmatched: 1 } }
  })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.log).toContain('Cost estimate: $10.00 to $12.50 a month (+$2.50); 3 of 4 resources have a price')
  expect(annotated(step, 'warning')).toEqual([
    'Run task "scan" (post-plan, advisory) failed: 2 findings https://scan.example/1'
  ])
  expect(step.outputs['cost-estimate-delta']).toBe('2.5')
  expect(JSON.parse(step.outputs['cost-estimate'] ?? '')).toMatchObject({
    status: 'finished',
    'proposed-monthly-cost': '12.5'
  })
  expect(JSON.parse(step.outputs['task-results'] ?? '')).toEqual([
    expect.objectContaining({ name: 'lint', stage: 'pre_plan', status: 'passed' }),
    expect.objectContaining({ name: 'scan', status: 'failed', enforcement: 'advisory', message: '2 findings' })
  ])
})
