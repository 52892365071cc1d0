import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const INPUTS = { operation: 'apply', wait: 'false' }

test('an apply that is not waited for is applied by the service, and the summary says that the step did not wait', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: INPUTS })
  expect([step.conclusion, step.summary]).toEqual(['success', expect.stringContaining('did not wait')])
  const run = await hcp.until('applied', 20)
  expect(run.attributes['auto-apply']).toBe(true)
})

test('a server that does not say that it applies by itself gets the run ended, and the step fails', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const body = (id: string) => JSON.stringify({ data: { id, type: 'runs', attributes: { status: 'pending' } } })
  hcp.faults.set({
    on: 'POST /runs',
    do: {
      kind: 'answer',
      status: 201,
      body: body('run-unknown'),
      headers: { 'content-type': 'application/vnd.api+json' }
    }
  })
  const step = await runStep(hcp, { inputs: INPUTS })
  expect([step.conclusion, annotated(step, 'error').join('\n')]).toEqual([
    'failure',
    expect.stringMatching(/`auto-apply`/)
  ])
})
