/**
 * Measures, and prints tables: npm run bench -- [PART...] [--write]
 *
 * `--write` puts the tables into benchmarks/README.md as well.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { growth } from './growth.ts'
import { machine } from './machine.ts'
import { news } from './news.ts'
import { outputs } from './outputs.ts'
import { pace } from './pace.ts'
import { pack } from './pack.ts'
import { plan } from './plan.ts'
import { proxies } from './proxies.ts'
import { rendering } from './rendering.ts'
import { secrets } from './secrets.ts'
import { bundle, start } from './start.ts'
import { aimsTable, markdown, type Aim, type Part, type Table } from './table.ts'

/** In this order, one after the other. */
const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  start: starting,
  pack,
  plan,
  pace,
  news,
  outputs,
  growth,
  proxies,
  secrets,
  rendering
}

const README = join(import.meta.dirname, 'README.md')

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
  const unknown = positionals.filter(name => !Object.hasOwn(PARTS, name))
  if (unknown.length > 0) {
    throw new Error(`no such part: ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}`)
  }
  const began = performance.now()
  console.log(machine())
  for (const [name, measure] of Object.entries(PARTS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const text = textOf(await measure())
    console.log(`\n## ${name}\n\n${text}`)
    if (values.write === true) await write(name, text)
  }
  console.log(`\n${((performance.now() - began) / 60_000).toFixed(1)} minutes in all.`)
}

function textOf({ tables, aims, skipped }: Part): string {
  const all = aims.length === 0 ? tables : [...tables, aimsTable(aims)]
  return [...all.map(markdown), ...skipped.map(what => `Skipped: ${what}`)].join('\n\n')
}

/** Between its comments. */
async function write(name: string, text: string): Promise<void> {
  const before = readFileSync(README, 'utf8')
  const [open, close] = [`<!-- figures: ${name} -->`, `<!-- end: ${name} -->`]
  const [from, to] = [before.indexOf(open), before.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${README} has no place for ${name}: it needs ${open} and ${close}`)
  const after = `${before.slice(0, from)}${open}\n\n${machine()}\n\n${text}\n\n${before.slice(to)}`
  writeFileSync(README, await format(after, { ...(await resolveConfig(README)), filepath: README }))
}

async function starting(): Promise<Part> {
  const table = await start()
  return { tables: [table, bundle()], aims: aimsOfStart(table), skipped: [] }
}

function aimsOfStart({ columns, rows }: Table): readonly Aim[] {
  const over = Number(rows.find(([what]) => what === '`bin/run.js`')?.[columns.indexOf('over empty ms')])
  const aim = 'The first request of the root action within 20 ms of an empty process'
  return [{ aim, measured: `${over.toFixed(1)} ms over it`, met: over <= 20 }]
}

await main()
