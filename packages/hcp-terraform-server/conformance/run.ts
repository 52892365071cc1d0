/**
 * Runs go-tfe's acceptance tests against the server, holds their outcome against the known failures, and prints the table
 * that is in the README. `npm run conformance -- [FAMILY...] [--pass A,B,C] [--update]`. Needs Go and terraform.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { FAMILIES, hasGo, prepare, runTests, workFolder, type Leaf, type Outcome } from './go-tfe.ts'

const PASSES = {
  A: { what: 'HCP Terraform', options: [], env: {}, workers: 2 },
  B: {
    what: 'HCP Terraform, tests of beta features, policies and tasks by scripts',
    options: [],
    env: { ENABLE_BETA: '1', CONFORMANCE_SCRIPTS: '1' },
    workers: 1
  },
  C: { what: 'Terraform Enterprise', options: ['--product', 'enterprise'], env: { ENABLE_TFE: '1' }, workers: 2 }
} as const
type Pass = keyof typeof PASSES

const here = import.meta.dirname
const README = join(here, '..', 'README.md')
const KNOWN = join(here, 'known-failures.json')
const folder = workFolder()

/** Why some tests can't pass: a reason, and the tests that it represents, by their full names or their beginnings. */
type Known = readonly {
  readonly reason: string
  readonly passes: string
  readonly tests: readonly string[]
  /** Passes on some machines, or now and then. */
  readonly sometimes?: boolean
}[]

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { pass: { type: 'string', default: 'A,B,C' }, update: { type: 'boolean', default: false } }
  })
  if (!hasGo()) throw new Error('The conformance tests need Go on PATH: https://go.dev/dl/')
  const families = positionals.length > 0 ? positionals : Object.keys(FAMILIES)
  for (const family of families)
    if (!(family in FAMILIES)) throw new Error(`A family is one of ${Object.keys(FAMILIES).join(', ')}, not ${family}`)
  mkdirSync(folder, { recursive: true })
  await prepare(folder)
  const known = JSON.parse(readFileSync(KNOWN, 'utf8')) as Known
  const results = new Map<Pass, Leaf[]>()
  for (const pass of values.pass.split(',') as Pass[]) {
    const leaves = await runPass(pass, families)
    results.set(pass, leaves)
    report(pass, leaves, known)
  }
  const table = tableOf(families, results)
  console.log(table)
  if (values.update)
    writeFileSync(
      README,
      readFileSync(README, 'utf8').replace(/(<!-- conformance -->\n)[^]*?(<!-- end -->)/, `$1\n${table}\n$2`)
    )
}

async function runPass(pass: Pass, families: readonly string[]): Promise<Leaf[]> {
  const { options, env, workers } = PASSES[pass]
  const command = [join(here, '..', 'src', 'main.ts'), '--engine', 'terraform', '--token', 'conformance', ...options]
  const server = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const address = await addressOf(server)
    return await runTests(folder, families, { ...env, TFE_ADDRESS: address, TFE_TOKEN: 'conformance' }, workers)
  } finally {
    if (server.exitCode === null && server.kill()) await once(server, 'exit')
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the server prints nothing')
  for await (const line of createInterface(stdout)) return (JSON.parse(line) as { address: string }).address
  throw new Error('the server did not start')
}

/** A failure that no one knows fails the command, and a known one that passes does, too. */
function report(pass: Pass, leaves: readonly Leaf[], known: Known): void {
  const isPartOf = (test: string, { name }: Leaf) => name === test || name.startsWith(`${test}/`)
  const ofPass = known.filter(({ passes }) => passes.includes(pass))
  const mine = ofPass.flatMap(({ tests }) => tests)
  for (const leaf of leaves.filter(({ outcome }) => outcome === 'fail')) {
    if (mine.some(test => isPartOf(test, leaf))) continue
    console.error(`pass ${pass}: fails, and is not known to: ${leaf.name}\n${leaf.output}`)
    process.exitCode = 1
  }
  for (const test of ofPass.flatMap(({ tests, sometimes }) => (sometimes === true ? [] : tests))) {
    const found = leaves.filter(leaf => isPartOf(test, leaf))
    if (found.length === 0 || found.some(({ outcome }) => outcome === 'fail')) continue
    console.error(`pass ${pass}: is known to fail, and does not: ${test}`)
    process.exitCode = 1
  }
}

function tableOf(families: readonly string[], results: ReadonlyMap<Pass, readonly Leaf[]>): string {
  const count = (leaves: readonly Leaf[], outcome: Outcome) => leaves.filter(leaf => leaf.outcome === outcome).length
  const cell = (leaves: readonly Leaf[]) =>
    (['pass', 'fail', 'skip'] as const).map(each => count(leaves, each)).join(' / ')
  const passes = [...results]
  const rows = families.map(family => [
    family,
    ...passes.map(([, leaves]) => cell(leaves.filter(leaf => leaf.family === family)))
  ])
  const all = ['**all**', ...passes.map(([, leaves]) => cell(leaves))]
  const head = ['family', ...passes.map(([pass]) => `${pass}: ${PASSES[pass].what}`)]
  return [head, head.map(() => '---'), ...rows, all].map(row => `| ${row.join(' | ')} |`).join('\n')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})
