import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const task = (enforcement: string) => ({
  name: 'scan',
  stage: 'post_plan',
  enforcement,
  passes: false,
  message: 'A secret in main.tf'
})
const policySets = [
  {
    name: 'security',
    policies: [
      { name: 'encrypted', enforcement: 'mandatory', passes: false },
      { name: 'versioned', enforcement: 'advisory', passes: false }
    ]
  }
]
const start = (script: object) => serve({ like: 'unfiltered', script })

test.each([
  ['mandatory', 'error'],
  ['advisory', 'warning']
] as const)('a %s run task that failed is named by a server that ignores `include`', async (enforcement, level) => {
  await using hcp = await start({ tasks: [task(enforcement)] })
  const step = await runStep(hcp)
  expect(annotated(step, level)[0]).toContain(`Run task "scan" (post-plan, ${enforcement}) failed: A secret in main.tf`)
  expect(JSON.parse(step.outputs['task-results'] ?? '')).toMatchObject([{ name: 'scan', status: 'failed' }])
})

test('policies that failed are named by a server that ignores `include`', async () => {
  await using hcp = await start({ policySets })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain('Policy "encrypted" of security (mandatory) failed')
  expect(annotated(step, 'warning')).toEqual([
    expect.stringContaining('Policy "versioned" of security (advisory) failed')
  ])
  expect(step.outputs['policy-status']).toBe('failed')
})

test('a result that can be read in neither way is said to be unknown', async () => {
  await using hcp = await start({ tasks: [task('advisory')] })
  hcp.faults.set({ on: 'GET /task-results/:id', do: { kind: 'answer', status: 404 }, times: 1000 })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('/task-results/')])
})
