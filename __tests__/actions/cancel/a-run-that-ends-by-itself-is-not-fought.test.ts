import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, onARunner } from '../on-a-runner.ts'

test.each(['cancel', 'discard'])('run/%s of a run that has finished meanwhile is not a failure', async verb => {
  await using hcp = await serve({ script: { hold: [verb === 'cancel' ? 'planning' : 'planned'] } })
  const { 'run-id': id } = await (verb === 'cancel'
    ? runElsewhere(hcp, 'planning', { 'plan-only': true })
    : runElsewhere(hcp, 'planned'))
  if (verb === 'discard') hcp.release()
  const route = `POST /runs/:id/actions/${verb}`
  hcp.faults.set({ on: route, do: { kind: 'delay', milliseconds: 1_500 } })
  using run = onARunner(hcp, { action: `run/${verb}`, inputs: { ...NO_WORKSPACE, 'run-id': id } })
  await run.line('Run run-')
  await new Promise(resolve => setTimeout(resolve, 300))
  if (verb === 'cancel') hcp.release()
  else
    await fetch(`${hcp.address}/api/v2/runs/${id}/actions/discard`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' }
    })
  const step = await run.ended
  expect([annotated(step, 'error'), step.conclusion]).toEqual([[], 'success'])
  expect(step.log).toContain('has already finished')
})
