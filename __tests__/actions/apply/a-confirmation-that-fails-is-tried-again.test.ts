import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const ROUTE = 'POST /runs/:id/actions/apply'
const conflict = {
  kind: 'answer',
  status: 409,
  body: '{"errors":[{"status":"409","title":"transition not allowed"}]}'
} as const

test.each([
  ['is refused although the run still waits for it', { on: ROUTE, do: conflict }],
  ['is done, and its answer lost', { on: ROUTE, do: { kind: 'close' }, when: 'after' }],
  ['gets no answer', { on: ROUTE, do: { kind: 'close' } }],
  ['meets a server in trouble', { on: ROUTE, do: { kind: 'answer', status: 503, body: '' } }]
] as const)('a confirmation that %s does not fail the apply', async (_name, fault) => {
  await using hcp = await serve()
  hcp.faults.set(fault)
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
})

test('a confirmation that is refused again and again fails the step with the reason', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: ROUTE, do: conflict, times: 99 })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain('409 transition not allowed')
  expect(step.post?.log).toContain('discard requested')
  expect(hcp.journal.writes).toContain('POST /runs/:id/actions/discard')
})
