import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

const HELP = `Runs the scenarios against servers that answer less than HCP Terraform does, and compares which of them fail with __tests__/modes.json.
Against other servers of the same API, it runs only the core scenarios.

  --mode NAME       samples, unfiltered, tfe-v202206, tfe-v202409 or otf; may be given several times. Default: all
  --only TEXT       files in whose path this text is; may be given several times. Default: all scenarios
  --workers N       test files at a time (default: as Jest is configured)
`

const ROOT = join(import.meta.dirname, '..')
const SCENARIOS = join(ROOT, '__tests__', 'actions')
const MODES = ['samples', 'unfiltered', 'tfe-v202206', 'tfe-v202409', 'otf'] as const
type Mode = (typeof MODES)[number]
/** What a workflow with such a server does: plans, applies, outputs, states, configurations, runs by their ids, lists, a cancelled job. */
const CORE = [
  'apply/a-failed-apply-says-what-it-did',
  'apply/an-apply-exports-what-it-wrote',
  'apply/an-apply-is-pinned-and-confirmed-by-this-step',
  'cancel/a-cancelled-plan-is-cancelled-at-the-service',
  'cancel/a-run-is-discarded-or-cancelled-by-its-id',
  'configuration/a-configuration-is-uploaded-for-others-to-run',
  'configuration/a-version-that-is-uploaded-already-is-run',
  'outputs/more-outputs-than-a-page',
  'outputs/outputs-are-exported-without-a-run',
  'outputs/sensitive-outputs-are-left-out',
  'plan/a-failed-plan-fails-the-step',
  'plan/a-log-in-pieces-is-whole',
  'plan/a-plan-is-speculative',
  'plan/a-plan-with-changes-succeeds',
  'run/a-run-is-shown',
  'state/a-state-is-rolled-back',
  'state/a-state-is-uploaded-under-a-lock-of-its-own',
  'workspaces/workspaces-are-listed-as-a-matrix'
]
/** The scenarios that a mode runs; the others run all. */
const CHOSEN: Partial<Record<Mode, readonly string[]>> = {
  'tfe-v202206': CORE,
  'tfe-v202409': CORE,
  // OTF can't roll a state back, and scenarios that wait for the request would wait forever.
  otf: CORE.filter(file => file !== 'state/a-state-is-rolled-back')
}

/** By mode, file and test: why a scenario can't succeed there. */
type Withheld = Readonly<Record<Mode, Readonly<Record<string, Readonly<Record<string, string>>>>>>

/** By file and test: whether it succeeded. A file that could not be run has one test without a name. */
type Results = ReadonlyMap<string, ReadonlyMap<string, boolean>>

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const { values } = parseArgs({
  options: {
    mode: { type: 'string', multiple: true, default: [...MODES] },
    only: { type: 'string', multiple: true, default: [''] },
    workers: { type: 'string' },
    help: { type: 'boolean', default: false }
  }
})

/** Runs files of scenarios against servers of a mode. */
function run(mode: Mode, files: readonly string[], workers: string | undefined): Results {
  const directory = mkdtempSync(join(tmpdir(), 'modes-'))
  try {
    const report = join(directory, 'report.json')
    const jest = [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--silent', '--reporters', join(ROOT, 'scripts', 'jest', 'tally.js'), '--json', '--outputFile', report],
      ...(workers === undefined ? [] : ['--maxWorkers', workers]),
      ...files
    ]
    spawnSync(process.execPath, jest, {
      cwd: ROOT,
      env: { ...process.env, HCP_TERRAFORM_SERVER_LIKE: mode },
      stdio: 'ignore'
    })
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    return new Map(testResults.map(file => [nameOf(file.name), outcomes(file)]))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const nameOf = (path: string): string => relative(SCENARIOS, path).replaceAll('\\', '/')

function outcomes({ status, assertionResults }: Report['testResults'][number]): ReadonlyMap<string, boolean> {
  const tests = assertionResults.filter(test => test.status === 'passed' || test.status === 'failed')
  if (tests.length === 0 && status === 'failed') return new Map([['', false]])
  const byName = Map.groupBy(tests, ({ fullName }) => fullName)
  return new Map([...byName].map(([name, runs]) => [name, runs.every(test => test.status === 'passed')]))
}

/** What is other than the list says, file by file. */
function surprises(results: Results, listed: Withheld[Mode]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [file, tests] of results) {
    const withheld = listed[file] ?? {}
    const problems = [
      ...[...tests]
        .filter(([name, succeeded]) => succeeded === Object.hasOwn(withheld, name))
        .map(([name, succeeded]) =>
          succeeded ? `succeeds, and __tests__/modes.json lists it: ${name}` : `fails: ${name || 'the whole file'}`
        ),
      ...Object.keys(withheld)
        .filter(name => !tests.has(name))
        .map(name => `is in __tests__/modes.json, and is not a scenario: ${name}`)
    ]
    if (problems.length > 0) found.set(file, problems)
  }
  return found
}

function check(mode: Mode, withheld: Withheld[Mode]): number {
  const first = run(
    mode,
    CHOSEN[mode]
      ?.filter(file => values.only.some(text => file.includes(text)))
      .map(file => join('__tests__', 'actions', `${file}.test.ts`)) ??
      values.only.map(text => join('__tests__', 'actions', `.*${text}`)),
    values.workers
  )
  // On a busy machine a scenario may run out of time: by itself, it doesn't.
  const again = [...surprises(first, withheld).keys()]
  const second: Results =
    again.length === 0
      ? new Map<string, ReadonlyMap<string, boolean>>()
      : run(
          mode,
          again.map(file => join('__tests__', 'actions', file)),
          '1'
        )
  const results = new Map([...first, ...second])
  const tests = [...results.values()].flatMap(file => [...file.values()])
  const isWhole = values.only.every(text => text === '')
  const gone = isWhole ? Object.keys(withheld).filter(file => !results.has(file)) : []
  const problems = [
    ...(tests.length === 0 ? [`no scenario is in a file whose path has ${values.only.join(' or ')} in it`] : []),
    ...[...surprises(results, withheld)].flatMap(([file, found]) => found.map(problem => `${file} ${problem}`)),
    ...gone.map(file => `${file} is in __tests__/modes.json, and does not exist`)
  ]
  console.log(`${mode}: ${tests.length} scenarios, of which ${tests.filter(succeeded => !succeeded).length} fail`)
  for (const problem of problems) console.log(`${mode}: ${problem}`)
  return problems.length
}

function main(): void {
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const withheld = JSON.parse(readFileSync(join(ROOT, '__tests__', 'modes.json'), 'utf8')) as Withheld
  const modes = MODES.filter(mode => values.mode.includes(mode))
  const unknown = values.mode.filter(name => !MODES.some(mode => mode === name))
  if (unknown.length > 0) throw new Error(`--mode is ${MODES.join(' or ')}, not ${unknown.join(', ')}`)
  const problems = modes.map(mode => check(mode, withheld[mode]))
  if (problems.some(count => count > 0)) process.exitCode = 1
}

main()
