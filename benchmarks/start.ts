/**
 * How long a step takes until its first request is on the wire, compared with the least that Node takes: `node benchmarks/start.ts [RUNS]`. Run
 * `npm run build` before: what is measured is `bin/`.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { availableParallelism, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'yaml'

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface Variant {
  readonly name: string
  readonly file: string
  /** Of a program that is written for the measurement. */
  readonly text?: string
  readonly scheme?: 'http' | 'https'
  readonly env?: NodeJS.ProcessEnv
}

const root = join(import.meta.dirname, '..')
const EMPTY = 'an empty process'
const client = (scheme: string): string => `process.getBuiltinModule('node:${scheme}').get(process.env.ADDRESS)`

/** The inputs that the runner passes where a workflow gives none. */
function defaults(action: string): NodeJS.ProcessEnv {
  const { inputs } = parse(readFileSync(join(root, action, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string } | null>>
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [`INPUT_${name.toUpperCase()}`, input?.default ?? ''])
  )
}

const VARIANTS: readonly Variant[] = [
  { name: EMPTY, file: 'empty.mjs', text: '' },
  { name: 'a request by `node:http`', file: 'http.mjs', text: client('http') },
  { name: 'a request by `fetch`', file: 'fetch.mjs', text: 'await fetch(process.env.ADDRESS)' },
  { name: '`bin/run.js`', file: 'bin/run.js', env: defaults('.') },
  { name: '`bin/outputs.js`', file: 'bin/outputs.js', env: defaults('outputs') },
  { name: '`bin/run-post.js` with nothing to do', file: 'bin/run-post.js', env: defaults('.') },
  { name: 'a TLS handshake by `node:https`', file: 'https.mjs', text: client('https'), scheme: 'https' },
  {
    name: 'a TLS handshake by `fetch`',
    file: 'fetch-tls.mjs',
    text: 'await fetch(process.env.ADDRESS)',
    scheme: 'https'
  },
  { name: 'a TLS handshake by `bin/run.js`', file: 'bin/run.js', env: defaults('.'), scheme: 'https' }
]

/** The variants take turns, so that what else the machine does meets all of them. Each ends at its first bytes on the wire, or by itself. */
export async function start(runs = 20): Promise<Table> {
  const temporary = mkdtempSync(join(tmpdir(), 'benchmark-'))
  const checkout = join(temporary, 'checkout')
  mkdirSync(checkout)
  writeFileSync(join(checkout, 'main.tf'), 'output "greeting" {\n  value = "hello"\n}\n')
  for (const { file, text } of VARIANTS) if (text !== undefined) writeFileSync(join(temporary, file), text)
  try {
    const measured = new Map<string, number[]>(VARIANTS.map(({ name }) => [name, []]))
    for (let round = 0; round < runs; round++) {
      for (const variant of VARIANTS) measured.get(variant.name)?.push(await measure(variant, temporary, checkout))
    }
    return table(measured, runs)
  } finally {
    rmSync(temporary, { recursive: true })
  }
}

async function measure({ file, text, scheme = 'http', env }: Variant, temporary: string, checkout: string) {
  let seen: number | undefined
  const server = createServer(socket => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      seen = performance.now()
      child.kill('SIGKILL')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const begun = performance.now()
  const child = spawn(process.execPath, [join(text === undefined ? root : temporary, file)], {
    cwd: checkout,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      GITHUB_WORKSPACE: checkout,
      RUNNER_TEMP: temporary,
      ...env,
      ADDRESS: address,
      INPUT_HOSTNAME: address,
      INPUT_TOKEN: 'a-token',
      INPUT_ORGANIZATION: 'acme',
      INPUT_WORKSPACE: 'web'
    }
  })
  await once(child, 'exit')
  const ended = performance.now()
  server.close()
  return (seen ?? ended) - begun
}

function table(measured: ReadonlyMap<string, readonly number[]>, runs: number): Table {
  const least = spread(measured.get(EMPTY) ?? []).median
  const rows = [...measured].map(([name, values]) => {
    const { min, median, max } = spread(values)
    const ms = [min, median, max, median - least].map(each => each.toFixed(1))
    return [name, ...ms, (median / least).toFixed(2)]
  })
  return {
    title: `Start: until the first bytes are on the wire, ${runs} runs each`,
    columns: ['what', 'min ms', 'median ms', 'max ms', 'over empty ms', 'ratio'],
    rows
  }
}

function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN
  return { min: at(0), median: at(0.5), max: at(1) }
}

/** The bundle, piece by piece. The entry is loaded by every action, the others by those that need them. */
export function bundle(): Table {
  const files = globSync('dist/*.js', { cwd: root }).map(path => {
    const bytes = readFileSync(join(root, path))
    return { name: basename(path), bytes: bytes.length, gzip: gzipSync(bytes).length }
  })
  const sum = (of: 'bytes' | 'gzip'): number => files.reduce((total, file) => total + file[of], 0)
  const all = { name: 'all', bytes: sum('bytes'), gzip: sum('gzip') }
  return {
    title: 'Bundle',
    columns: ['file', 'bytes', 'gzip'],
    rows: [...files.toSorted((a, b) => b.bytes - a.bytes), all].map(({ name, bytes, gzip }) => [
      name,
      String(bytes),
      String(gzip)
    ])
  }
}

const print = ({ title, columns, rows }: Table): string =>
  [`${title}\n`, ...[columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`)].join('\n')

if (import.meta.main) {
  const [runs = '20'] = process.argv.slice(2)
  console.log(`Node ${process.version}, ${process.platform}, ${availableParallelism()} cores\n`)
  console.log(`${print(await start(Number(runs)))}\n\n${print(bundle())}`)
}
