import { expect, test } from '@jest/globals'
import { load } from '../../../benchmarks/hcp-load.ts'
import { serve } from '../src/index.ts'

test('200 clients at a time leave it consistent: no run lost, no state applied twice', async () => {
  await using hcp = await serve()
  const { address, token } = hcp
  const { runs, faults } = await load({ address, token, clients: 200, seconds: 2, workspaces: 50 })
  expect(faults).toEqual([])
  expect(runs).toBeGreaterThanOrEqual(200)
  expect([...hcp.world.runs.values()].every(({ status }) => status === 'applied')).toBe(true)
})
