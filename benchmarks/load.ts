/**
 * What large things take of time and memory: `npm run load [-- --write] [--scale 1] [NAME...]`
 *
 * Each is done at a tenth of its size and at its full size, by processes of their own with a small heap. Needs 5 GB of disk for the archive.
 * `--write` puts the table into benchmarks/load/README.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { LOADS, type Load } from './load/loads.ts'
import { HEAP, type Measure } from './load/measure.ts'

export interface Row {
  readonly load: Load
  readonly tenth: Measure
  readonly full: Measure
}

export async function load(scale = 1, names: readonly string[] = LOADS.map(({ name }) => name)): Promise<Row[]> {
  const rows: Row[] = []
  for (const each of LOADS.filter(({ name }) => names.includes(name))) {
    const tenth = await once(each, scale / 10)
    rows.push({ load: each, tenth, full: await once(each, scale) })
  }
  return rows
}

async function once({ run }: Load, part: number): Promise<Measure> {
  const temporary = mkdtempSync(join(tmpdir(), 'load-'))
  try {
    return await run(part, temporary)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0)

function table(rows: readonly Row[]): string {
  const head = ['what', 's for a tenth', 's', 'times as long', 'peak MB for a tenth', 'peak MB', 'times as much']
  const lines = rows.map(({ load: { what }, tenth, full }) => [
    what,
    ...[tenth.seconds.toFixed(1), full.seconds.toFixed(1), (full.seconds / tenth.seconds).toFixed(1)],
    ...[megabytes(tenth.memory), megabytes(full.memory), (full.memory / tenth.memory).toFixed(2)]
  ])
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** Puts the figures between the markers of the page. */
async function write(text: string): Promise<void> {
  const page = join(import.meta.dirname, 'load', 'README.md')
  const before = readFileSync(page, 'utf8')
  const [begin, end] = [before.indexOf('<!-- load-begin -->'), before.indexOf('<!-- load-end -->')]
  if (begin === -1 || end < begin) throw new Error(`${page} lacks its markers`)
  const after = `${before.slice(0, begin)}<!-- load-begin -->\n\n${text}\n\n${before.slice(end)}`
  writeFileSync(page, await format(after, { ...(await resolveConfig(page)), filepath: page }))
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { write: { type: 'boolean', default: false }, scale: { type: 'string', default: '1' } }
  })
  const machine = `${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores, ${process.platform}, Node ${process.version}`
  const rows = await load(Number(values.scale), positionals.length === 0 ? undefined : positionals)
  const text = `${table(rows)}\n\nEach with a heap of at most ${HEAP} MB. ${machine}.`
  console.log(text)
  if (values.write) await write(text)
}
