import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, plain } from '../on-a-runner.ts'

test('a job that is cancelled while its run plans cancels the run at once', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  using run = onARunner(hcp)
  await run.line('planning…')
  run.interrupt()
  const main = await run.ended
  expect(plain(main.log)).toContain('Run run-…: cancellation requested.')
  await hcp.until('canceled')
  const post = await main.post()
  expect(post.log).toContain('had already finished')
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual(['POST /runs/:id/actions/cancel'])
})
