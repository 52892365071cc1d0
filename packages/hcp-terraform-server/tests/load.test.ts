import { expect, test } from '@jest/globals'
import { FORMS, load, measure } from '../../../benchmarks/hcp-load.ts'
import { serve } from '../src/index.ts'

test('200 clients at a time leave it consistent: no run lost, no state applied twice', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  const { runs, faults } = await load(hcp, { clients: 200, workspaces: 50, seconds: 2, pollMs: 20, pauseMs: 0 })
  expect(faults).toEqual([])
  expect(runs).toBeGreaterThanOrEqual(200)
  expect([...hcp.world.runs.values()].filter(run => !run.ended.signal.aborted)).toEqual([])
})

test('a minute of lively runs by 40 clients loses nothing, with a small heap', async () => {
  const { faults, tables } = await measure(FORMS.minute)
  expect(faults).toEqual([])
  // In each workspace runs wait for each other, and each client makes at least one.
  expect(Number(tables[0]?.rows[0]?.[0])).toBeGreaterThanOrEqual(40)
})
