import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

const WARNING = 'Policy "a" is enforced as advisory, because the run has targets.'

test('what the service warns of when it creates a run is a warning of the step', async () => {
  await using hcp = await serve({ script: { warnings: [WARNING] } })
  const step = await runStep(hcp)
  expect([step.conclusion, annotated(step, 'warning')]).toEqual([
    'success',
    [`The service changed how it checks this run: ${WARNING}`]
  ])
  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'] }
  expect(annotated(await runStep(hcp, { action: 'run/wait', inputs }), 'warning')).toEqual([
    expect.stringContaining(WARNING)
  ])
})

test('other events cause no warnings, and ones that can not be read change nothing', async () => {
  await using hcp = await serve({ script: { warnings: [WARNING] } })
  hcp.faults.set({
    on: 'GET /runs/:id/run-events',
    do: { kind: 'answer', status: 404, body: '{"errors":[{"status":"404","title":"not found"}]}' },
    times: 9
  })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect([step.conclusion, annotated(step, 'warning')]).toEqual(['success', []])
})
