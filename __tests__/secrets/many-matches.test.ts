import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

/** Removes a secret of three characters from a text that repeats it, in a process with little memory. Prints how the text begins, and its length. */
const SCRIPT = `
import { Secrets } from './src/secrets/secrets.ts'
const secrets = new Secrets()
secrets.add('abc')
const text = secrets.removeFrom(process.argv[1].repeat(1_500_000))
console.log(text.slice(0, 10), text.length, secrets.isIn(text))
`

test.each([
  ['as it is', 'abc,', '***,***,**'],
  ['between escapes', String.raw`abc\n`, String.raw`***\n***\n`],
  ['with escapes', String.raw`\u0061bc,`, '***,***,**']
])('millions of places of one secret, %s, need little more memory than the text', (_how, piece, begin) => {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--max-old-space-size=128', '--input-type=module-typescript', '--eval', SCRIPT, piece],
    { cwd: join(import.meta.dirname, '..', '..'), encoding: 'utf8' }
  )
  expect([status, stdout]).toEqual([0, `${begin} ${1_500_000 * (begin.indexOf('*', 3) === 4 ? 4 : 5)} false\n`])
})
