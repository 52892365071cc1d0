import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, onARunner, plain, runStep } from '../on-a-runner.ts'

const HELD = { plan: { log: ['busy…\n', { hold: true }] } } as const

test('of a run that takes too long and is cancelled', async () => {
  await using hcp = await serve({ script: HELD })
  const step = await runStep(hcp, { inputs: { timeout: '1s' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The run did not finish within `timeout`/)
  expect(step.outputs['run-status']).toBe('canceled')
  expect(plain(step.log)).toContain('Run run-…: cancellation requested.')
})

test('of a run that did not begin in time and is cancelled', async () => {
  await using hcp = await serve({ script: { hold: ['plan_queued'] } })
  const step = await runStep(hcp, { inputs: { 'queue-timeout': '1s' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'canceled'])
})

test('of a run whose job is cancelled', async () => {
  await using hcp = await serve({ script: HELD })
  using run = onARunner(hcp)
  await run.line('busy…')
  run.interrupt()
  expect((await run.ended).outputs['run-status']).toBe('canceled')
})

test.each(['run/wait', 'run/apply'])('of a run of others that %s leaves when its job is cancelled', async action => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  using run = onARunner(hcp, { action, inputs: { ...NO_WORKSPACE, ...(await runElsewhere(hcp, 'planning')) } })
  await run.line('Run: planning')
  run.interrupt()
  expect((await run.ended).outputs['run-status']).toBe('planning')
})

test('of a run that the service does not let the step read any more', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  using run = onARunner(hcp)
  await run.line('Run: planning')
  hcp.faults.set({ on: 'GET /runs/:id', do: { kind: 'answer', status: 403 }, times: 2 })
  const main = await run.ended
  expect([main.conclusion, main.outputs['run-status']]).toEqual(['failure', 'unknown'])
  // Nothing waits for it any more: the post step ends it.
  await main.post()
  await hcp.until('canceled')
})
