import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { casesOf } from './parsers.ts'

/** All parsers together: `npm run fuzz` runs a million. */
const CASES = Number(process.env.FUZZ_CASES ?? 20_000)
const SEED = process.env.FUZZ_SEED

test.each(casesOf(CASES).map(({ parser, cases }) => [parser.name, cases, parser] as const))(
  '%s, %i cases',
  async (_name, cases, { property }) => {
    await fc.assert(property, { numRuns: cases, ...(SEED !== undefined && { seed: Number(SEED) }) })
  }
)

test('the shares of the parsers are all of the cases', () => {
  const all = casesOf(1_000_000).reduce((sum, { cases }) => sum + cases, 0)
  expect(Math.abs(all - 1_000_000)).toBeLessThan(100)
})
