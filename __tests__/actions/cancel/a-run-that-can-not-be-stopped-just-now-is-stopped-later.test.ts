import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, plain } from '../on-a-runner.ts'

const refused = { kind: 'answer', status: 409, body: '{"errors":[{"status":"409","title":"not now"}]}' } as const

test('a run that can neither be cancelled nor discarded just now is not taken for over, and ended by the post step', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  hcp.faults.set({ on: 'POST /runs/:id/actions/cancel', do: refused, times: 2 })
  hcp.faults.set({ on: 'POST /runs/:id/actions/discard', do: refused, times: 2 })
  using run = onARunner(hcp)
  await run.line('planning…')
  run.interrupt()
  const main = await run.ended
  expect(plain(main.log)).toContain(
    'Run run-…: not changed: it can be neither cancelled nor discarded while it is planning.'
  )
  const post = await main.post()
  expect(plain(post.log)).toContain('Run run-…: cancellation requested')
  await hcp.until('canceled')
})
