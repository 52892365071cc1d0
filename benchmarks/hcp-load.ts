/**
 * Many clients at a time on `packages/hcp-terraform-server`; then a look at what it still knows.
 *
 *   node benchmarks/hcp-load.ts [requests] [hour] [minute] [--write]
 *
 * Ends with 1 when a run, comment, log, state or output is lost, or when the server needs more memory than it is given. `--write` puts
 * the tables into benchmarks/README.md.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { textOf, write } from './figures.ts'
import { Api } from './hcp-load/api.ts'
import { inspect } from './hcp-load/inspect.ts'
import { KIND_NAMES, oneRun, type Done } from './hcp-load/one-run.ts'
import { machine } from './machine.ts'
import type { Part } from './table.ts'

/** How clients behave. The load ends after so many seconds, or after so many requests. */
interface Load {
  readonly clients: number
  readonly workspaces: number
  readonly seconds?: number
  readonly requests?: number
  /** Between two reads of a run. */
  readonly pollMs: number
  /** Between two runs of a client: up to twice as long. */
  readonly pauseMs: number
}

interface Outcome {
  readonly requests: number
  readonly runs: number
  readonly seconds: number
  /** Of each answer, sorted. */
  readonly milliseconds: readonly number[]
  /** Each run, state, comment, log or output that is not as it should be. */
  readonly faults: readonly string[]
}

export interface Form extends Load {
  readonly what: string
  /** The server's own pauses between the steps of a run, or none. */
  readonly lively: boolean
  /** Megabytes that the server's heap may have. It ends when it needs more. */
  readonly heap: number
}

export const FORMS = {
  requests: {
    what: '10,000 requests by 40 clients',
    ...{ clients: 40, workspaces: 40, requests: 10_000, pollMs: 50, pauseMs: 0 },
    ...{ lively: false, heap: 128 }
  },
  hour: {
    what: 'an hour of lively runs by 40 clients',
    ...{ clients: 40, workspaces: 20, seconds: 3600, pollMs: 500, pauseMs: 15_000 },
    ...{ lively: true, heap: 256 }
  },
  minute: {
    what: 'a minute of lively runs by 40 clients',
    ...{ clients: 40, workspaces: 20, seconds: 60, pollMs: 500, pauseMs: 1_000 },
    ...{ lively: true, heap: 64 }
  }
} as const satisfies Readonly<Record<string, Form>>
const SAMPLES = 10
const KILOBYTES_PER_RUN = 40
/** What the server's journal keeps. Until it is full, the server holds more for each request. */
const JOURNAL_ENTRIES = 50_000
const ENDED = 'the server ended'

/** Puts load on a server whose runs upload configurations of the simulated engine, and inspects it at the end. */
async function load(
  { address, token }: { readonly address: string; readonly token: string },
  { clients, workspaces, seconds = Infinity, requests = Infinity, pollMs, pauseMs }: Load,
  progress: (share: number, runs: number) => void
): Promise<Outcome> {
  const api = new Api(address, token)
  const begin = Date.now()
  const share = () => Math.max((Date.now() - begin) / 1000 / seconds, api.requests / requests)
  const done = new Map<string, Done[]>()
  for (let at = 0; at < workspaces; at++) {
    const { id } = await api.create('/organizations/demo/workspaces', {
      type: 'workspaces',
      attributes: { name: `load-${at}` }
    })
    done.set(id, [])
  }
  const all = [...done]
  let runs = 0
  const client = async (at: number) => {
    const [workspace = '', mine = []] = all[at % all.length] ?? []
    let turn = at
    do {
      const kind = KIND_NAMES[turn++ % KIND_NAMES.length] ?? 'applied at once'
      mine.push(await oneRun(api, workspace, kind, pollMs))
      runs += 1
      progress(share(), runs)
      if (pauseMs > 0 && share() < 1) await sleep(2 * Math.random() * pauseMs)
    } while (share() < 1)
  }
  const results = await Promise.allSettled(Array.from({ length: clients }, (_, at) => client(at)))
  const taken = (Date.now() - begin) / 1000
  const sent = api.requests
  const milliseconds = api.milliseconds.toSorted((a, b) => a - b)
  const faults = results.flatMap(result => (result.status === 'rejected' ? [String(result.reason)] : []))
  for (const [workspace, mine] of done)
    faults.push(...(await inspect(api, workspace, mine).catch((error: unknown) => [String(error)])))
  return { requests: sent, runs, seconds: taken, milliseconds, faults }
}

