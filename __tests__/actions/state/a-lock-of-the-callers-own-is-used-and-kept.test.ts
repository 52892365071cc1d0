import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf, versions } from '../states.ts'

test('without `lock`, a state is uploaded under the lock that the caller holds, and it stays', async () => {
  await using hcp = await serve()
  const caller = hcp.world.tokens.get(hcp.token)
  if (caller === undefined) throw new Error('the token has no user')
  hcp.find().lock = { by: 'caller', caller, reason: 'a longer job' }
  for (const serial of [1, 2]) {
    expect((await runStep(hcp, uploadOf(stateText(serial), { lock: 'false' }))).conclusion).toBe('success')
  }
  expect(stateAndLock(hcp).lock).toBe('a longer job')
  expect(versions(hcp).map(({ serial }) => serial)).toEqual([2, 1])
  // What is not current yet counts as well: the lock is still held.
  const lower = await runStep(hcp, uploadOf(stateText(1, 'late'), { lock: 'false' }))
  expect(annotated(lower, 'error')).toEqual([expect.stringContaining('The serial provided (1) is not greater than')])
})

test('without `lock` and a lock, nothing is asked of the service but the workspace', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, uploadOf(stateText(1), { lock: 'false' }))
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('`lock`: "demo" is not locked')])
  expect(hcp.journal.writes).toEqual([])
})

test('without `lock`, a lock of somebody else is reported', async () => {
  await using hcp = await serve()
  hcp.lock(hcp.find(), 'moving things')
  const step = await runStep(hcp, uploadOf(stateText(1), { lock: 'false' }))
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(
      /^409 The workspace is locked by somebody else\. \(POST .*\)\nThe workspace demo is locked by the user somebody-else \("moving things"\)\.$/
    )
  ])
})

test.concurrent.each([
  ['can-create-state-versions', 'may not write states'],
  ['can-lock', 'may not lock and unlock'],
  ['can-unlock', 'may not lock and unlock']
])('without the permission %s, the step says so and asks for nothing more', async (permission, says) => {
  await using hcp = await serve()
  hcp.createWorkspace('web', { permissions: { [permission]: false } })
  const step = await runStep(hcp, uploadOf(stateText(1), { workspace: 'web' }))
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(says)])
  expect(hcp.journal.writes).toEqual([])
})
