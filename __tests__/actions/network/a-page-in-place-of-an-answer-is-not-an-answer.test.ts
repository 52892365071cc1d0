import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

const PAGE = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>Please log in</body></html>'
} as const

test.concurrent.each([
  'POST /workspaces/:id/actions/lock',
  'PUT /_archivist/v1/state/:secret',
  'POST /workspaces/:id/actions/unlock'
])('a page that a proxy gives in place of an answer is not an answer: %s', async on => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  hcp.faults.set({ on, do: PAGE })
  const step = await runStep(hcp, uploadOf(stateText(4)))
  expect([step.conclusion, step.annotations]).toEqual(['success', []])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
})
