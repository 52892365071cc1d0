/** Prints what CHANGELOG.md says of a version, as `node scripts/release-notes.ts 1.2.3`. A version that it doesn't describe is an error. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [version = '', changelog = join(import.meta.dirname, '..', 'CHANGELOG.md')] = process.argv.slice(2)
const sections = readFileSync(changelog, 'utf8').split(/^## /m).slice(1)
const [heading = '', ...lines] = (sections.find(text => text.startsWith(`[${version}] `)) ?? '').split('\n')
const notes = lines.join('\n').trim()

if (!/^\d+\.\d+\.\d+$/.test(version)) {
  console.error(`"${version}" is not a version such as 1.2.3`)
  process.exitCode = 1
} else if (notes === '' || !/ - \d{4}-\d\d-\d\d$/.test(heading)) {
  console.error(
    `CHANGELOG.md says nothing below "## [${version}] - <date>": write what has changed there, and commit it`
  )
  process.exitCode = 1
} else console.log(notes)
