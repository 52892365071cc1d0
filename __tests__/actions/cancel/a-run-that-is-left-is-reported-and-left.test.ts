import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, plain, runStep } from '../on-a-runner.ts'

const PERSON = 'waits for a person to confirm or discard it'

test('a run that is left before its confirmation waits for a person, and the log says so', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', timeout: '1s', 'on-timeout': 'leave' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'planning'])
  expect(step.log).toContain(PERSON)
})

test('a run that is left after its confirmation goes on', async () => {
  await using hcp = await serve({ script: { hold: ['applying'] } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', timeout: '2s', 'on-timeout': 'leave' } })
  expect([step.log.includes(PERSON), plain(step.log).includes('Run run-… goes on.')]).toEqual([false, true])
})

test('a run goes on after its step was killed, where that is asked for', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  using run = onARunner(hcp, { inputs: { 'on-cancel': 'leave' } })
  await run.line('Run: planning')
  run.kill()
  const main = await run.ended
  const post = await main.post()
  expect(plain(post.log)).toContain('Run run-… continues')
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual([])
})
