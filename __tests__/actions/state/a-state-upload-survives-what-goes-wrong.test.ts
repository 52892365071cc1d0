import { expect, test } from '@jest/globals'
import { serve, type Fault } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf, versions } from '../states.ts'

const LOCK = 'POST /workspaces/:id/actions/lock'
const CREATE = 'POST /workspaces/:id/state-versions'
const PUT = 'PUT /_archivist/v1/state/:secret'
const UNLOCK = 'POST /workspaces/:id/actions/unlock'
const reset = { kind: 'reset' } as const
const old = {
  kind: 'answer',
  status: 422,
  headers: { 'content-type': 'application/vnd.api+json' },
  body: '{"errors":["param is missing or the value is empty: state"]}'
} as const

/** What goes wrong, and how many state versions there are in the end, with the one that existed before. */
test.concurrent.each<[string, Fault, number]>([
  ['the lock is never asked for', { on: LOCK, do: reset }, 2],
  ['the lock is taken and its answer lost', { on: LOCK, do: reset, when: 'after' }, 2],
  ['the announcement is lost', { on: CREATE, do: reset }, 2],
  ['the answer to the announcement is lost', { on: CREATE, do: reset, when: 'after' }, 2],
  ['the announcement meets a proxy in trouble', { on: CREATE, do: { kind: 'answer', status: 502 } }, 2],
  ['the upload is lost', { on: PUT, do: reset }, 2],
  ['the answer to the upload is lost', { on: PUT, do: reset, when: 'after' }, 2],
  ['the upload URL has expired', { on: PUT, do: { kind: 'answer', status: 403 } }, 3],
  ['no upload URL works', { on: PUT, do: { kind: 'answer', status: 403 }, times: 9 }, 4],
  ['the server wants the state at once', { on: CREATE, do: old }, 2],
  ['the unlock is lost', { on: UNLOCK, do: reset }, 2],
  ['the answer to the unlock is lost', { on: UNLOCK, do: reset, when: 'after' }, 2],
  ['the state is not acknowledged yet', { name: 'unlock-pending', times: 3 }, 2],
  ['the rate limit is exceeded again and again', { name: 'rate-limited', times: 6 }, 2]
])('%s', async (_name, fault, there) => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  hcp.faults.set(fault)
  const step = await runStep(hcp, uploadOf(stateText(4)))
  expect([step.conclusion, step.annotations]).toEqual(['success', []])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
  expect(versions(hcp)).toHaveLength(there)
  expect(hcp.journal.writes.filter(line => line === LOCK).length).toBeLessThanOrEqual(2)
})
