/**
 * Holds the word list of scripts/prose/words.ts over everything that a person reads: pages, action.yml files, workflows, messages, comments and
 * names. A linter for prose such as textlint reads Markdown only; this reads any text. `npm run check` runs it.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plural } from '../src/plural.ts'
import { checkProse } from './prose/check.ts'

/** The word list and its test quote the phrases. */
const QUOTES = ['scripts/prose/words.ts', '__tests__/prose.test.ts']
const root = join(import.meta.dirname, '..')
const paths = globSync(['**/*.{ts,js,md,yml,yaml,json}', '.github/**/*.{md,yml,yaml}'], {
  cwd: root,
  exclude: path => /(^|[\\/])(node_modules|dist|coverage)$/.test(path)
})
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => path !== 'package-lock.json' && !QUOTES.includes(path))
let count = 0
for (const path of paths.toSorted()) {
  for (const { line, phrase, instead } of checkProse(readFileSync(join(root, path), 'utf8'))) {
    count++
    console.error(`${path}:${line}: "${phrase}": write ${instead}`)
  }
}
console.log(`${plural(paths.length, 'file')}, ${plural(count, 'phrase')} to replace`)
process.exitCode = count > 0 ? 1 : 0
