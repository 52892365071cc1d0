/**
 * Writes the tables of inputs and outputs into every README from the action.yml in the same folder, between two markers, and the list of
 * examples into docs/examples.md likewise. With `--check` nothing is written, and the exit code says whether something would have been.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'yaml'
import { format, resolveConfig } from 'prettier'
import { plural } from '../src/plural.ts'

interface Metadata {
  readonly inputs?: Readonly<
    Record<string, { readonly description: string; readonly default?: string; readonly required?: boolean }>
  >
  readonly outputs?: Readonly<Record<string, { readonly description: string }>>
}

const BEGIN = '<!-- api-begin -->'
const END = '<!-- api-end -->'
const root = join(import.meta.dirname, '..')

/** A description in one table cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()

function tables({ inputs = {}, outputs = {} }: Metadata): string {
  const rows = Object.entries(inputs).map(
    ([name, { description, default: value }]) =>
      `| \`${name}\` | ${cell(description)} | ${value === undefined ? '' : `\`${value}\``} |`
  )
  const results = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`)
  return [
    ...(rows.length > 0
      ? ['### Inputs', '', '| input | what it is | default |', '| --- | --- | --- |', ...rows, '']
      : []),
    ...(results.length > 0 ? ['### Outputs', '', '| output | what it is |', '| --- | --- |', ...results] : [])
  ].join('\n')
}

/** The headings of the examples of one action each, by the folder of the action that their names begin with. */
const FOLDERS = new Map([
  ['run', 'Runs'],
  ['workspaces', 'Workspaces'],
  ['state', 'State'],
  ['configuration', 'Configuration versions']
])

/** Each example with the comment that it begins with. */
function examples(): string {
  const all = Map.groupBy(globSync('examples/*.yml', { cwd: root }).toSorted(), path => {
    const [folder = '', action] = basename(path, '.yml').split('-')
    return action === undefined ? undefined : FOLDERS.get(folder)
  })
  const list = (paths: readonly string[] = []): string =>
    paths
      .map(path => {
        const [comment = ''] = /^(# .*\n)*/.exec(readFileSync(join(root, path), 'utf8')) ?? []
        return `- [\`${basename(path)}\`](../examples/${basename(path)}): ${comment.replaceAll(/^# /gm, '').replaceAll('\n', ' ').trim()}`
      })
      .join('\n')
  return [undefined, ...FOLDERS.values()]
    .map(heading => `## ${heading ?? 'Plan and apply'}\n\n${list(all.get(heading))}`)
    .join('\n\n')
}

interface Page {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** A page with this between its markers. */
async function generate(path: string, generated: string): Promise<Page> {
  const before = readFileSync(path, 'utf8')
  const begin = before.indexOf(BEGIN)
  const end = before.indexOf(END)
  if (begin === -1 || end < begin) throw new Error(`${path} lacks the lines ${BEGIN} and ${END}`)
  const text = `${before.slice(0, begin + BEGIN.length)}\n\n${generated}\n\n${before.slice(end)}`
  return { path, before, after: await format(text, { ...(await resolveConfig(path)), filepath: path }) }
}

const files = globSync('**/action.yml', { cwd: root, exclude: ['node_modules/**', '__tests__/**'] }).map(name =>
  join(root, name)
)
const pages = await Promise.all([
  ...files.map(file =>
    generate(join(dirname(file), 'README.md'), tables(parse(readFileSync(file, 'utf8')) as Metadata))
  ),
  generate(join(root, 'docs', 'examples.md'), examples())
])
const stale = pages.filter(({ before, after }) => before !== after)
if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is not up to date: run npm run docs`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const { path, after } of stale) writeFileSync(path, after)
  console.log(`${plural(pages.length, 'page')}, ${stale.length} written`)
}
