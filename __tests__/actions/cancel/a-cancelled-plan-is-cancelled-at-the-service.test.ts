import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, plain } from '../on-a-runner.ts'

test('a job that is cancelled while its run plans cancels the run at once', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  using run = onARunner(hcp)
  await run.line('planning…')
  run.interrupt()
  const main = await run.ended
  expect(plain(main.log)).toContain('Run run-…: cancellation requested.')
  await hcp.until('canceled')
  const post = await main.post()
  expect(annotated(post, 'warning')).toEqual([])
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual(['POST /runs/:id/actions/cancel'])
})

test('a run that has finished by the time of the post step is left as it is', async () => {
  await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
  using run = onARunner(hcp)
  await run.line('planning…')
  run.kill()
  const main = await run.ended
  hcp.release()
  await hcp.until('planned_and_finished')
  const post = await main.post()
  expect([annotated(post, 'warning'), post.log.includes('had already finished')]).toEqual([[], true])
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual([])
})
