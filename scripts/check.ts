/** Runs every check of the source at the same time, and shows what each says when it has ended. Exits with 1 if any fails. */
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const modules = join(root, 'node_modules')

const eslint = join(modules, 'eslint', 'bin', 'eslint.js')

// TypeScript 7 checks the types in a quarter of the time. ESLint and ncc still need the compiler of version 6 as a library.
const tsc = join(modules, 'typescript-7', 'bin', 'tsc')

/** The slowest first: on two cores, the others run during it. In two halves, which read the types anew, ESLint needs no more of a processor. */
const CHECKS: readonly (readonly [name: string, script: string, ...args: string[]])[] = [
  ['eslint', eslint, '--ignore-pattern', '__tests__/**', '.'],
  ['eslint of the tests', eslint, '__tests__'],
  ['tsc', tsc, '--project', 'tsconfig.check.json'],
  ['prettier', join(modules, 'prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['workflows', join(root, 'scripts', 'lint-workflows.ts')],
  ['docs', join(root, 'scripts', 'docs.ts'), '--check'],
  ['prose', join(root, 'scripts', 'check-prose.ts')]
]

interface Ended {
  readonly name: string
  readonly ok: boolean
  readonly seconds: number
}

const run = ([name, ...args]: (typeof CHECKS)[number]): Promise<Ended> =>
  new Promise(resolve => {
    const started = performance.now()
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
      const seconds = (performance.now() - started) / 1000
      console.log(`${name}: ${error === null ? 'ok' : 'failed'} after ${seconds.toFixed(1)} s`)
      const output = `${stdout}${stderr}`.trim()
      if (output !== '') console.log(output)
      resolve({ name, ok: error === null, seconds })
    })
  })

const waiting = [...CHECKS]
const ended: Ended[] = []
const lane = async (): Promise<void> => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) ended.push(await run(next))
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane))
const failed = ended.filter(({ ok }) => !ok).map(({ name }) => name)
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
