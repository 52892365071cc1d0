import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, plain } from '../on-a-runner.ts'

test('a run goes on after its job was cancelled, where that is asked for', async () => {
  await using hcp = await serve({ script: { hold: ['applying'] } })
  using run = onARunner(hcp, { inputs: { operation: 'apply', 'on-cancel': 'leave' } })
  await run.line('Run: applying')
  run.interrupt()
  const main = await run.ended
  const post = await main.post()
  expect(plain(main.log)).toContain('Run run-… goes on.')
  expect(post.log).not.toContain('run-')
  hcp.release()
  await hcp.until('applied')
})
