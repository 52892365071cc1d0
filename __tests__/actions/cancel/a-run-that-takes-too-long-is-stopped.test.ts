import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a run that takes too long is cancelled, and the step fails for that', async () => {
  await using hcp = await serve({ script: { plan: { log: ['busy…\n', { hold: true }] } } })
  const step = await runStep(hcp, { inputs: { timeout: '1s' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The run did not finish within `timeout`: http/)
  await hcp.until('canceled')
})

test('also while the plan is read for the log: the run ends before that is asked for again', async () => {
  await using hcp = await serve()
  const plan = 'GET /plans/:id/json-output-redacted'
  hcp.faults.set({ on: plan, do: { kind: 'hang' } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', timeout: '8s' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The run did not finish within `timeout`: http/)
  const asked = hcp.journal.lines.filter(line => line === plan || line.includes('/actions/'))
  expect(asked.slice(0, 2)).toEqual([plan, 'POST /runs/:id/actions/discard'])
})
