import { expect, test } from '@jest/globals'
import { FORMS, measure, type Form } from '../../../benchmarks/hcp-load.ts'

/** How many runs it made: each client makes at least one. */
async function runsUnder(form: Form): Promise<number> {
  const { faults, tables } = await measure(form)
  expect(faults).toEqual([])
  return Number(tables[0]?.rows[0]?.[0])
}

test('200 clients at a time leave it consistent: no run lost, no state applied twice', async () => {
  const crowd = { ...FORMS.requests, clients: 200, workspaces: 100, requests: 1, pollMs: 500 }
  expect(await runsUnder(crowd)).toBeGreaterThanOrEqual(200)
})

test('a minute of lively runs by 40 clients loses nothing, with a heap of 64 MB', async () => {
  expect(FORMS.minute).toMatchObject({ clients: 40, seconds: 60, lively: true, heap: 64 })
  expect(await runsUnder(FORMS.minute)).toBeGreaterThanOrEqual(40)
})
