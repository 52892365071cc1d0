import { execFile, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

/** The acceptance tests of the client that terraform and most Go tools use. Nothing of them is kept here. */
const MODULE = 'github.com/hashicorp/go-tfe@v1.109.0'
const TEST_LIMIT_S = 150

/** Which tests count, by what they are about. */
export const FAMILIES: Readonly<Record<string, RegExp>> = {
  Workspaces: /^TestWorkspaces?[A-Z_]|^TestCanForceDelete/,
  ConfigurationVersions: /^TestConfigurationVersions/,
  Runs: /^TestRuns(?!Task)|^TestRun_|^TestRunCreateOptions/,
  RunEvents: /^TestRunEvents/,
  Plans: /^TestPlans|^TestPlan_/,
  Applies: /^TestApplies/,
  PlanExports: /^TestPlanExport/,
  StateVersions: /^TestStateVersions|^TestStateVersionOutputs/,
  PolicyChecks: /^TestPolicyCheck/,
  PolicyEvaluations: /^TestPolicyEvaluation|^TestPolicySetOutcome|^TestTFPolicyEval/,
  TaskStages: /^TestTaskStage/,
  CostEstimates: /^TestCostEs/,
  Comments: /^TestComments/,
  LogReader: /^TestLogReader/,
  Organizations: /^TestOrganizations?(List|Create|Read|Update|Delete|Allow|_)/,
  OrganizationTags: /^TestOrganizationTags/,
  Projects: /^TestProjects/,
  Variables: /^TestVariables/,
  VariableSets: /^TestVariableSet/,
  Users: /^TestUsers/,
  RunTriggers: /^TestRunTrigger/,
  Notifications: /^TestNotificationConfiguration(Create|List)$/,
  Client: /^TestClient|^Test_/,
  Workflow: /^TestConformance/
}

export type Outcome = 'pass' | 'fail' | 'skip'
export interface Leaf {
  readonly family: string
  /** `TestRunsList/with_list_options` */
  readonly name: string
  readonly outcome: Outcome
  readonly output: string
}

/** Rules of search and replace for the helpers of the tests: what they need in addition to the API. */
const REPLACEMENTS: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  // A provider would have to be downloaded.
  ['test-fixtures/config-version/main.tf', /null_resource/g, 'terraform_data'],
  // Subscriptions are sold by the service's admin API; every entitlement exists already.
  ['subscription_updater_test.go', /(Update\(t \*testing\.T\) \{\n)/, '$1\tif t != nil {\n\t\treturn\n\t}\n'],
  // Policies and tasks are scripted: the server gets what a test asks for before its next run.
  ['helper_test.go', /(func createRun\(t \*testing\.T,[^{]*\{\n)/, '$1\ttellScript(t)\n'],
  ['helper_test.go', /(func createUploadedPolicy\(t[^{]*\{\n)/, '$1\tif scripts {\n\t\treturn keepPolicy(pass)\n\t}\n'],
  [
    'helper_test.go',
    /(func createUploadedPolicyWithOptions\(t[^{]*\{\n)/,
    '$1\tif scripts {\n\t\treturn keepSetPolicy(pass, opts)\n\t}\n'
  ],
  [
    'helper_test.go',
    /(func (?:createPolicySet|createPolicySetWithOptions)\((?:[^{]|\n)*?\(\*PolicySet, func\(\)\) \{\n)/g,
    '$1\tif scripts {\n\t\treturn &PolicySet{ID: "polset-script"}, func() {}\n\t}\n'
  ],
  [
    'helper_test.go',
    /(func createRunTask\((?:[^{]|\n)*?\(\*RunTask, func\(\)\) \{\n)/,
    '$1\tif scripts {\n\t\treturn &RunTask{ID: "task-script", Name: "task"}, func() {}\n\t}\n'
  ],
  [
    'helper_test.go',
    /(func createWorkspaceRunTask\((?:[^{]|\n)*?\(\*WorkspaceRunTask, func\(\)\) \{\n)/,
    '$1\tif scripts {\n\t\treturn keepTask()\n\t}\n'
  ]
]

/** Files of our own among the tests: what they ask for, as the script of the next run; and a sequence of our own. */
const OWN = ['scripts_test.go', 'workflow_test.go'] as const
const ownText = (name: (typeof OWN)[number]) => readFileSync(join(import.meta.dirname, 'go', name), 'utf8')

/** Another place for other rules: what was compiled with old ones is of no use. */
export function workFolder(): string {
  const rules = createHash('sha256')
    .update(`${MODULE}${REPLACEMENTS.join()}${OWN.map(ownText).join('')}`)
    .digest('hex')
    .slice(0, 12)
  return join(tmpdir(), `hcp-terraform-server-conformance-${rules}`)
}

/** Downloads the module, prepares a copy and compiles its tests. Minutes, the first time. */
export async function prepare(folder: string): Promise<void> {
  const source = join(folder, 'go-tfe')
  if (existsSync(join(folder, 'tfe.test'))) return
  const run = promisify(execFile)
  const { stdout } = await run('go', ['mod', 'download', '-json', MODULE], { cwd: folder })
  const { Dir: module } = JSON.parse(stdout) as { Dir: string }
  cpSync(module, source, { recursive: true })
  execFileSync('chmod', ['-R', 'u+w', source])
  for (const [file, from, to] of REPLACEMENTS) {
    const path = join(source, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    if (after === before) throw new Error(`go-tfe's ${file} has nothing like ${String(from)} any more`)
    writeFileSync(path, after)
  }
  for (const name of OWN) writeFileSync(join(source, `conformance_${name}`), ownText(name))
  const environment = { ...process.env, GOFLAGS: '-mod=mod -p=2' }
  await run('go', ['test', '-c', '-o', join(folder, 'tfe.test'), '.'], { cwd: source, env: environment })
}

/** Runs the tests of some families, each in a process of its own, so many at a time. */
export async function runTests(
  folder: string,
  families: readonly string[],
  environment: Readonly<Record<string, string>>,
  workers: number
): Promise<Leaf[]> {
  const [binary, cwd] = [join(folder, 'tfe.test'), join(folder, 'go-tfe')]
  const env = { ...process.env, ...environment }
  const names = execFileSync(binary, ['-test.list', '.'], { cwd, env, encoding: 'utf8' }).split('\n')
  const familyOf = (name: string) => families.find(family => FAMILIES[family]?.test(name) === true)
  const todo = names.flatMap(name => {
    const family = familyOf(name)
    return family === undefined ? [] : [{ family, name }]
  })
  const leaves: Leaf[] = []
  const work = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const { family, name } = next
      const ran = await runTest({ binary, cwd, env, name })
      leaves.push(...ran.map(leaf => ({ ...leaf, family })))
      console.error(`${ran.some(({ outcome }) => outcome === 'fail') ? 'fail' : 'done'} ${family} ${name}`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return leaves
}

interface Test {
  readonly binary: string
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly name: string
}

async function runTest({ binary, cwd, env, name }: Test): Promise<Omit<Leaf, 'family'>[]> {
  const test = [binary, '-test.v=test2json', '-test.run', `^${name}$`, '-test.timeout', `${TEST_LIMIT_S}s`]
  const child = spawn('go', ['tool', 'test2json', '-t', ...test], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const errors = text(child.stderr)
  const outcomes = new Map<string, Outcome>()
  const output = new Map<string, string>()
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line) as { Action: string; Test?: string; Output?: string }
    if (event.Test === undefined) continue
    // What does not end has failed.
    if (event.Action === 'run') outcomes.set(event.Test, 'fail')
    else if (event.Action === 'output') output.set(event.Test, (output.get(event.Test) ?? '') + (event.Output ?? ''))
    else if (event.Action === 'pass' || event.Action === 'fail' || event.Action === 'skip')
      outcomes.set(event.Test, event.Action)
  }
  await errors
  const names = [...outcomes.keys()]
  return names
    .filter(each => !names.some(other => other.startsWith(`${each}/`)))
    .map(each => ({ name: each, outcome: outcomes.get(each) ?? 'fail', output: output.get(each) ?? '' }))
}
