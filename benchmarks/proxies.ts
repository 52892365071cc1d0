/**
 * What clients do about proxies and servers that do not work: how often they connect, and whether they obey a signal. The candidates are
 * installed into a temporary folder, which needs npm's registry; none of them is a dependency.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Part } from './table.ts'

/** Seconds until the benchmark kills a client that goes on; it asks the client to stop after the first number. */
const ABORT_S = 15
const GIVE_UP_S = 20

interface Candidate {
  readonly name: string
  readonly packages?: Readonly<Record<string, string>>
  /** Defines `get(url, signal)`. */
  readonly source: string
  readonly env?: Readonly<Record<string, string>>
}

const undici = (alias: string): string =>
  `import { EnvHttpProxyAgent, fetch } from '${alias}'
   const dispatcher = new EnvHttpProxyAgent()
   const get = async (url, signal) => (await fetch(url, { dispatcher, signal })).text()`

const SEND = join(import.meta.dirname, '..', 'src', 'network', 'send.ts')

const CANDIDATES: readonly Candidate[] = [
  {
    name: 'this action',
    source: `import { fetchFor } from '${SEND}'
      const send = fetchFor(process.env)
      const get = (url, signal) => send(new URL(url), { method: 'GET', headers: {}, signal })`
  },
  {
    name: "Node's `https.Agent` with `proxyEnv`",
    source: `import { Agent, get as ask } from 'node:https'
      const agent = new Agent({ proxyEnv: process.env })
      const get = (url, signal) => new Promise((done, failed) => ask(url, { agent, signal }, done).on('error', failed))`
  },
  { name: 'undici 6', packages: { undici6: 'npm:undici@6.29.0' }, source: undici('undici6') },
  { name: 'undici 7', packages: { undici7: 'npm:undici@7.30.0' }, source: undici('undici7') },
  { name: 'undici 8', packages: { undici8: 'npm:undici@8.13.0' }, source: undici('undici8') },
  {
    name: '`https-proxy-agent` 7',
    packages: { 'https-proxy-agent': '7.0.6' },
    source: `import { get as ask } from 'node:https'
      import { HttpsProxyAgent } from 'https-proxy-agent'
      const agent = new HttpsProxyAgent(process.env.HTTPS_PROXY)
      const get = (url, signal) => new Promise((done, failed) => ask(url, { agent, signal }, done).on('error', failed))`
  }
]

const BEHAVIOURS: Readonly<Record<string, (socket: Socket) => void>> = {
  'closes after CONNECT': socket => socket.end(),
  'is silent after CONNECT': () => undefined,
  'answers 407': socket => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
  'tunnels to a silent server': socket => socket.write('HTTP/1.1 200 OK\r\n\r\n')
}

export async function proxies(): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), 'proxies-'))
  try {
    const dependencies = Object.assign({}, ...CANDIDATES.map(({ packages }) => packages ?? {})) as object
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }))
    const installed = await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder }).then(
      () => true,
      () => false
    )
    const candidates = CANDIDATES.filter(({ packages }) => installed || packages === undefined)
    const rows: string[][] = []
    for (const [behaviour, act] of Object.entries(BEHAVIOURS))
      for (const candidate of candidates)
        rows.push([behaviour, candidate.name, ...(await measure(folder, candidate, act))])
    return {
      tables: [
        {
          title: `One GET through a proxy that does not work; the signal aborts after ${ABORT_S} s`,
          columns: ['the proxy', 'client', 'connections', 'ends after s', 'how'],
          rows
        }
      ],
      aims: [],
      skipped: installed ? [] : ["npm's registry is not reached: other clients were not measured."]
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measure(folder: string, { source }: Candidate, act: (socket: Socket) => void): Promise<string[]> {
  let connections = 0
  const proxy = createServer(socket => {
    connections++
    socket.on('error', () => undefined)
    socket.once('data', () => act(socket))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const file = join(folder, 'client.mjs')
  writeFileSync(
    file,
    `${source}
     get('https://service.test/', AbortSignal.timeout(${ABORT_S * 1_000})).then(
       () => console.log('answered'),
       error => console.log((error.cause?.message ?? error.message).split('\\n')[0])
     ).finally(() => process.exit())`
  )
  const began = performance.now()
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const client = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, HTTPS_PROXY: address },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: GIVE_UP_S * 1_000,
    killSignal: 'SIGKILL'
  })
  let said = ''
  client.stdout.on('data', chunk => (said += String(chunk)))
  await once(client, 'close')
  const seconds = (performance.now() - began) / 1_000
  proxy.close()
  return [
    String(connections),
    said === '' ? `over ${GIVE_UP_S}` : seconds.toFixed(1),
    said.trim().slice(0, 90) || 'goes on'
  ]
}
