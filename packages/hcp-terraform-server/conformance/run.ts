/**
 * Runs other people's clients against the server: go-tfe's acceptance tests, the methods of pytfe, the `cloud` block of
 * the terraform CLI, and the examples of the README. Compares their outcome with the known failures, and prints the tables that are in the README.
 *
 *   npm run conformance -- [FAMILY...] [--pass A,B,C,P,T,E] [--update]
 *
 * Needs Go, Python and terraform, and names those that are absent.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runExamples } from './examples.ts'
import { FAMILIES, prepare, runTests, workFolder, type Leaf, type Outcome } from './go-tfe.ts'
import { has, startServer, TOKEN } from './programs.ts'
import { runPytfe } from './pytfe.ts'
import { runTerraform } from './terraform.ts'

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
const OTHERS = { P: 'pytfe 1.5.0, by class', T: 'the terraform CLI', E: '`--example`, then `sh plan.sh`' } as const
type Pass = keyof typeof PASSES | keyof typeof OTHERS
const ALL: readonly Pass[] = ['A', 'B', 'C', 'P', 'T', 'E']
/** What a pass needs on the PATH. */
const NEEDED: Readonly<Record<Pass, readonly (readonly string[])[]>> = {
  A: [
    ['go', 'version'],
    ['terraform', 'version']
  ],
  B: [
    ['go', 'version'],
    ['terraform', 'version']
  ],
  C: [
    ['go', 'version'],
    ['terraform', 'version']
  ],
  P: [
    ['python3', '--version'],
    ['terraform', 'version']
  ],
  T: [['terraform', 'version']],
  E: [
    ['go', 'version'],
    ['python3', '--version'],
    ['terraform', 'version']
  ]
}

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
    options: { pass: { type: 'string' }, update: { type: 'boolean', default: false } }
  })
  const families = positionals.length > 0 ? positionals : Object.keys(FAMILIES)
  for (const family of families)
    if (!(family in FAMILIES))
      throw new Error(`A family must be one of ${Object.keys(FAMILIES).join(', ')}, but is ${family}`)
  const asked = (values.pass ?? (positionals.length > 0 ? 'A,B,C' : ALL.join())).split(',')
  const passes = ALL.filter(pass => asked.includes(pass))
  if (passes.length !== asked.length)
    throw new Error(`--pass must be some of ${ALL.join()}, but is ${values.pass ?? ''}`)
  mkdirSync(folder, { recursive: true })
  const known = JSON.parse(readFileSync(KNOWN, 'utf8')) as Known
  const results = new Map<Pass, Leaf[]>()
  for (const pass of passes) {
    const absent = NEEDED[pass].filter(([program = '', ...args]) => !has(program, ...args)).map(([program]) => program)
    if (absent.length > 0) {
      console.error(`pass ${pass} needs ${absent.join(' and ')} on the PATH: not run`)
      process.exitCode = 1
      continue
    }
    const leaves = await run(pass, families)
    results.set(pass, leaves)
    report(pass, leaves, known)
  }
  const table = tablesOf(families, results)
  console.log(table)
  if (values.update)
    writeFileSync(
      README,
      readFileSync(README, 'utf8').replace(/(<!-- conformance -->\n)[^]*?(<!-- end -->)/, `$1\n${table}\n\n$2`)
    )
}

async function run(pass: Pass, families: readonly string[]): Promise<Leaf[]> {
  if (pass === 'P') return runPytfe(folder)
  if (pass === 'T') return runTerraform(folder)
  if (pass === 'E') return runExamples()
  await prepare(folder)
  const { options, env, workers } = PASSES[pass]
  await using server = await startServer(...options)
  return await runTests(folder, families, { ...env, TFE_ADDRESS: server.address, TFE_TOKEN: TOKEN }, workers)
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

/** Of go-tfe by family and pass, of the others by what they are about. */
function tablesOf(families: readonly string[], results: ReadonlyMap<Pass, readonly Leaf[]>): string {
  const ofGo = [...results].filter(([pass]) => pass in PASSES)
  const rows = families.map(family => [
    family,
    ...ofGo.map(([, leaves]) => counts(leaves.filter(leaf => leaf.family === family)))
  ])
  const all = ['**all**', ...ofGo.map(([, leaves]) => counts(leaves))]
  const head = ['go-tfe 1.109.0', ...ofGo.map(([pass]) => `${pass}: ${PASSES[pass as keyof typeof PASSES].what}`)]
  const others = Object.entries(OTHERS).flatMap(([pass, what]) => {
    const leaves = results.get(pass as Pass)
    if (leaves === undefined) return []
    const groups = [...Map.groupBy(leaves, ({ family }) => family)]
    return [table([[what, 'pass/fail/skip'], ...groups.map(([name, group]) => [name, counts(group)])])]
  })
  return [...(ofGo.length === 0 ? [] : [table([head, ...rows, all])]), ...others].join('\n\n')
}

function counts(leaves: readonly Leaf[]): string {
  const count = (outcome: Outcome) => leaves.filter(leaf => leaf.outcome === outcome).length
  return (['pass', 'fail', 'skip'] as const).map(count).join('/')
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
})
