import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, plain, runStep } from '../on-a-runner.ts'

const REPEATED = { run_id: '100', repository: 'acme/web' }
const apply = (more: Readonly<Record<string, string>> = {}) => ({ operation: 'apply', ...more })
const statusOf = (hcp: Hcp, id = '') => hcp.world.runs.get(id)?.status

/** A first attempt whose run was left waiting for its confirmation. */
async function leftWaiting(hcp: Hcp): Promise<string> {
  using run = onARunner(hcp, { inputs: apply({ 'on-cancel': 'leave' }), github: { ...REPEATED, run_attempt: '1' } })
  await hcp.until('planning')
  run.interrupt()
  return (await run.ended).outputs['run-id'] ?? ''
}

test('the unconfirmed run of an earlier attempt of the job ends, and the new one is applied', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const earlier = await leftWaiting(hcp)
  hcp.script({})
  const step = await runStep(hcp, { inputs: apply(), github: { ...REPEATED, run_attempt: '2' } })
  expect([step.conclusion, statusOf(hcp, earlier)]).toEqual(['success', 'canceled'])
  expect(plain(step.log)).toContain('Run run-… of an earlier attempt of this job: cancellation requested')
})

test('the confirmed run of an earlier attempt goes on, and is named; so does the line that says what is waited for', async () => {
  await using hcp = await serve({ script: { hold: ['applying'] } })
  using first = onARunner(hcp, { inputs: apply({ 'on-cancel': 'leave' }), github: { ...REPEATED, run_attempt: '1' } })
  await hcp.until('applying')
  await first.line('Run: applying')
  first.interrupt()
  const earlier = (await first.ended).outputs['run-id'] ?? ''
  hcp.script({})
  using second = onARunner(hcp, { inputs: apply(), github: { ...REPEATED, run_attempt: '2' } })
  const line = plain(await second.line(/^Waiting for .*held by/))
  expect(line).toMatch(
    /^Waiting for \d s.*; the workspace is held by the run run-… \(".+"\) of the workflow run 100, attempt 1 \(applying\)\.$/
  )
  expect(await second.line(/^Waiting for .*held by/)).toContain(earlier)
  hcp.release()
  const step = await second.ended
  expect([step.conclusion, statusOf(hcp, earlier)]).toEqual(['success', 'applied'])
  expect(annotated(step, 'warning')).toContain(
    'Run run-… of an earlier attempt of this job continues (applying), and the run of this step waits for it.'
  )
})

test('an earlier run whose discard is answered, and not done, is not called discarded', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const earlier = await leftWaiting(hcp)
  hcp.release()
  await hcp.until('planned')
  hcp.faults.set({ on: 'POST /runs/:id/actions/discard', do: { kind: 'answer', status: 202 }, times: 100 })
  const inputs = apply({ 'queue-timeout': '4s' })
  const step = await runStep(hcp, { inputs, github: { ...REPEATED, run_attempt: '2' } })
  expect([step.conclusion, statusOf(hcp, earlier)]).toEqual(['failure', 'planned'])
  const said = plain(step.log)
    .split('\n')
    .filter(line => line.includes('of an earlier attempt of this job'))
  expect(said).toEqual([expect.stringMatching(/: discard requested\.$/)])
})

test.each([
  ['another workflow run', { run_id: '101', run_attempt: '2' }],
  ['the same attempt', { run_id: '100', run_attempt: '1' }],
  ['another job', { run_id: '100', run_attempt: '2', job: 'another' }],
  ['another repository', { run_id: '100', run_attempt: '2', repository: 'acme/api' }]
])('a run of %s stays, and is named', async (_whose, github) => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const earlier = await leftWaiting(hcp)
  hcp.script({})
  const inputs = apply({ 'queue-timeout': '4s' })
  const step = await runStep(hcp, { inputs, github: { ...REPEATED, ...github } })
  expect([step.conclusion, statusOf(hcp, earlier)]).toEqual(['failure', 'planning'])
  expect(annotated(step, 'error')[0]).toMatch(
    /The workspace is held by the run run-… \(".+"\) of the workflow run 100, attempt 1 \(planning\)\.$/
  )
})
