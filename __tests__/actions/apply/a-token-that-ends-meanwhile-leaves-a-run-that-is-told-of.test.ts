import { expect, test } from '@jest/globals'
import { serve, type Hcp, type RunStatus } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'

const REFUSED = '{"errors":[{"status":"401","title":"unauthorized"}]}'

/** Every request is refused from a status on, in which the run stays. */
async function refusedIn(hcp: Hcp, status: RunStatus, line: string) {
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await run.line(line)
  hcp.faults.set({ on: '* /*', do: { kind: 'answer', status: 401, body: REFUSED }, times: 1_000 })
  const step = await run.ended
  const post = await step.post()
  expect([...hcp.world.runs.values()].map(each => each.status)).toEqual([status])
  return { step, post }
}

test('a token that is refused while the apply goes on: the plan was confirmed, and the summary says what is known', async () => {
  await using hcp = await serve({ script: { hold: ['applying'], plan: { additions: 1 } } })
  const { step, post } = await refusedIn(hcp, 'applying', 'Run: applying')
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'unknown'])
  expect(annotated(step, 'error')[0]).toMatch(
    /^The service refuses the token now, .*http.*\n.*does not accept the token.*\n.*401 unauthorized\)\nThe plan was confirmed before that, and run run-… goes on/
  )
  expect(step.summary).toContain('refuses the token')
  // A confirmed apply is not the post step's to end.
  expect([post.conclusion, annotated(post, 'warning')]).toEqual(['success', []])
})

test('one that is refused before that does not say so', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const { step, post } = await refusedIn(hcp, 'planning', 'Run: planning')
  expect(annotated(step, 'error')[0]).toContain('The plan was not confirmed by this step.')
  expect(annotated(post, 'warning')).toEqual([expect.stringContaining('401')])
})

test('one that is refused at the confirmation does not say that the plan was confirmed', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'answer', status: 401, body: REFUSED } })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')[0]).toContain('The plan was not confirmed by this step.')
  // The token of the post step may be another.
  expect([...hcp.world.runs.values()].map(run => run.status)).toEqual(['discarded'])
})

test('one that is refused after a confirmation without an answer says that nothing is known of that', async () => {
  await using hcp = await serve({ script: { hold: ['applying'] } })
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'reset' }, when: 'after' })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await run.line('Whether the confirmation arrived is not known yet')
  hcp.faults.set({ on: '* /*', do: { kind: 'answer', status: 401, body: REFUSED }, times: 1_000 })
  const [error] = annotated(await run.ended, 'error')
  expect(error).toContain('did not say whether it accepted the confirmation')
  expect(error).not.toContain('was confirmed')
})
