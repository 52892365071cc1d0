/** Reading outputs, sensitive ones included, compared with the approach of the best of the other JavaScript actions. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve, type Hcp } from '../packages/hcp-terraform-server/src/index.ts'
import { measured, type Measured } from './process.ts'
import { distance } from './server.ts'
import { step } from './step.ts'
import { cellsOf, ratio, spread, type Aim, type Part } from './table.ts'

interface Setting {
  readonly count: number
  /** Milliseconds before each answer. */
  readonly away: number
  readonly rounds: number
  readonly clients: readonly Client[]
}

interface Client {
  readonly name: string
  readonly run: (hcp: Hcp, peer: string) => Promise<Measured & { outputs: string }>
}

interface Result {
  readonly ms: number
  readonly requests: number
  /** Of the values that the state holds, how many came. */
  readonly values: number
}

const ours = (name: string, token: (hcp: Hcp) => string): Client => ({
  name,
  run: hcp => {
    const { address, organization, workspace } = hcp
    const inputs = { token: token(hcp), hostname: address, organization, workspace, 'sensitive-outputs': 'mask' }
    return step({ action: 'outputs', inputs })
  }
})

const peer = (name: string, mode: 'list' | 'each'): Client => ({
  name,
  run: async (hcp, script) => {
    const file = `${script}.outputs`
    writeFileSync(file, '')
    const args = [script, hcp.address, hcp.token, mode]
    const env = { PATH: process.env.PATH, GITHUB_OUTPUT: file }
    const result = await measured({ file: process.execPath, args, cwd: tmpdir(), env })
    return { ...result, outputs: readFileSync(file, 'utf8') }
  }
})

const OURS = ours('this action', hcp => hcp.token)
/** What it does for a token that may not read the state. */
const BY_ID = ours('this action, only outputs permitted', hcp =>
  hcp.addToken('team', 'readers', { 'can-read-state-versions': false })
)
const EACH = peer('peer, each sensitive one by its id', 'each')
const LIST = peer('peer, sensitive values withheld', 'list')

const SETTINGS: readonly Setting[] = [
  { count: 150, away: 0, rounds: 7, clients: [OURS, EACH, LIST, BY_ID] },
  { count: 150, away: 50, rounds: 5, clients: [OURS, EACH, LIST, BY_ID] },
  { count: 10_000, away: 0, rounds: 3, clients: [OURS, EACH, LIST] },
  { count: 10_000, away: 50, rounds: 3, clients: [OURS, LIST] }
]

export async function outputs(): Promise<Part> {
  const directory = mkdtempSync(join(tmpdir(), 'outputs-'))
  try {
    const script = join(directory, 'peer.mjs')
    // As built actions are, so that Node has no types to strip.
    const source = readFileSync(join(import.meta.dirname, 'outputs', 'peer.ts'), 'utf8')
    writeFileSync(script, stripTypeScriptTypes(source))
    const compared = []
    for (const setting of SETTINGS) compared.push({ setting, results: await compare(setting, script) })
    return {
      tables: [
        {
          title: 'Outputs, every third one sensitive',
          columns: ['outputs', 'away', 'how', 'times', 'min ms', 'median ms', 'max ms', 'ratio', 'requests', 'values'],
          rows: compared.flatMap(({ setting, results }) => rowsOf(setting, results))
        }
      ],
      aims: compared.flatMap(({ setting, results }) => aimsOf(setting, results)),
      skipped: []
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The clients take turns, so that what else the machine does meets all of them. */
async function compare({ count, away, rounds, clients }: Setting, script: string): Promise<Map<Client, Result[]>> {
  await using hcp = await serve()
  hcp.seedState(seed(count))
  if (away > 0) hcp.faults.set(distance(away))
  const results = new Map<Client, Result[]>(clients.map(client => [client, []]))
  for (let round = 0; round < rounds; round++) {
    for (const client of clients) {
      hcp.journal.clear()
      const { ms, outputs } = await client.run(hcp, script)
      const values = new Set(outputs.match(/value-\d+-of-an-output/g)).size
      results.get(client)?.push({ ms, requests: hcp.journal.entries.length + hcp.journal.dropped, values })
    }
  }
  return results
}

const seed = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `output_${at}`,
      { value: `value-${at}-of-an-output`, sensitive: at % 3 === 0 }
    ])
  )

function rowsOf({ count, away, rounds }: Setting, results: ReadonlyMap<Client, readonly Result[]>): string[][] {
  const base = medianOf(results, OURS)
  return [...results].map(([client, all]) => {
    const ms = spread(all.map(each => each.ms))
    const [requests = 0, values = 0] = [all[0]?.requests, all[0]?.values]
    const facts = [String(count), `${away} ms`, client.name, String(rounds)]
    return [...facts, ...cellsOf(ms), ratio(ms.median, base), String(requests), String(values)]
  })
}

const medianOf = (results: ReadonlyMap<Client, readonly Result[]>, client: Client): number =>
  spread((results.get(client) ?? []).map(({ ms }) => ms)).median

function aimsOf({ count, away }: Setting, results: ReadonlyMap<Client, readonly Result[]>): readonly Aim[] {
  const [mine, other] = [results.get(OURS)?.[0], results.get(EACH)?.[0]]
  if (mine === undefined || other === undefined) return []
  const [ms, others] = [medianOf(results, OURS), medianOf(results, EACH)]
  return [
    {
      aim: `${count} outputs with their sensitive values, ${away} ms away: fewer requests and less time than the best peer's approach`,
      measured: `${mine.requests} and ${other.requests} requests, ${((ms / others) * 100).toFixed(0)} % of the time`,
      met: mine.requests < other.requests && ms < others && mine.values === count
    }
  ]
}
