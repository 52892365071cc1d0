/** How long large plans take to be compared and rendered without secrets, and what that takes in memory. Times of the processor hold on a busy machine too. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { milliseconds, spread, type Part } from './table.ts'

const CASES = [
  ['resources', '3,000 resources, a value of 5 MB among them'],
  ['lines', 'two texts of 100,000 lines, each of which occurs once'],
  ['repeated-lines', 'two texts of 100,000 lines that repeat']
] as const
const TIMES = 3
const MAX_MS = 1_000
const MAX_MIB = 512

interface Rendered {
  readonly logMs: number
  readonly logCpuMs: number
  readonly markdownMs: number
  readonly markdownCpuMs: number
  readonly lines: number
  readonly peakBytes: number
}

export async function rendering(): Promise<Part> {
  const rows = []
  for (const [name, what] of CASES) {
    const all: Rendered[] = []
    for (let time = 0; time < TIMES; time++) all.push(await render(name))
    const median = (of: (one: Rendered) => number): number => spread(all.map(of)).median
    const peak = Math.max(...all.map(({ peakBytes }) => peakBytes)) / 2 ** 20
    const [log, markdown] = [median(({ logCpuMs }) => logCpuMs), median(({ markdownCpuMs }) => markdownCpuMs)]
    const elapsed = [median(({ logMs }) => logMs), median(({ markdownMs }) => markdownMs)]
    const numbers = [...elapsed, log, markdown].map(milliseconds)
    rows.push({ what, log, markdown, peak, cells: [what, ...numbers, String(all[0]?.lines ?? 0), peak.toFixed(0)] })
  }
  return {
    tables: [
      {
        title: `Plans, ${TIMES} processes each, medians`,
        columns: ['plan', 'log ms', 'Markdown ms', 'log CPU ms', 'Markdown CPU ms', 'lines of the log', 'peak MiB'],
        rows: rows.map(({ cells }) => cells)
      }
    ],
    aims: [
      ...rows.map(({ what, log, markdown }) => ({
        aim: `${what}: in under a second in the log, and in another one in Markdown`,
        measured: `${milliseconds(log)} and ${milliseconds(markdown)} ms of the processor`,
        met: log < MAX_MS && markdown < MAX_MS
      })),
      ...rows.map(({ what, peak }) => ({
        aim: `${what}: at most ${MAX_MIB} MiB`,
        measured: `${peak.toFixed(0)} MiB`,
        met: peak <= MAX_MIB
      }))
    ],
    skipped: []
  }
}

async function render(name: string): Promise<Rendered> {
  const script = join(import.meta.dirname, 'rendering', 'render.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, name])
  return JSON.parse(stdout) as Rendered
}
