import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'

const APPLY = { operation: 'apply', 'queue-timeout': '0s' }
const statuses = (hcp: Hcp) => [...hcp.world.runs.values()].map(run => run.status)

test('an apply with `queue-timeout: 0s` creates nothing where the workspace is locked', async () => {
  await using hcp = await serve()
  hcp.lock(hcp.find(), 'moving house')
  const step = await runStep(hcp, { inputs: APPLY })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`queue-timeout` is `0s`.*held by the user somebody-else \("moving house"\)\..*no run\./)
  ])
  expect(annotated(step, 'warning')).toEqual([])
  expect(hcp.journal.writes).toEqual([])
})

test('nor where another run holds it', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await runElsewhere(hcp, 'planning')
  const before = hcp.journal.writes.length
  const step = await runStep(hcp, { inputs: APPLY })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/held by the run run-….*\(planning\)/)])
  expect([hcp.journal.writes.length, statuses(hcp)]).toEqual([before, ['planning']])
})

test('a run that was overtaken while it was created ends, whatever `on-timeout` says', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'workspace-locked' })
  const step = await runStep(hcp, { inputs: { ...APPLY, 'on-timeout': 'leave' } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/`queue-timeout` is `0s`\. .*The workspace is held by /)
  ])
  expect(statuses(hcp)).toEqual([expect.stringMatching(/^(canceled|discarded)$/)])
})

test('in a free workspace it is applied', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: APPLY })
  expect([step.conclusion, statuses(hcp)]).toEqual(['success', ['applied']])
})

test('a run of an earlier attempt of the job ends first, and does not block the apply', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const github = { run_id: '100', repository: 'acme/web' }
  using run = onARunner(hcp, {
    inputs: { operation: 'apply', 'on-cancel': 'leave' },
    github: { ...github, run_attempt: '1' }
  })
  await hcp.until('planning')
  run.interrupt()
  await run.ended
  hcp.script({})
  const step = await runStep(hcp, { inputs: APPLY, github: { ...github, run_attempt: '2' } })
  expect([step.conclusion, statuses(hcp)]).toEqual(['success', ['canceled', 'applied']])
})

test('a run of others that is queued is not waited for, and stays', async () => {
  await using hcp = await serve()
  hcp.lock()
  const { 'run-id': runId } = await runElsewhere(hcp, 'pending')
  const step = await runStep(hcp, {
    action: 'run/wait',
    inputs: { ...NO_WORKSPACE, 'run-id': runId, 'queue-timeout': '0s' }
  })
  expect([step.conclusion, step.outputs['run-status'], statuses(hcp)]).toEqual(['failure', 'pending', ['pending']])
})
