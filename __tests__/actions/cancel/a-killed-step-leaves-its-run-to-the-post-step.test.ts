import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, plain } from '../on-a-runner.ts'

test('the post step cancels the run of a step that was killed', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  using run = onARunner(hcp)
  await run.line('planning…')
  run.kill()
  const main = await run.ended
  const post = await main.post()
  expect(plain(post.log)).toContain('Run run-…: cancellation requested')
  await hcp.until('canceled')
})
