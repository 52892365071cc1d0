import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, plain, runStep } from '../on-a-runner.ts'

test.each([
  ['cancel', 'Run run-…: cancellation requested', 'canceled'],
  ['leave', 'Run run-… goes on to its plan, and then waits for a person', 'pending']
] as const)('a run that does not begin in time: %s', async (onTimeout, says, status) => {
  await using hcp = await serve()
  hcp.lock()
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'queue-timeout': '1s', 'on-timeout': onTimeout } })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toMatch(
    /^The run did not begin within `queue-timeout`: http.*\nThe run did not start within 1 s\. The workspace is held by the user [^ ]+ \(".*"\)\.$/
  )
  expect(plain(step.log)).toContain(says)
  expect([...hcp.world.runs.values()].map(run => run.status)).toEqual([status])
})
