import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, plain, runStep } from '../on-a-runner.ts'

test.each([
  ['cancel', 'Run run-…: cancellation requested', 'canceled', ' The run was cancelled before it started\\.'],
  ['leave', 'Run run-… goes on to its plan, and then waits for a person', 'pending', '']
] as const)('a run that does not begin in time: %s', async (onTimeout, says, status, fate) => {
  await using hcp = await serve()
  hcp.lock()
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'queue-timeout': '1s', 'on-timeout': onTimeout } })
  expect(step.conclusion).toBe('failure')
  const held = 'The workspace is held by the user [^ ]+ \\(".*"\\)\\.'
  expect(annotated(step, 'error')[0]).toMatch(
    new RegExp(
      `^The run did not begin within \`queue-timeout\`: http.*\\nThe run did not start within 1 s\\.${fate} ${held}$`
    )
  )
  expect(plain(step.log)).toContain(says)
  expect(step.summary.includes('before it started')).toBe(fate !== '')
  expect([...hcp.world.runs.values()].map(run => run.status)).toEqual([status])
})

test('one that the action could not end is not said to have ended', async () => {
  await using hcp = await serve()
  hcp.lock()
  hcp.faults.set({ on: 'POST /runs/:id/actions/cancel', do: { kind: 'answer', status: 403, body: '' } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'queue-timeout': '1s' } })
  expect(annotated(step, 'error')[0]).toMatch(/The run's status is "waiting for its turn", and the run has not ended\./)
})
