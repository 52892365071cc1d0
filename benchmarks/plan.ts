/** A whole plan, from the directory to the end of the run, compared with the CLI against the same server. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measured, type Measured } from './process.ts'
import { distance, startServer, type Server } from './server.ts'
import { step } from './step.ts'
import { cellsOf, ratio, spread, type Aim, type Part, type Table } from './table.ts'
import { CLOUD, hasTerraform, terraformEnvironment } from './terraform.ts'

const ROUNDS = 7

interface Setting {
  readonly name: string
  readonly engine: 'simulated' | 'terraform'
  /** Milliseconds before each answer. */
  readonly away: number
}

/** The server that the aims are about: it does not think. */
const IDLE = 'no think time'

const SETTINGS: readonly Setting[] = [
  { name: IDLE, engine: 'simulated', away: 0 },
  { name: `${IDLE}, 50 ms away`, engine: 'simulated', away: 50 },
  { name: 'planned by Terraform', engine: 'terraform', away: 0 }
]

interface Client {
  readonly name: string
  readonly run: () => Promise<Measured>
}

interface Result extends Measured {
  /** Lines such as `POST /runs`, in order. */
  readonly requests: readonly string[]
}

export async function plan(): Promise<Part> {
  const present = hasTerraform()
  const settings = SETTINGS.filter(({ engine }) => present || engine !== 'terraform')
  const results = new Map<string, Map<string, readonly Result[]>>()
  for (const setting of settings) results.set(setting.name, await compare(setting, present))
  return {
    tables: [tableOf(results), sequence(results)],
    aims: present ? aimsOf(results.get(IDLE)) : [],
    skipped: present ? [] : ['terraform is not on PATH: its own plan was not measured.']
  }
}

/** The clients take turns, so that what else the machine does meets both. */
async function compare({ engine, away }: Setting, present: boolean): Promise<Map<string, readonly Result[]>> {
  await using server = await startServer(engine)
  const directory = mkdtempSync(join(tmpdir(), 'plan-'))
  try {
    const configuration = join(directory, 'configuration')
    configure(configuration)
    const clients = [ours(server, configuration)]
    if (present) clients.push(await theirs(server, configuration, directory))
    if (away > 0) await server.set(distance(away))
    const results = new Map<string, Result[]>(clients.map(({ name }) => [name, []]))
    await server.requests()
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, run } of clients) {
        const result = await run()
        const requests = (await server.requests()).map(({ method, path }) => `${method} ${routeOf(path)}`)
        results.get(name)?.push({ ...result, requests })
      }
    }
    return results
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** As most are: twenty files, a few resources, a few outputs. */
function configure(directory: string): void {
  mkdirSync(directory)
  writeFileSync(join(directory, 'cloud.tf'), CLOUD)
  for (let at = 0; at < 19; at++) {
    const text = `resource "terraform_data" "r${at}" {\n  input = "value ${at}"\n}\noutput "o${at}" {\n  value = "value ${at}"\n}\n`
    writeFileSync(join(directory, `r${at}.tf`), `${text}${'# A line of a comment, as files have them.\n'.repeat(30)}`)
  }
}

const OURS = 'this action'
const THEIRS = 'terraform plan'

const ours = ({ address, token, organization, workspace }: Server, configuration: string): Client => ({
  name: OURS,
  run: () =>
    step({
      action: '.',
      inputs: { token, hostname: address, organization, workspace, 'pull-request-comment': 'never' },
      workspace: configuration
    })
})

/** `terraform init` comes before, and is not counted. */
async function theirs(server: Server, cwd: string, directory: string): Promise<Client> {
  const env = terraformEnvironment(server, directory)
  const run = (...args: string[]) => measured({ file: 'terraform', args: [...args, '-input=false'], cwd, env })
  await run('init')
  return { name: THEIRS, run: () => run('plan') }
}

const routeOf = (path: string): string =>
  path
    .replace(/^\/api\/v2/, '')
    .replaceAll(/\/[a-z]+-[1-9A-Za-z]{16}(?=\/|$)/g, '/:id')
    .replace(/^(\/_archivist\/v1\/[^/]+)\/.+$/, '$1/:secret')

function tableOf(results: ReadonlyMap<string, ReadonlyMap<string, readonly Result[]>>): Table {
  const rows = [...results].flatMap(([setting, clients]) => {
    const base = spread((clients.get(OURS) ?? []).map(({ ms }) => ms)).median
    return [...clients].map(([client, all]) => {
      const wall = spread(all.map(({ ms }) => ms))
      const cpu = all.flatMap(each => each.cpu ?? [])
      const requests = spread(all.map(each => each.requests.length))
      const processor = cpu.length === 0 ? 'unknown' : spread(cpu).median.toFixed(0)
      return [setting, client, ...cellsOf(wall), ratio(wall.median, base), processor, requests.median.toFixed(0)]
    })
  })
  const columns = ['server', 'client', 'min ms', 'median ms', 'max ms', 'ratio', 'CPU ms', 'requests']
  return { title: `A whole plan, ${ROUNDS} times each`, columns, rows }
}

/** The requests of one plan of each client, side by side. */
function sequence(results: ReadonlyMap<string, ReadonlyMap<string, readonly Result[]>>): Table {
  const clients = [...([...results.values()][0] ?? [])].map(([client, all]) => ({
    client,
    requests: all[0]?.requests ?? []
  }))
  const length = Math.max(...clients.map(({ requests }) => requests.length))
  const rows = Array.from({ length }, (_, at) => [String(at + 1), ...clients.map(({ requests }) => requests[at] ?? '')])
  return { title: 'Requests of one plan, in their order', columns: ['', ...clients.map(({ client }) => client)], rows }
}

function aimsOf(clients: ReadonlyMap<string, readonly Result[]> | undefined): readonly Aim[] {
  const [mine = [], other = []] = [clients?.get(OURS), clients?.get(THEIRS)]
  const wall = spread(mine.map(({ ms }) => ms)).median / spread(other.map(({ ms }) => ms)).median
  const [few, many] = [mine, other].map(all => spread(all.map(({ requests }) => requests.length)).median)
  return [
    {
      aim: 'A whole plan in at most half of the wall time of `terraform plan`',
      measured: `${(wall * 100).toFixed(0)} % of it`,
      met: wall <= 0.5
    },
    {
      aim: 'A whole plan with fewer requests than `terraform plan`',
      measured: `${few ?? NaN} and ${many ?? NaN}`,
      met: (few ?? Infinity) < (many ?? 0)
    }
  ]
}
