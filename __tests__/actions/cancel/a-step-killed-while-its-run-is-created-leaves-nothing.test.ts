import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

test('the post step finds the run of a step that was killed before it knew the run', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'hang' }, when: 'after' })
  using run = onARunner(hcp)
  await hcp.until('planning')
  run.kill()
  const main = await run.ended
  await main.post()
  expect(await hcp.until('canceled')).toBeDefined()
})
