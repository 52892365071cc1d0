import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { met, stateAndLock, stateText, uploadOf } from '../states.ts'

/** The same user, another job: the service would let this step unlock it. */
const lockByAnotherJob = (hcp: Hcp): void => {
  const caller = hcp.world.tokens.get(hcp.token)
  if (caller === undefined) throw new Error('the token has no user')
  hcp.find().lock = { by: 'caller', caller, reason: 'Upload by another job [0123456789abcdef]' }
}

test('a lock that another job holds with the same token is reported, and left', async () => {
  await using hcp = await serve()
  lockByAnotherJob(hcp)
  const step = await runStep(hcp, uploadOf(stateText(1)))
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')).toEqual([
    'The workspace demo is locked by the user owner ("Upload by another job [0123456789abcdef]"). Nothing was written: run this again when it is unlocked.'
  ])
  expect(stateAndLock(hcp)).toEqual({ state: undefined, lock: 'Upload by another job [0123456789abcdef]' })
  expect(hcp.journal.writes).toEqual(['POST /workspaces/:id/actions/lock'])
})

test('a lock of a person is reported, with who and why', async () => {
  await using hcp = await serve()
  hcp.lock(hcp.find(), 'moving things')
  const step = await runStep(hcp, uploadOf(stateText(1)))
  expect(annotated(step, 'error')).toEqual([
    expect.stringContaining('The workspace demo is locked by the user somebody-else ("moving things").')
  ])
})

test.concurrent.each([
  'POST /workspaces/:id/actions/lock',
  'GET /state-versions',
  'POST /workspaces/:id/actions/unlock'
])('killed at %s, and another job locks before the post step: its lock stays', async on => {
  await using hcp = await serve()
  const fault = hcp.faults.set({ on, do: { kind: 'hang' }, when: 'after' })
  using run = onARunner(hcp, uploadOf(stateText(1)))
  await met(fault, run)
  run.kill()
  const main = await run.ended
  lockByAnotherJob(hcp)
  hcp.journal.clear()
  const post = await main.post()
  expect([post.conclusion, hcp.journal.writes]).toEqual(['success', []])
  expect(post.log).toContain('is not locked by this step; it is locked by the user owner ("Upload by another job')
  expect(stateAndLock(hcp).lock).toBe('Upload by another job [0123456789abcdef]')
})

test('a lock that somebody forced open and took during the upload stays, and the step says so', async () => {
  await using hcp = await serve()
  const fault = hcp.faults.set({ on: 'GET /state-versions/:id', do: { kind: 'delay', milliseconds: 400 } })
  using run = onARunner(hcp, uploadOf(stateText(1)))
  await met(fault, run)
  lockByAnotherJob(hcp)
  const step = await run.ended
  expect(annotated(step, 'warning')).toEqual([
    expect.stringContaining('Someone else unlocked the workspace demo during the step; it is locked by the user owner')
  ])
  // What was written becomes the current state when the other job unlocks: until then it is not seen to be.
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('is not the current state of the workspace demo')])
  expect(stateAndLock(hcp).lock).toBe('Upload by another job [0123456789abcdef]')
})
