import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { client } from '../../../packages/hcp-terraform-server/tests/client.ts'
import { annotated, onARunner } from '../on-a-runner.ts'

test('a plan that was refused and that somebody confirms meanwhile is not told of as discarded', async () => {
  const json = { format_version: '1.2', resource_changes: [{ address: 'a.b', change: { actions: ['delete'] } }] }
  await using hcp = await serve({ script: { plan: { destructions: 1, json } } })
  hcp.faults.set({ on: 'POST /runs/:id/actions/discard', do: { kind: 'delay', milliseconds: 5_000 } })
  using run = onARunner(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  const { id } = await hcp.until('planned')
  while (!hcp.journal.writes.includes('POST /runs/:id/actions/discard'))
    await new Promise(resolve => setTimeout(resolve, 20))
  await client(hcp, hcp.token).post(`/runs/${id}/actions/apply`)
  const step = await run.ended
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^`apply-only-if` does not allow this plan, but somebody else has decided about it meanwhile/)
  ])
})
