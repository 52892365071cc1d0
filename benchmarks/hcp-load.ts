import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { Header } from 'tar'

/**
 * Many clients at a time, uploading and polling; then a look at what they left behind.
 *
 *   node benchmarks/hcp-load.ts [--clients 200] [--seconds 30] [--workspaces 50]
 *
 * Ends with 1 when a run was lost, a state applied twice, or anything is left half done. Times are printed, not judged.
 */
export interface Load {
  readonly address: string
  readonly token: string
  readonly clients: number
  readonly seconds: number
  readonly workspaces: number
}

export interface Outcome {
  readonly requests: number
  readonly runs: number
  readonly milliseconds: readonly number[]
  /** What should not be. */
  readonly faults: readonly string[]
}

interface Document {
  readonly data: Item
}
interface Item {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Readonly<Record<string, { readonly data: { readonly id: string } | null }>>
}
interface Page {
  readonly data: readonly Item[]
  readonly meta: { readonly pagination: { readonly 'next-page': number | null } }
}

export async function load({ address, token, clients, seconds, workspaces }: Load): Promise<Outcome> {
  const milliseconds: number[] = []
  const faults: string[] = []
  const created = new Map<string, string[]>()
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const begin = performance.now()
    const response = await fetch(`${address}/api/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    milliseconds.push(performance.now() - begin)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  const ids = await Promise.all(
    Array.from({ length: workspaces }, async (_, at) => {
      const data = { type: 'workspaces', attributes: { name: `load-${at}` } }
      const workspace = (await call('POST', '/organizations/demo/workspaces', { data })) as Document
      created.set(workspace.data.id, [])
      return workspace.data.id
    })
  )
  const end = Date.now() + seconds * 1000
  const client = async (workspace: string) => {
    do created.get(workspace)?.push(await oneRun(call, workspace))
    while (Date.now() < end)
  }
  const results = await Promise.allSettled(
    Array.from({ length: clients }, (_, at) => client(ids[at % ids.length] ?? ''))
  )
  for (const result of results) if (result.status === 'rejected') faults.push(String(result.reason))
  for (const [workspace, runs] of created) faults.push(...(await inspect(call, workspace, runs)))
  const runs = [...created.values()].flat().length
  return { requests: milliseconds.length, runs, milliseconds: milliseconds.toSorted((a, b) => a - b), faults }
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

const ARCHIVE = Uint8Array.from(archive(100_000))

/** Uploads a configuration, runs it, and stays with it until it is applied. */
async function oneRun(call: Call, workspace: string): Promise<string> {
  const attributes = { 'auto-queue-runs': false }
  const version = (await call('POST', `/workspaces/${workspace}/configuration-versions`, {
    data: { type: 'configuration-versions', attributes }
  })) as Document
  const upload = await fetch(version.data.attributes['upload-url'] as string, { method: 'PUT', body: ARCHIVE })
  if (upload.status !== 200) throw new Error(`the upload was answered ${upload.status}`)
  await upload.arrayBuffer()
  const relationships = {
    workspace: { data: { type: 'workspaces', id: workspace } },
    'configuration-version': { data: { type: 'configuration-versions', id: version.data.id } }
  }
  const data = { type: 'runs', attributes: { 'auto-apply': true }, relationships }
  const { id } = ((await call('POST', '/runs', { data })) as Document).data
  for (;;) {
    const run = (await call('GET', `/runs/${id}`)) as Document
    if (run.data.attributes.status === 'applied') return id
    if (['errored', 'canceled', 'discarded'].includes(run.data.attributes.status as string))
      throw new Error(`${id} is ${String(run.data.attributes.status)}`)
    await sleep(20)
  }
}

/** One state for each run, counted without a gap; every run applied; nothing locked. */
async function inspect(call: Call, workspace: string, runs: readonly string[]): Promise<string[]> {
  const { data } = (await call('GET', `/workspaces/${workspace}`)) as Document
  const name = String(data.attributes.name)
  const states = await all(call, `/state-versions?filter[organization][name]=demo&filter[workspace][name]=${name}`)
  const listed = await all(call, `/workspaces/${workspace}/runs`)
  const serials = states.map(({ attributes }) => attributes.serial as number).toReversed()
  const writers = states.map(({ relationships }) => relationships.run?.data?.id)
  return [
    ...(data.attributes.locked === true ? [`${name} is locked`] : []),
    ...(listed.length === runs.length
      ? []
      : [`${name}: ${runs.length} runs were created, ${listed.length} are listed`]),
    ...runs.filter(id => !listed.some(run => run.id === id)).map(id => `${name}: ${id} is lost`),
    ...listed.flatMap(({ id, attributes }) =>
      attributes.status === 'applied' ? [] : [`${id} is ${String(attributes.status)}`]
    ),
    ...(new Set(writers).size === runs.length
      ? []
      : [`${name}: ${runs.length} runs wrote ${new Set(writers).size} states`]),
    ...serials.flatMap((serial, at) => (serial === at + 1 ? [] : [`${name}: state ${at + 1} has serial ${serial}`]))
  ]
}

async function all(call: Call, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let page: number | null = 1; page !== null;) {
    const mark = path.includes('?') ? '&' : '?'
    const { data, meta } = (await call('GET', `${path}${mark}page[size]=100&page[number]=${page}`)) as Page
    items.push(...data)
    page = meta.pagination['next-page']
  }
  return items
}

function archive(size: number): Buffer {
  const header = new Header({ path: 'main.tf', type: 'File', mode: 0o644, mtime: new Date(0), size })
  const block = Buffer.alloc(512)
  header.encode(block)
  const body = Buffer.alloc(Math.ceil(size / 512) * 512, '#')
  return gzipSync(Buffer.concat([block, body, Buffer.alloc(1024)]), { level: 0 })
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '30' },
      workspaces: { type: 'string', default: '50' }
    }
  })
  const server = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '..', 'packages', 'hcp-terraform-server', 'src', 'main.ts'),
      '--engine',
      'scripted',
      '--instant'
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] }
  )
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
  const { address, token } = JSON.parse(line) as { address: string; token: string }
  const memory = sampleMemory(server.pid ?? 0)
  const seconds = Number(values.seconds)
  const outcome = await load({
    address,
    token,
    seconds,
    clients: Number(values.clients),
    workspaces: Number(values.workspaces)
  })
  const samples = memory.stop()
  server.kill('SIGTERM')
  await once(server, 'exit')
  const at = (share: number) => (outcome.milliseconds[Math.floor(outcome.milliseconds.length * share)] ?? 0).toFixed(1)
  console.log(`${cpus()[0]?.model ?? ''} x ${cpus().length}, Node ${process.version}`)
  console.log(`${values.clients} clients, ${values.workspaces} workspaces, ${values.seconds} s`)
  console.log(
    `${outcome.runs} runs applied, ${outcome.requests} requests (${Math.round(outcome.requests / seconds)} a second)`
  )
  console.log(`answers: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, slowest ${at(0.9999)} ms`)
  console.log(`server's memory, MB, each fifth of the time: ${samples.join(', ')}`)
  for (const fault of outcome.faults.slice(0, 20)) console.log(`FAULT: ${fault}`)
  console.log(outcome.faults.length === 0 ? 'consistent' : `${outcome.faults.length} faults`)
  process.exitCode = outcome.faults.length === 0 ? 0 : 1
}

/** The resident set of a process, from Linux's /proc. */
function sampleMemory(pid: number): { stop: () => number[] } {
  const samples: number[] = []
  const timer = setInterval(() => {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    samples.push(Math.round(Number(kilobytes) / 1024))
  }, 200)
  return {
    stop: () => {
      clearInterval(timer)
      return [0.2, 0.4, 0.6, 0.8, 1].map(share => samples[Math.ceil(samples.length * share) - 1] ?? 0)
    }
  }
}

if (import.meta.main) await main()
