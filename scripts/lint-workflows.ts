/**
 * Checks every action.yml, every workflow, every example and every block of YAML in a Markdown file of this repository, or of the
 * directory that is given. Prints what is wrong, a line each; the exit code says whether something is.
 */
import { join } from 'node:path'
import { plural } from '../src/plural.ts'
import { againstActionlint } from './workflows/actionlint.ts'
import { againstOwnActions, ownAction } from './workflows/own-actions.ts'
import { againstOwnRules } from './workflows/own-workflows.ts'
import { againstActionSchema, againstWorkflowSchema } from './workflows/schema.ts'
import { blocks, files, type Finding } from './workflows/sources.ts'
import { parse } from './workflows/steps.ts'

const root = process.argv[2] ?? join(import.meta.dirname, '..')
const actions = files(root, '**/action.yml')
const own = actions.map(ownAction)
const found: Finding[] = actions.flatMap(againstActionSchema)
const checked = [
  ...files(root, '.github/**/*.{yml,yaml}', 'examples/*.{yml,yaml}'),
  ...files(root, '**/*.md', '.github/**/*.md').flatMap(blocks)
]
let workflows = 0
for (const source of checked) {
  const parsed = parse(source)
  found.push(...parsed.errors)
  if (parsed.errors.length > 0) continue
  found.push(...parsed.scopes.flatMap(scope => againstOwnActions(source, scope, own)))
  if (source.path.startsWith('.github/')) found.push(...againstOwnRules(source, parsed))
  if (!parsed.isWorkflow) continue
  workflows++
  found.push(...againstWorkflowSchema(source), ...(await againstActionlint(source)))
}
for (const { path, line, message } of found) console.error(`${path}:${line}: ${message}`)
console.log(
  `${plural(actions.length, 'action')}, ${plural(workflows, 'workflow')}, ${plural(checked.length - workflows, 'other block')}: ${plural(found.length, 'finding')}`
)
process.exitCode = found.length > 0 ? 1 : 0
