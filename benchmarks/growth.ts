/** Each kind of work at one, ten and a hundred times its amount: time that grows with it, and no faster. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve, type Hcp, type RunScript } from '../packages/hcp-terraform-server/src/index.ts'
import { packed } from './pack.ts'
import { filesTree } from './pack/trees.ts'
import { step } from './step.ts'
import { milliseconds, spread, type Part } from './table.ts'

const SCALES = [1, 10, 100] as const

interface Work {
  readonly what: string
  readonly unit: string
  /** How much of it the smallest is. */
  readonly least: number
  readonly times: readonly [number, number, number]
  /** Milliseconds that so much of it takes, once for each time. */
  readonly measure: (amount: number, times: number) => Promise<readonly number[]>
}

const WORKS: readonly Work[] = [
  {
    what: 'packing, wall time',
    unit: 'files',
    least: 200,
    times: [7, 5, 3],
    measure: async (amount, times) => (await packed(filesTree(amount), times)).map(({ ms }) => ms)
  },
  {
    what: 'following a log, CPU time',
    unit: 'lines of 100 bytes',
    least: 2_000,
    times: [5, 5, 3],
    measure: (amount, times) => planned({ plan: { log: `${'a line of a log '.repeat(6)}...\n`.repeat(amount) } }, times)
  },
  {
    what: 'reporting a plan, CPU time',
    unit: 'resources that change',
    least: 100,
    times: [5, 5, 3],
    measure: (amount, times) => planned({ plan: { json: planJson(amount), additions: amount } }, times)
  },
  {
    what: 'exporting outputs, a third of them sensitive, CPU time',
    unit: 'outputs',
    least: 100,
    times: [5, 5, 3],
    measure: exported
  },
  { what: 'reading a list, CPU time', unit: 'resources, 100 a page', least: 100, times: [5, 5, 3], measure: listed }
]

export async function growth(): Promise<Part> {
  const rows = []
  for (const work of WORKS) rows.push({ work, medians: await mediansOf(work) })
  const worst = Math.max(...rows.map(({ medians: [, ten = NaN, hundred = NaN] }) => hundred / ten))
  return {
    tables: [
      {
        title: 'Median times as the work grows',
        columns: ['work', 'of', '1×: ms', '10×: ms', '100×: ms', '100× to 10×', 'the same without 1×'],
        rows: rows.map(({ work, medians: [one = NaN, ten = NaN, hundred = NaN] }) => [
          work.what,
          `${work.least} ${work.unit}`,
          ...[one, ten, hundred].map(milliseconds),
          ...[hundred / ten, (hundred - one) / (ten - one)].map(quotient => quotient.toFixed(1))
        ])
      }
    ],
    aims: [
      {
        aim: 'Ten times the work in ten times the time at most (12 for noise)',
        measured: `${worst.toFixed(1)} times at worst`,
        met: worst <= 12
      }
    ],
    skipped: []
  }
}

async function mediansOf({ least, times, measure }: Work): Promise<readonly number[]> {
  const medians: number[] = []
  for (const [at, scale] of SCALES.entries()) {
    medians.push(spread(await measure(least * scale, times[at] ?? 1)).median)
  }
  return medians
}

/** The processor's time where it is known; else the wall's, which has waits in it. */
async function steps(
  hcp: Hcp,
  times: number,
  action: string,
  more: Readonly<Record<string, string>>
): Promise<number[]> {
  const { token, address, organization, workspace } = hcp
  const all: number[] = []
  for (let time = 0; time < times; time++) {
    const inputs = { token, hostname: address, organization, workspace, ...more }
    const { cpu, ms } = await step({ action, inputs, workspace: join(import.meta.dirname, 'growth') })
    all.push(cpu ?? ms)
  }
  return all
}

async function planned(script: RunScript, times: number): Promise<readonly number[]> {
  await using hcp = await serve({ script })
  return await steps(hcp, times, '.', { 'pull-request-comment': 'never' })
}

async function exported(amount: number, times: number): Promise<readonly number[]> {
  await using hcp = await serve()
  hcp.seedState(
    Object.fromEntries(
      Array.from({ length: amount }, (_, at) => [`output_${at}`, { value: `value ${at}`, sensitive: at % 3 === 0 }])
    )
  )
  return await steps(hcp, times, 'outputs', { 'sensitive-outputs': 'mask' })
}

async function listed(amount: number, times: number): Promise<readonly number[]> {
  await using hcp = await serve()
  for (let at = 1; at < amount; at++) hcp.createWorkspace(`workspace-${at}`)
  const all: number[] = []
  for (let time = 0; time < times; time++) {
    const args = [join(import.meta.dirname, 'growth', 'pages.ts'), hcp.address, hcp.token]
    const { stdout } = await promisify(execFile)(process.execPath, args)
    const { ms, count } = JSON.parse(stdout) as { ms: number; count: number }
    if (count !== amount) throw new Error(`${count} workspaces were listed, not ${amount}`)
    all.push(ms)
  }
  return all
}

/** https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
const planJson = (amount: number) => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: Array.from({ length: amount }, (_, at) => ({
    address: `terraform_data.it[${at}]`,
    mode: 'managed',
    type: 'terraform_data',
    name: 'it',
    index: at,
    provider_name: 'terraform.io/builtin/terraform',
    change: {
      actions: ['create'],
      before: null,
      after: { input: `value ${at}`, triggers_replace: null },
      after_unknown: { id: true, output: true },
      before_sensitive: false,
      after_sensitive: {}
    }
  }))
})
