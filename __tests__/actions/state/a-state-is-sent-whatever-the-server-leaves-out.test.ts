import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'
import { met, stateAndLock, stateText, uploadOf, versions } from '../states.ts'

/** A server that leaves attributes of one type out of its answers. */
const without = (type: string, ...names: readonly string[]): Rewriting => ({
  answer: document => {
    for (const resource of resourcesOf(document))
      if (resource.type === type) for (const name of names) Reflect.deleteProperty(resource.attributes, name)
  }
})

test.each([
  ['an upload URL and no status', ['status']],
  ['a status and no upload URL', ['hosted-state-upload-url']],
  ['neither', ['status', 'hosted-state-upload-url', 'hosted-json-state-upload-url']]
])('the new version has %s: the state is sent, and is the current one', async (_what, names) => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(stateText(3))
  await using server = await rewritten(hcp, without('state-versions', ...names))
  const step = await runStep(server, uploadOf(stateText(4)))
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['success', []])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
})

test('a version that says it is final without its state is not taken for it', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(stateText(3))
  await using server = await rewritten(hcp, {
    answer: (document, request) => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'state-versions' && request.startsWith('POST') && attributes.status === 'pending')
          Object.assign(attributes, { status: 'finalized', 'hosted-state-upload-url': null })
    }
  })
  const step = await runStep(server, uploadOf(stateText(4)))
  expect([step.conclusion, stateAndLock(hcp)]).toEqual(['success', { state: stateText(4), lock: undefined }])
})

const NO_REASON = without('workspaces', 'locked-reason')

test('without a reason, a lock that was answered is given back', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  await using server = await rewritten(hcp, NO_REASON)
  const step = await runStep(server, uploadOf(stateText(1)))
  expect([step.conclusion, annotated(step, 'warning')]).toEqual(['success', []])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(1), lock: undefined })
  expect(step.log).toContain('Unlocked the workspace demo.')
})

test('without a reason, the post step of a killed step gives an answered lock back', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  await using server = await rewritten(hcp, NO_REASON)
  const fault = hcp.faults.set({ on: 'GET /state-versions', do: { kind: 'hang' } })
  using run = onARunner(server, uploadOf(stateText(1)))
  await met(fault, run)
  run.kill()
  const post = await (await run.ended).post()
  expect(post.log).toContain('Unlocked the workspace demo.')
  expect(stateAndLock(hcp).lock).toBeUndefined()
})

test('without a reason and an answer, a lock is left, and what to do is said', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  await using server = await rewritten(hcp, NO_REASON)
  const fault = hcp.faults.set({ on: 'POST /workspaces/:id/actions/lock', do: { kind: 'hang' }, when: 'after' })
  using run = onARunner(server, uploadOf(stateText(1)))
  await met(fault, run)
  run.kill()
  const post = await (await run.ended).post()
  expect(post.conclusion).toBe('success')
  expect(annotated(post, 'warning')).toEqual([expect.stringContaining('unlock it in its settings')])
  expect(hcp.journal.writes).toEqual(['POST /workspaces/:id/actions/lock'])
})

test('under the lock of the caller, an upload that a killed step began is stopped by the post step', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(stateText(3))
  const caller = hcp.world.tokens.get(hcp.token)
  if (caller === undefined) throw new Error('the token has no user')
  hcp.find().lock = { by: 'caller', caller, reason: 'mine' }
  const fault = hcp.faults.set({ on: 'PUT /_archivist/v1/state/:secret', do: { kind: 'hang' } })
  using run = onARunner(hcp, uploadOf(stateText(4), { lock: 'false' }))
  await met(fault, run)
  run.kill()
  const post = await (await run.ended).post()
  expect(post.log).toContain('Finished the upload that the step had started')
  expect(stateAndLock(hcp).lock).toBe('mine')
  const [newest] = versions(hcp)
  expect([newest?.status, newest?.state?.toString()]).toEqual(['finalized', stateText(4)])
})

const rest = { ...(JSON.parse(stateText(4)) as object), lineage: undefined }

test.each([
  ['without a lineage', JSON.stringify(rest)],
  ['of format 3', JSON.stringify({ version: 3, serial: 4, lineage: '', modules: [] })]
])('a state %s is uploaded', async (_what, text) => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  const step = await runStep(hcp, uploadOf(text))
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['success', []])
  expect(stateAndLock(hcp)).toEqual({ state: text, lock: undefined })
})
