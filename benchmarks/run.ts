/**
 * Measures, and prints tables: npm run bench -- [PART...] [--write]
 *
 * `--write` puts the tables into benchmarks/README.md as well.
 */
import { parseArgs } from 'node:util'
import { textOf, write } from './figures.ts'
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
import type { Aim, Part, Table } from './table.ts'
import { waiting } from './waiting.ts'

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

/** Only where it is named: most of it is waiting. */
const LONG: Readonly<Record<string, () => Promise<Part>>> = { waiting }

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
  const parts = { ...PARTS, ...LONG }
  const unknown = positionals.filter(name => !Object.hasOwn(parts, name))
  if (unknown.length > 0) {
    throw new Error(`no such part: ${unknown.join(', ')}. There are ${Object.keys(parts).join(', ')}`)
  }
  const began = performance.now()
  console.log(machine())
  for (const [name, measure] of Object.entries(positionals.length > 0 ? parts : PARTS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const text = textOf(await measure())
    console.log(`\n## ${name}\n\n${text}`)
    if (values.write === true) await write(name, text)
  }
  console.log(`\n${((performance.now() - began) / 60_000).toFixed(1)} minutes in all.`)
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
