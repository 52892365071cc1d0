/** Tables between their comments in benchmarks/README.md. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { machine } from './machine.ts'
import { aimsTable, markdown, type Part } from './table.ts'

const README = join(import.meta.dirname, 'README.md')

export function textOf({ tables, aims, skipped }: Part): string {
  const all = aims.length === 0 ? tables : [...tables, aimsTable(aims)]
  return [...all.map(markdown), ...skipped.map(what => `Skipped: ${what}`)].join('\n\n')
}

export async function write(name: string, text: string): Promise<void> {
  const before = readFileSync(README, 'utf8')
  const [open, close] = [`<!-- figures: ${name} -->`, `<!-- end: ${name} -->`]
  const [from, to] = [before.indexOf(open), before.indexOf(close)]
  if (from < 0 || to < from) throw new Error(`${README} has no place for ${name}: it needs ${open} and ${close}`)
  const after = `${before.slice(0, from)}${open}\n\n${machine()}\n\n${text}\n\n${before.slice(to)}`
  writeFileSync(README, await format(after, { ...(await resolveConfig(README)), filepath: README }))
}
