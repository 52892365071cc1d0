import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { plural } from '../src/plural.ts'
import { runScenarios, type Outcomes } from './modes/scenarios.ts'
import { problemsOf, slowest, type Withheld } from './modes/withheld.ts'

const HELP = `Runs the scenarios against servers that answer less than HCP Terraform does, and compares which of them fail with __tests__/modes.json.
Against other servers of the same API, it runs only the core scenarios.

  --mode NAME       samples, unfiltered, tfe-v202206, tfe-v202409 or otf; may be given several times. Default: all
  --only TEXT       files in whose path this text is; may be given several times. Default: all scenarios
  --workers N       test files at a time (default: as Jest is configured)
  --minutes N       ends a mode after this time, and names the scenarios that had not ended (default: 60)
`

const ROOT = join(import.meta.dirname, '..')
const SCENARIOS = join(ROOT, '__tests__', 'actions')
const MODES = ['samples', 'unfiltered', 'tfe-v202206', 'tfe-v202409', 'otf'] as const
type Mode = (typeof MODES)[number]
/** What a workflow with such a server does: plans, applies, outputs, states, locks, configurations, runs by their ids, lists, a cancelled job. */
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
  'workspaces/a-lock-is-taken-and-given-back',
  'workspaces/workspaces-are-listed-as-a-matrix'
]
/** The scenarios that a mode runs; the others run all. */
const CHOSEN: Partial<Record<Mode, readonly string[]>> = { 'tfe-v202206': CORE, 'tfe-v202409': CORE, otf: CORE }

/** A scenario that lasts longer waits for what never comes: the slowest take little more than a minute on a busy machine. */
const SCENARIO_LIMIT_MS = 240_000

const { values } = parseArgs({
  options: {
    mode: { type: 'string', multiple: true, default: [...MODES] },
    only: { type: 'string', multiple: true, default: [''] },
    workers: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false }
  }
})

async function run(mode: Mode, files: readonly string[], signal: AbortSignal, workers?: string): Promise<Outcomes> {
  const args = [...(workers === undefined ? [] : ['--maxWorkers', workers]), ...files]
  const limits = { scenarioMs: SCENARIO_LIMIT_MS, signal }
  const outcomes = await runScenarios(args, { HCP_TERRAFORM_SERVER_LIKE: mode }, limits)
  return new Map([...outcomes].map(([path, scenarios]) => [relative(SCENARIOS, path).replaceAll('\\', '/'), scenarios]))
}

const interrupted = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())

async function check(mode: Mode, withheld: Withheld, minutes: number): Promise<number> {
  const started = Date.now()
  const signal = AbortSignal.any([AbortSignal.timeout(minutes * 60_000), interrupted.signal])
  const files =
    CHOSEN[mode]
      ?.filter(file => values.only.some(text => file.includes(text)))
      .map(file => join('__tests__', 'actions', `${file}.test.ts`)) ??
    values.only.map(text => join('__tests__', 'actions', `.*${text}`))
  const first = await run(mode, files, signal, values.workers)
  // On a busy machine a scenario may run out of time: by itself, it doesn't.
  const again = [...problemsOf(first, withheld).keys()].map(file => join('__tests__', 'actions', file))
  const second = again.length === 0 || signal.aborted ? [] : await run(mode, again, signal, '1')
  const took = Math.ceil((Date.now() - started) / 60_000)
  const results: Outcomes = new Map([...first, ...second])
  const all = [...results.values()].flatMap(file => [...file.values()])
  const isWhole = values.only.every(text => text === '')
  const gone = isWhole && !signal.aborted ? Object.keys(withheld).filter(file => !results.has(file)) : []
  const problems = [
    ...(signal.aborted ? [`the limit of ${minutes} minutes, or a signal, ended it before all scenarios had run`] : []),
    ...(all.length === 0 ? [`no scenario is in a file whose path has ${values.only.join(' or ')} in it`] : []),
    ...[...problemsOf(results, withheld)].flatMap(([file, found]) => found.map(problem => `${file} ${problem}`)),
    ...gone.map(file => `${file} is in __tests__/modes.json, and does not exist`)
  ]
  const failed = all.filter(({ result }) => result !== 'passed').length
  console.log(
    `${mode}: ${plural(all.length, 'scenario')}, of which ${plural(failed, 'fails', 'fail')}, in ${plural(took, 'minute')}. The slowest:`
  )
  for (const line of slowest(results)) console.log(`  ${line}`)
  for (const problem of problems) console.log(`${mode}: ${problem}`)
  return problems.length
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const withheld = JSON.parse(readFileSync(join(ROOT, '__tests__', 'modes.json'), 'utf8')) as Record<Mode, Withheld>
  const modes = MODES.filter(mode => values.mode.includes(mode))
  const unknown = values.mode.filter(name => !MODES.some(mode => mode === name))
  if (unknown.length > 0) throw new Error(`--mode is ${MODES.join(' or ')}, not ${unknown.join(', ')}`)
  const minutes = Number(values.minutes)
  if (!(minutes > 0)) throw new Error(`--minutes is a number greater than 0, not ${values.minutes}`)
  for (const mode of modes)
    if (!interrupted.signal.aborted && (await check(mode, withheld[mode], minutes)) > 0) process.exitCode = 1
}

await main()
