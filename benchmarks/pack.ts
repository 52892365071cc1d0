/** How long packing takes, beside what else could do it: `node benchmarks/pack.ts [RUNS] [TREE...]` */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { terraform } from './pack/terraform.ts'
import { type Measure, TOOLS } from './pack/tools.ts'
import { TREES, type Tree } from './pack/trees.ts'

export interface Row {
  readonly tree: string
  readonly tool: string
  readonly ms: { readonly min: number; readonly median: number; readonly max: number }
  readonly runs: number
  /** Of the archive. */
  readonly bytes: number
  /** The most over all runs. */
  readonly memory: number | undefined
  /** Its median to ours. */
  readonly ratio: number
}

export async function pack(runs = 5, names: readonly string[] = TREES.map(tree => tree.name)): Promise<Row[]> {
  const rows: Row[] = []
  for (const tree of TREES.filter(({ name }) => names.includes(name))) rows.push(...(await compare(tree, runs)))
  return rows
}

/** The tools take turns, so that what else the machine does meets all of them. */
async function compare(tree: Tree, runs: number): Promise<Row[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'benchmark-'))
  try {
    const directory = join(temporary, 'root')
    mkdirSync(directory)
    tree.make(directory)
    const tools = [...TOOLS, terraform].filter(tool => tool.isThere())
    const measures = new Map<string, Measure[]>(tools.map(({ name }) => [name, []]))
    for (let round = 0; round < Math.max(1, Math.round(runs * tree.share)); round++) {
      for (const { name, measure } of tools) {
        measures.get(name)?.push(await measure(directory, tree, join(temporary, 'archive')))
      }
    }
    const ours = spread((measures.get('ours') ?? []).map(({ ms }) => ms)).median
    return [...measures].map(([tool, all]) => row(tree, tool, all, ours))
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

function row(tree: Tree, tool: string, measures: readonly Measure[], ours: number): Row {
  const ms = spread(measures.map(measure => measure.ms))
  const memory = measures.flatMap(measure => measure.memory ?? [])
  return {
    tree: tree.name,
    tool,
    ms,
    runs: measures.length,
    bytes: measures[0]?.bytes ?? 0,
    memory: memory.length === 0 ? undefined : Math.max(...memory),
    ratio: ms.median / ours
  }
}

function spread(values: readonly number[]): Row['ms'] {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN
  return { min: at(0), median: at(0.5), max: at(1) }
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ tree, tool, ms, runs, bytes, memory, ratio }) => [
    ...[tree, tool, String(runs), ...[ms.min, ms.median, ms.max].map(each => each.toFixed(each < 100 ? 1 : 0))],
    ...[ratio.toFixed(2), (bytes / 1e6).toFixed(2), memory === undefined ? '' : (memory / 1e6).toFixed(0)]
  ])
  const head = ['tree', 'tool', 'runs', 'min ms', 'median ms', 'max ms', 'ratio', 'archive MB', 'peak memory MB']
  return [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

if (import.meta.main) {
  const [runs = '5', ...names] = process.argv.slice(2)
  console.log(`Node ${process.version}, ${process.platform}, ${availableParallelism()} cores\n`)
  for (const { name, what } of TREES) console.log(`${name}: ${what}`)
  console.log(`\n${table(await pack(Number(runs), names.length === 0 ? undefined : names))}`)
}
