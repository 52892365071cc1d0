/** How long a text is searched for secrets, and what they take in memory: twice as much of either takes twice as long, and no longer. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { milliseconds, spread, type Part } from './table.ts'

/** Secrets of 2 kB each, and megabytes of text. */
const AMOUNTS = [
  [1_000, 10],
  [10_000, 1],
  [10_000, 10],
  [10_000, 100]
] as const
const TIMES = 3

/** What one search came to, in a process of its own. */
interface Searched {
  readonly learnedMs: number
  readonly searchedMs: number
  readonly peakBytes: number
}

export async function secrets(): Promise<Part> {
  const rows = []
  for (const [count, megabytes] of AMOUNTS) {
    const all: Searched[] = []
    for (let time = 0; time < TIMES; time++) all.push(await search(count, megabytes))
    const [learned, searched] = [spread(all.map(each => each.learnedMs)), spread(all.map(each => each.searchedMs))]
    const peak = Math.max(...all.map(({ peakBytes }) => peakBytes)) / 2 ** 20
    rows.push({
      searched: searched.median,
      cells: [count, megabytes, milliseconds(learned.median), milliseconds(searched.median), peak.toFixed(0)]
    })
  }
  const [, , ten, hundred] = rows
  const growth = (hundred?.searched ?? NaN) / (ten?.searched ?? NaN)
  return {
    tables: [
      {
        title: `Secrets of 2 kB in a text, ${TIMES} runs each, medians`,
        columns: ['secrets', 'MB of text', 'learning them ms', 'searching ms', 'peak MiB'],
        rows: rows.map(({ cells }) => cells.map(String))
      }
    ],
    aims: [
      { aim: 'Ten times the text takes at most 15 times as long', measured: growth.toFixed(1), met: growth <= 15 }
    ],
    skipped: []
  }
}

async function search(count: number, megabytes: number): Promise<Searched> {
  const script = join(import.meta.dirname, 'secrets', 'search.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(count), String(megabytes)])
  return JSON.parse(stdout) as Searched
}
