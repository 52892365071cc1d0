import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep, type Options } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

const lock = (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}, github: Options['github'] = {}) =>
  runStep(hcp, { action: 'workspaces/lock', inputs, github })
const unlock = (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}, github: Options['github'] = {}) =>
  runStep(hcp, { action: 'workspaces/unlock', inputs, github })

test('a lock outlives its job, is used by a state upload, and is given back by its id', async () => {
  await using hcp = await serve()
  const { outputs } = await lock(hcp, { reason: 'Moving' })
  expect(outputs).toMatchObject({ 'lock-id': expect.stringMatching(/^[0-9a-f]{16}$/), 'locked-by': 'user owner' })
  const reason = stateAndLock(hcp).lock ?? ''
  expect(reason).toMatch(
    /^Moving by the GitHub job job of example\/infrastructure, run \d+ attempt 1 \[[0-9a-f]{16}\]$/
  )
  expect(reason).toContain(outputs['lock-id'])
  expect((await runStep(hcp, uploadOf(stateText(1), { lock: 'false' }))).conclusion).toBe('success')
  await unlock(hcp, { 'lock-id': outputs['lock-id'] })
  expect(stateAndLock(hcp)).toEqual({ state: stateText(1), lock: undefined })
  expect((await unlock(hcp)).conclusion).toBe('success')
})

test('with job-end the post step gives it back', async () => {
  await using hcp = await serve()
  const step = await lock(hcp, { release: 'job-end' })
  expect([step.conclusion, step.post?.log, stateAndLock(hcp).lock]).toEqual([
    'success',
    expect.stringContaining('Unlocked'),
    undefined
  ])
})

test('a held lock is refused by the name of its holder, or waited for', async () => {
  await using hcp = await serve()
  hcp.lock()
  expect(annotated(await lock(hcp), 'error')).toEqual([expect.stringContaining('somebody-else ("Locked by a test")')])
  using waiting = onARunner(hcp, { action: 'workspaces/lock', inputs: { timeout: '2m' } })
  await waiting.line(/Waiting for it/)
  hcp.find().lock = undefined
  expect((await waiting.ended).outputs['lock-id']).toBe(/\[(.+)\]/.exec(stateAndLock(hcp).lock ?? '')?.[1])
})

test('any lock of this workflow run is given back, and no other', async () => {
  await using hcp = await serve()
  await lock(hcp, {}, { run_id: '77', run_attempt: '1' })
  const other = await unlock(hcp, {}, { run_id: '78' })
  expect(annotated(other, 'error')).toEqual([expect.stringContaining('and not by this workflow run')])
  const wrong = await unlock(hcp, { 'lock-id': '0123456789abcdef' }, { run_id: '77' })
  expect([wrong.conclusion, stateAndLock(hcp).lock]).toEqual(['failure', expect.any(String)])
  expect((await unlock(hcp, {}, { run_id: '77', run_attempt: '2' })).conclusion).toBe('success')
  expect(stateAndLock(hcp).lock).toBeUndefined()
})

test('the same job takes its own lock over in a later attempt only', async () => {
  await using hcp = await serve()
  const first = await lock(hcp, {}, { run_id: '77', run_attempt: '1' })
  expect((await lock(hcp, {}, { run_id: '77', run_attempt: '1' })).conclusion).toBe('failure')
  const second = await lock(hcp, {}, { run_id: '77', run_attempt: '2' })
  expect(second.outputs['lock-id']).toBe(first.outputs['lock-id'])
})

test('force takes the lock of a person away, says whose it was, and leaves the lock of a run', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  hcp.lock()
  const step = await unlock(hcp, { force: 'true' })
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('somebody-else')])
  expect(stateAndLock(hcp).lock).toBeUndefined()
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await hcp.until(() => hcp.find().lock?.by === 'run')
  expect((await unlock(hcp, { force: 'true' })).conclusion).toBe('failure')
  expect(stateAndLock(hcp).lock).toBe('run')
  run.kill()
  await run.ended
})

test('a lock that the server shows without a reason is of somebody else, whatever `lock-id` is', async () => {
  await using hcp = await serve()
  const route = `${hcp.address}/api/v2/workspaces/${hcp.find().id}/actions/lock`
  const headers = { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' }
  expect((await fetch(route, { method: 'POST', headers, body: '{}' })).status).toBe(200)
  for (const inputs of [{ 'lock-id': '0123456789abcdef' }, {}]) {
    const step = await unlock(hcp, inputs)
    expect(annotated(step, 'error')).toEqual([expect.stringContaining('and not by this workflow run')])
  }
  expect(hcp.find().lock).toBeDefined()
})
