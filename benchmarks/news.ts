/** How long news takes from the server to the job's log, and how many requests that costs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { serve, type Hcp, type RunStatus } from '../packages/hcp-terraform-server/src/index.ts'
import { describeStatus } from '../src/run/status.ts'
import { step } from './step.ts'
import { cellsOf, spread, type Part } from './table.ts'

/** Milliseconds without news before each line of the log: from a burst to a resource that takes its time. 70 seconds in all. */
const LINES: readonly number[] = [
  400, 2_300, 900, 150, 3_700, 1_200, 5_400, 700, 100, 100, 2_900, 6_100, 1_700, 350, 4_300, 800, 2_100, 50, 7_300,
  1_100, 600, 3_100, 250, 1_900, 5_000, 1_300, 450, 2_600, 8_000, 900, 1_500
]

/** Statuses in which the run is held, with the next one, of which the log is to tell, and the milliseconds before it comes. */
const STATUSES: readonly (readonly [held: RunStatus, next: RunStatus, after: number])[] = [
  ['pending', 'plan_queued', 1_900],
  ['plan_queued', 'planning', 3_300],
  ['cost_estimating', 'policy_checking', 2_700],
  ['policy_checking', 'confirmed', 1_400],
  ['confirmed', 'apply_queued', 4_100],
  ['apply_queued', 'applied', 2_200]
]

interface News {
  readonly lines: readonly number[]
  readonly statuses: readonly number[]
  /** When each request came, in milliseconds. */
  readonly requests: readonly number[]
}

export async function news(): Promise<Part> {
  const { lines, statuses, requests } = await follow()
  const most = Math.max(...requests.map(from => requests.filter(at => at >= from && at < from + 60_000).length))
  const seconds = ((requests.at(-1) ?? 0) - (requests[0] ?? 0)) / 1000
  const median = Math.max(spread(lines).median, spread(statuses).median)
  return {
    tables: [
      {
        title: 'From the server to the log of the job',
        columns: ['news', 'number', 'min ms', 'median ms', 'max ms'],
        rows: [
          ['a line of the log', String(lines.length), ...cellsOf(spread(lines))],
          ['a new status', String(statuses.length), ...cellsOf(spread(statuses))]
        ]
      },
      {
        title: 'Requests of the whole step',
        columns: ['seconds', 'requests', 'in a minute, on average', 'in a minute, at most'],
        rows: [
          [seconds.toFixed(0), String(requests.length), ((requests.length / seconds) * 60).toFixed(0), String(most)]
        ]
      }
    ],
    aims: [
      { aim: 'News within a second, at the median', measured: `${median.toFixed(0)} ms`, met: median < 1000 },
      { aim: 'At most 60 requests in any minute', measured: String(most), met: most <= 60 }
    ],
    skipped: []
  }
}

/** One step that applies, on a server that says each thing on request. */
async function follow(): Promise<News> {
  await using hcp = await serve({
    script: {
      hold: STATUSES.map(([held]) => held),
      costEstimate: { delta: '1.0' },
      policies: [{ name: 'a policy', enforcement: 'advisory', passes: true }],
      plan: { log: LINES.flatMap((_, at) => [{ hold: true } as const, `line ${at}\n`]) }
    }
  })
  const heard = new Heard()
  const running = step({
    action: '.',
    inputs: {
      token: hcp.token,
      hostname: hcp.address,
      organization: hcp.organization,
      workspace: hcp.workspace,
      operation: 'apply',
      'pull-request-comment': 'never'
    },
    workspace: import.meta.dirname,
    onLine: line => heard.push(line)
  })
  const [lines, statuses] = await Promise.race([tell(hcp, heard), running.then(() => Promise.reject(EARLY))])
  await running
  return { lines, statuses, requests: hcp.journal.entries.map(({ at }) => Date.parse(at)) }
}

const EARLY = new Error('the step ended before the server had said everything')

/** Lets the server say one thing after another; gives how long each took to be heard. */
async function tell(hcp: Hcp, heard: Heard): Promise<[lines: number[], statuses: number[]]> {
  const lines: number[] = []
  const statuses: number[] = []
  const released = async (after: number, line: string): Promise<number> => {
    await sleep(after)
    const began = performance.now()
    hcp.release()
    return (await heard.line(line)) - began
  }
  for (const [held, next, after] of STATUSES) {
    await hcp.until(({ runs }) => [...runs.values()].some(({ status }) => status === held), 60)
    statuses.push(await released(after, `Run: ${describeStatus(next)}`))
    if (next !== 'planning') continue
    for (const [at, pause] of LINES.entries()) lines.push(await released(pause, `line ${at}`))
  }
  return [lines, statuses]
}

/** When each line of the step's log came. */
class Heard {
  readonly #times = new Map<string, number>()
  readonly #waiting = new Map<string, (at: number) => void>()

  push(line: string): void {
    const text = stripVTControlCharacters(line)
    const at = performance.now()
    this.#times.set(text, at)
    this.#waiting.get(text)?.(at)
  }

  line(text: string): Promise<number> {
    const at = this.#times.get(text)
    return at === undefined ? new Promise(resolve => this.#waiting.set(text, resolve)) : Promise.resolve(at)
  }
}
