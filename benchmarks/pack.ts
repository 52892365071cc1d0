/** How long packing takes, compared with other tools. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { terraform } from './pack/terraform.ts'
import { TOOLS, type Measure, type Tool } from './pack/tools.ts'
import { TREES, type Tree } from './pack/trees.ts'
import { cellsOf, milliseconds, ratio, spread, type Aim, type Part } from './table.ts'

const [OURS, PIGZ, GZIP, NPM, TERRAFORM] = [
  'ours',
  'tar + pigz -1',
  'tar + gzip -1',
  'npm tar',
  'terraform plan'
] as const
type ToolName = typeof OURS | typeof PIGZ | typeof GZIP | typeof NPM | typeof TERRAFORM

/** How often each tool packs each tree: together, a few minutes. */
const TIMES: Readonly<Record<string, Partial<Record<ToolName, number>>>> = {
  small: { [OURS]: 15, [PIGZ]: 15, [GZIP]: 5, [NPM]: 5, [TERRAFORM]: 3 },
  'files-20000': { [OURS]: 5, [PIGZ]: 5, [GZIP]: 2, [NPM]: 2, [TERRAFORM]: 2 },
  halves: { [OURS]: 3, [PIGZ]: 3 },
  mixed: { [OURS]: 3, [PIGZ]: 3 },
  ignored: { [OURS]: 3, [PIGZ]: 3, [TERRAFORM]: 1 },
  large: { [OURS]: 2, [PIGZ]: 2 },
  deep: { [OURS]: 5, [PIGZ]: 5, [GZIP]: 2, [NPM]: 2, [TERRAFORM]: 2 }
}

type Measures = ReadonlyMap<string, readonly Measure[]>

export async function pack(): Promise<Part> {
  const tools = [...TOOLS, terraform]
  const there = tools.filter(tool => tool.isThere())
  const results = new Map<string, Measures>()
  for (const tree of TREES) {
    const times = TIMES[tree.name]
    if (times === undefined) throw new Error(`How often is ${tree.name} packed?`)
    results.set(tree.name, await compare(tree, there, times))
  }
  return {
    tables: [
      {
        title: 'Packing a directory',
        columns: ['tree', 'tool', 'times', 'min ms', 'median ms', 'max ms', 'ratio', 'archive MB', 'peak memory MB'],
        rows: [...results].flatMap(([tree, measures]) => rowsOf(tree, measures))
      },
      { title: 'The trees', columns: ['tree', 'what it is'], rows: TREES.map(({ name, what }) => [name, what]) }
    ],
    aims: aimsOf(results),
    skipped: tools.filter(tool => !there.includes(tool)).map(({ name }) => `${name}: not on PATH, was not measured.`)
  }
}

/** What only this action takes for a tree. */
export async function packed(tree: Tree, times: number): Promise<readonly Measure[]> {
  return (await compare(tree, TOOLS, { [OURS]: times })).get(OURS) ?? []
}

/** The tools take turns, so that what else the machine does meets all of them. */
async function compare(tree: Tree, there: readonly Tool[], times: Readonly<Record<string, number>>): Promise<Measures> {
  const temporary = mkdtempSync(join(tmpdir(), 'benchmark-'))
  try {
    const directory = join(temporary, 'root')
    mkdirSync(directory)
    tree.make(directory)
    const tools = there.filter(({ name }) => Object.hasOwn(times, name))
    const measures = new Map<string, Measure[]>(tools.map(({ name }) => [name, []]))
    for (let round = 0; round < Math.max(...Object.values(times)); round++) {
      for (const { name, measure } of tools) {
        if (round >= (times[name] ?? 0)) continue
        measures.get(name)?.push(await measure(directory, tree, join(temporary, 'archive')))
      }
    }
    return measures
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

const medianOf = (measures: Measures | undefined, tool: string): number =>
  spread((measures?.get(tool) ?? []).map(({ ms }) => ms)).median

const peakOf = (measures: readonly Measure[]): number | undefined => {
  const memory = measures.flatMap(measure => measure.memory ?? [])
  return memory.length === 0 ? undefined : Math.max(...memory) / 1e6
}

const rowsOf = (tree: string, measures: Measures): readonly (readonly string[])[] =>
  [...measures].map(([tool, all]) => {
    const ms = spread(all.map(measure => measure.ms))
    const size = ((all[0]?.bytes ?? 0) / 1e6).toFixed(2)
    const of = ratio(ms.median, medianOf(measures, OURS))
    return [tree, tool, String(all.length), ...cellsOf(ms), of, size, peakOf(all)?.toFixed(0) ?? '']
  })

function aimsOf(results: ReadonlyMap<string, Measures>): readonly Aim[] {
  const ours = (tree: string) => medianOf(results.get(tree), OURS)
  /** That a tree takes at most so many times as long as with another tool. */
  const within = (times: number, tree: string, tool: string): readonly Aim[] => {
    const other = medianOf(results.get(tree), tool)
    if (Number.isNaN(other)) return []
    const measured = `${milliseconds(ours(tree))} ms, ${milliseconds(other)} ms`
    const what = times === 1 ? 'no longer than' : `at most ${times} times as long as`
    return [{ aim: `Packing \`${tree}\` takes ${what} ${tool}`, measured, met: ours(tree) <= times * other }]
  }
  const peak = Math.max(...[...results.values()].map(measures => peakOf(measures.get(OURS) ?? []) ?? 0))
  const more = ours('ignored') - ours('small')
  return [
    ...within(1.05, 'files-20000', PIGZ),
    ...within(1.05, 'halves', PIGZ),
    ...within(1.05, 'mixed', PIGZ),
    ...within(1.05, 'large', PIGZ),
    ...within(1.5, 'deep', PIGZ),
    ...within(1, 'files-20000', TERRAFORM),
    ...within(1, 'deep', TERRAFORM),
    { aim: 'Flat memory: a peak under 150 MB in every tree', measured: `${peak.toFixed(0)} MB`, met: peak < 150 },
    { aim: 'Packing 20 files in under 10 ms', measured: `${milliseconds(ours('small'))} ms`, met: ours('small') < 10 },
    { aim: '200,000 ignored files cost less than 10 ms', measured: `${milliseconds(more)} ms`, met: more < 10 }
  ]
}
