import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const REFUSED = { kind: 'answer', status: 400, body: '{"errors":[{"status":"400","title":"bad request"}]}' } as const

test('a cost estimate that can not be read hides no policy and no task', async () => {
  await using hcp = await serve({
    script: {
      costEstimate: { delta: '2.00' },
      policies: [{ name: 'cost', enforcement: 'advisory', passes: true }],
      tasks: [{ name: 'scan', stage: 'post_plan', enforcement: 'advisory', passes: true }]
    }
  })
  hcp.faults.set({ on: 'GET /cost-estimates/:id', do: REFUSED, times: 99 })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')[0]).toMatch(/can't be read: 400 .*\(GET \/cost-estimates\/.*\)$/)
  expect(step.outputs['policy-status']).toBe('passed')
  expect(step.outputs['task-results']).toContain('scan')
})

test('half a plan as JSON is asked for again', async () => {
  const change = {
    address: 'null_resource.a',
    change: { actions: ['create'], before: null, after: {}, after_sensitive: {} }
  }
  await using hcp = await serve({
    script: { plan: { additions: 1, json: { format_version: '1.2', resource_changes: [change] } } }
  })
  const half = { kind: 'answer', status: 200, body: '{"format_version":"1.2","resource_cha' } as const
  hcp.faults.set({ on: 'GET /_archivist/v1/plan-json-redacted/:secret', do: half })
  const step = await runStep(hcp)
  expect([step.conclusion, step.annotations]).toEqual(['success', []])
  expect(step.outputs['resource-changes-json']).toContain('null_resource.a')
})

test('changes that can not be read are not said to be none', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1, log: 'no more than this\n' } } })
  const step = await runStep(hcp)
  expect([step.conclusion, step.outputs['has-changes']]).toEqual(['success', 'true'])
  expect(step.outputs).not.toHaveProperty('resource-changes-json')
})

test('outputs that can not be read do not hide that the run was applied', async () => {
  await using hcp = await serve({ script: { apply: { outputs: { greeting: { value: 'hello' } } } } })
  hcp.faults.set({ on: 'GET /state-versions/:id', do: REFUSED })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect([step.conclusion, annotated(step, 'error')]).toEqual([
    'failure',
    ["Applied, but the outputs can't be read: 400 bad request (GET /state-versions/sv-…)"]
  ])
})
