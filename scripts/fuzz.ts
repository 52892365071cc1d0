/**
 * `npm run fuzz`: a million cases over everything that reads what others have written. `npm run fuzz -- --cases 10000 --seed 1 --only logs`
 * runs so many, these again, or only some parsers. Ends with 1 at the first case in which something does not hold, and shows it.
 */
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { casesOf } from '../__tests__/fuzz/parsers.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' }
  }
})
const seed = Number(values.seed)
const chosen = casesOf(Number(values.cases)).filter(({ parser }) => parser.name.includes(values.only))
if (!Number.isInteger(seed) || !(Number(values.cases) > 0)) throw new Error('--cases and --seed are whole numbers')
if (chosen.length === 0) throw new Error(`no parser is called ${values.only}`)

console.log(`Seed ${seed}`)
const row = (name: string, cases: number, seconds: number): string =>
  `${name.padEnd(52)} ${String(cases).padStart(9)} cases ${seconds.toFixed(1).padStart(7)} s`
const begun = performance.now()
let total = 0
for (const { parser, cases } of chosen) {
  const start = performance.now()
  const result = await fc.check(parser.property, { numRuns: cases, seed })
  console.log(row(parser.name, result.numRuns, (performance.now() - start) / 1000))
  total += result.numRuns
  if (!result.failed) continue
  console.error(fc.defaultReportMessage(result))
  console.error(`Again: npm run fuzz -- --cases ${values.cases} --seed ${seed} --only '${parser.name}'`)
  process.exitCode = 1
  break
}
console.log(row('In all', total, (performance.now() - begun) / 1000))
