/** In a process of its own: so many secrets of 2 kB, so many megabytes of text, one secret in each hundred kilobytes of it. */
import { randomBytes } from 'node:crypto'
import { Secrets } from '../../src/secrets/secrets.ts'

const [count = 0, megabytes = 0] = process.argv.slice(2).map(Number)
const values = Array.from({ length: count }, () => randomBytes(1_000).toString('hex'))
const PIECE = 100_000
const FILLER = 'a line of a log, of which most lines have no secret\n'.repeat(PIECE).slice(0, PIECE)
const pieces = Array.from({ length: megabytes * 10 }, (_, at) => {
  const secret = values[at % values.length] ?? ''
  return secret + FILLER.slice(secret.length)
})
const text = pieces.join('')

const begun = performance.now()
const known = new Secrets()
known.add(values)
// The first search builds the index.
known.removeFrom('')
const learned = performance.now()
const clean = known.removeFrom(text)
const searched = performance.now()
if (clean.split('***').length !== pieces.length + 1) throw new Error('not every secret was found')
console.log(
  JSON.stringify({
    learnedMs: learned - begun,
    searchedMs: searched - learned,
    peakBytes: process.resourceUsage().maxRSS * 1024
  })
)