interface Sample {
  readonly runs: number
  /** Bytes after a garbage collection: of JavaScript's heap, and with buffers and the simulated engine's WebAssembly. */
  readonly heap: number
  readonly held: number
  readonly rss: number
}

export async function measure(form: Form): Promise<Part & { readonly faults: readonly string[] }> {
  const folder = import.meta.dirname
  const node = [`--max-old-space-size=${form.heap}`, '--expose-gc', '--import', join(folder, 'hcp-load', 'heap.ts')]
  const server = join(folder, '..', 'packages', 'hcp-terraform-server', 'src', 'main.ts')
  const args = [...node, server, '--engine', 'simulated', ...(form.lively ? [] : ['--instant'])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] })
  const [line] = (await once(createInterface(child.stdout ?? process.stdin), 'line')) as [string]
  const samples: Sample[] = []
  const sample = async (runs: number) => {
    const answer = once(child, 'message')
    child.send('measure')
    const [measured] = (await answer) as [Omit<Sample, 'runs'>]
    samples.push({ runs, ...measured })
  }
  try {
    await sample(0)
    let next = 1
    const outcome = await load(JSON.parse(line) as { address: string; token: string }, form, (share, runs) => {
      if (share < next / SAMPLES || next >= SAMPLES || !child.connected) return
      next = Math.floor(share * SAMPLES) + 1
      void sample(runs)
    })
    if (!child.connected) return partOf(form, outcome, samples, [ENDED, ...outcome.faults])
    await sample(outcome.runs)
    return partOf(form, outcome, samples, outcome.faults)
  } finally {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
  }
}

const MEGABYTE = 1e6
const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(0)

function partOf(
  { what, heap }: Form,
  { requests, runs, seconds, milliseconds }: Outcome,
  samples: readonly Sample[],
  faults: readonly string[]
): Part & { readonly faults: readonly string[] } {
  const at = (share: number) => (milliseconds[Math.floor((milliseconds.length - 1) * share)] ?? NaN).toFixed(1)
  const middle = samples[Math.floor(samples.length / 2)]
  const last = samples.at(-1)
  const perRun = ((last?.held ?? NaN) - (middle?.held ?? NaN)) / ((last?.runs ?? NaN) - (middle?.runs ?? NaN)) / 1000
  const growth = {
    aim: `The server holds at most ${KILOBYTES_PER_RUN} kB for each further run`,
    measured: `${perRun.toFixed(1)} kB in the second half`,
    met: perRun <= KILOBYTES_PER_RUN
  }
  const row = [runs, requests, seconds.toFixed(0), (requests / seconds).toFixed(0), at(0.5), at(0.95), at(1)]
  return {
    faults,
    skipped: [],
    tables: [
      {
        title: `Load: ${what}`,
        columns: ['runs', 'requests', 's', 'requests a second', 'median ms', '95 % ms', 'slowest ms'],
        rows: [row.map(String)]
      },
      {
        title: 'What the server holds',
        columns: ['runs', 'MB after a garbage collection', 'MB of the process'],
        rows: samples.map(({ runs, held, rss }) => [String(runs), megabytes(held), megabytes(rss)])
      }
    ],
    aims: [
      {
        aim: 'No run, state, comment, log or output is lost or wrong',
        measured: `${faults.length} faults`,
        met: faults.length === 0
      },
      ...(requests < JOURNAL_ENTRIES ? [] : [growth]),
      {
        aim: `A heap of ${heap} MB is enough`,
        measured: `${megabytes(Math.max(...samples.map(({ heap }) => heap)))} MB`,
        met: !faults.includes(ENDED)
      }
    ]
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean' } } })
  for (const name of positionals.length === 0 ? ['requests'] : positionals) {
    const form = (FORMS as Readonly<Record<string, Form>>)[name]
    if (form === undefined) throw new Error(`no such load: ${name}. There are ${Object.keys(FORMS).join(', ')}`)
    const { faults, ...part } = await measure(form)
    const text = textOf(part)
    console.log(`${machine()}\n\n${text}`)
    for (const fault of faults.slice(0, 20)) console.log(`FAULT: ${fault}`)
    if (faults.length > 0) process.exitCode = 1
    if (values.write === true) await write(`hcp-${name}`, text)
  }
}

if (import.meta.main) await main()
