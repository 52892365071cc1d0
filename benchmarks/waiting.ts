/** Whole plans of this action and of the CLI, on a server that takes its time: what each loses to its own pauses. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIVELY, serve, type Hcp, type RunScript } from '../packages/hcp-terraform-server/src/index.ts'
import { measured } from './process.ts'
import { step } from './step.ts'
import { spread, type Aim, type Part } from './table.ts'
import { CLOUD, hasTerraform, terraformEnvironment } from './terraform.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 9)
/** Seconds that the plan takes. */
const THINK_TIMES = [0, 1, 3, 10, 30, 60] as const
/** From this think time on, jobs that wait overlap: they need no processor meanwhile. */
const OVERLAPPING_SECONDS = 10
/** Milliseconds between the starts of jobs that overlap. */
const BETWEEN_STARTS_MS = 2_500

/** What a run passes through after its plan. */
const STAGES: Readonly<Record<string, RunScript>> = {
  none: {},
  'cost estimate': { costEstimate: { delta: '1.0' } },
  policy: { policies: [{ name: 'a policy', enforcement: 'advisory', passes: true }] },
  'task stage': { tasks: [{ name: 'a task', stage: 'post_plan', enforcement: 'advisory', passes: true }] }
}

/** A checkout of an earlier version of the action, to compare with. */
const BASELINE = process.env.BASELINE
const CLIENTS = [
  'this action',
  'terraform plan',
  ...(BASELINE === undefined ? [] : (['earlier version'] as const))
] as const
type Client = (typeof CLIENTS)[number]
type Jobs = ReadonlyMap<Client, readonly number[]>

/** Tenths of a second by which the median may be above that of the CLI. */
const ALLOWED_MS = 100

export async function waiting(): Promise<Part> {
  const skipped = ['tfci was not measured: the Go module proxy does not have its module.']
  if (!hasTerraform()) return { tables: [], aims: [], skipped: [...skipped, 'terraform is not on PATH.'] }
  const rows: string[][] = []
  const aims: Aim[] = []
  for (const seconds of THINK_TIMES) {
    const overlap = seconds >= OVERLAPPING_SECONDS
    const all = await inTurn(Object.entries(STAGES), overlap, ([, stage]) => compare(seconds, stage))
    const worst: number[] = []
    for (const [at, stages] of Object.keys(STAGES).entries()) {
      const medians = CLIENTS.map(client => spread(all[at]?.get(client) ?? []).median)
      const [ours = NaN, theirs = NaN, ...earlier] = medians
      const differences = [ours, ...earlier].map(ms => ms - theirs)
      worst.push(ours - theirs)
      rows.push([String(seconds), stages, ...[...medians, ...differences].map(ms => (ms / 1_000).toFixed(2))])
    }
    const most = Math.max(...worst)
    aims.push({
      aim: `With a plan of ${seconds} s, not above \`terraform plan\` by more than 0.1 s`,
      measured: `${(most / 1_000).toFixed(2)} s at most`,
      met: most <= ALLOWED_MS
    })
  }
  const compared = CLIENTS.filter(client => client !== 'terraform plan')
  const columns = [
    'plan s',
    'stages',
    ...CLIENTS.map(client => `${client} s`),
    ...compared.map(client => `${client} - terraform plan s`)
  ]
  return { tables: [{ title: `Seconds of a whole job, median of ${ROUNDS}`, columns, rows }], aims, skipped }
}

/** All, one after another; or each a little after the one before, whether that has ended or not. */
async function inTurn<T, R>(
  items: readonly T[],
  overlap: boolean,
  run: (item: T) => Promise<R>
): Promise<readonly R[]> {
  const started: Promise<R>[] = []
  for (const item of items) {
    const result = run(item)
    started.push(result)
    if (overlap) await sleep(BETWEEN_STARTS_MS)
    else await result
  }
  return Promise.all(started)
}

async function compare(seconds: number, stage: RunScript): Promise<Jobs> {
  const log = ['Planning\n', { wait: seconds * 1_000 }, 'Plan: 1 to add, 0 to change, 0 to destroy.\n']
  await using hcp = await serve({ timings: LIVELY, script: { ...stage, plan: { additions: 1, log } } })
  hcp.find().attributes['structured-run-output-enabled'] = false
  const directory = mkdtempSync(join(tmpdir(), 'waiting-'))
  try {
    const configuration = join(directory, 'configuration')
    mkdirSync(configuration)
    writeFileSync(join(configuration, 'main.tf'), `${CLOUD}output "a" {\n  value = 1\n}\n`)
    const cli = await cliIn(hcp, configuration, directory)
    const run: Readonly<Record<Client, () => Promise<number>>> = {
      'this action': () => planBy('.', hcp, configuration),
      'earlier version': () => planBy(resolve(BASELINE ?? '.'), hcp, configuration),
      'terraform plan': cli
    }
    const jobs = Array.from({ length: ROUNDS }, () => CLIENTS).flat()
    const times = await inTurn(jobs, seconds >= OVERLAPPING_SECONDS, async client => ({
      client,
      ms: await run[client]()
    }))
    return new Map(CLIENTS.map(name => [name, times.filter(({ client }) => client === name).map(({ ms }) => ms)]))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function planBy(
  action: string,
  { token, address, organization, workspace }: Hcp,
  checkout: string
): Promise<number> {
  const inputs = { token, hostname: address, organization, workspace, 'pull-request-comment': 'never' }
  return (await step({ action, inputs, workspace: checkout })).ms
}

/** `terraform init` comes before, and is not counted. */
async function cliIn(hcp: Hcp, cwd: string, directory: string): Promise<() => Promise<number>> {
  const env = terraformEnvironment(hcp, directory)
  const run = (...args: string[]) => measured({ file: 'terraform', args: [...args, '-input=false'], cwd, env })
  await run('init')
  return async () => (await run('plan')).ms
}
