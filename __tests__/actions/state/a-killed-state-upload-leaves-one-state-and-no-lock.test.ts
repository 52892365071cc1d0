import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'
import { met, stateAndLock, stateText, uploadOf } from '../states.ts'

const OLD = stateText(3)
const NEW = stateText(4)
/** What an upload asks, one after the other. */
const REQUESTS = [
  'GET /organizations/demo/workspaces/demo',
  'POST /workspaces/:id/actions/lock',
  'GET /workspaces/:id',
  'GET /state-versions',
  'GET /workspaces/:id/current-state-version',
  'GET /api/state-versions/:id/hosted_state',
  'GET /_archivist/v1/state/:secret',
  'POST /workspaces/:id/state-versions',
  'PUT /_archivist/v1/state/:secret',
  'GET /state-versions/:id',
  'GET /workspaces/:id',
  'POST /workspaces/:id/actions/unlock',
  'GET /workspaces/:id',
  'GET /workspaces/:id/current-state-version',
  'GET /api/state-versions/:id/hosted_state',
  'GET /_archivist/v1/state/:secret'
]

test('an upload asks what the kills below are held against', async () => {
  await using hcp = await serve()
  hcp.seedState(OLD)
  using run = onARunner(hcp, uploadOf(NEW))
  await run.ended
  expect(hcp.journal.lines).toEqual(REQUESTS)
})

const moments = REQUESTS.flatMap((request, index) =>
  (['before', 'after'] as const).map(when => [when, request, index + 1] as const)
)

test.concurrent.each(moments)(
  'killed %s %s',
  async (when, _request, nth) => {
    await using hcp = await serve()
    hcp.seedState(OLD)
    const fault = hcp.faults.set({ on: '* /*', do: { kind: 'hang' }, when, nth })
    using run = onARunner(hcp, uploadOf(NEW))
    await met(fault, run)
    run.kill()
    const main = await run.ended
    const post = await main.post()
    expect([post.conclusion, post.annotations]).toEqual(['success', []])
    const { state, lock } = stateAndLock(hcp)
    expect(lock).toBeUndefined()
    // From its announcement on, a state is uploaded to the end: the service does not unlock before.
    const isAnnounced = nth > 8 || (nth === 8 && when === 'after')
    expect(state).toBe(isAnnounced ? NEW : OLD)
  },
  60_000
)
