import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

test('what a run logs is shown while it goes on', async () => {
  await using hcp = await serve({ script: { plan: { log: ['first\n', { hold: true }, 'second\n'] } } })
  using run = onARunner(hcp)
  await run.line('first')
  expect([...hcp.world.runs.values()].map(({ status }) => status)).toEqual(['planning'])
  hcp.release()
  await run.line('second')
  const { conclusion, log } = await run.ended
  expect(conclusion).toBe('success')
  // The status of a phase that goes on comes before its log, and the status after it behind.
  const lines = ['Run: planning', 'first', 'second', 'Run: planned and finished']
  const places = lines.map(line => log.indexOf(line))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
})
