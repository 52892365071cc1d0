import { expect, test } from '@jest/globals'
import { load } from '../benchmarks/load.ts'

test('everything that is measured under load works at a five-hundredth of it', async () => {
  const rows = await load(0.002)
  expect(rows.map(({ load: { name } }) => name)).toEqual(['archive', 'log', 'outputs', 'list'])
  for (const { tenth, full } of rows) expect(Math.min(tenth.memory, full.memory)).toBeGreaterThan(10_000_000)
})
