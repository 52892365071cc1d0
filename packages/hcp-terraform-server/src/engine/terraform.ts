import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { countApplied, countChanges, type PlanJson } from './counts.ts'
import type { ApplyResult, Engine, PlanResult, Stopped, Work } from './engine.ts'
import { folderOf } from './folder.ts'
import { parseJson } from './json.ts'
import { logFailure, logHead } from './log.ts'
import { runTerraform, type Ended } from './process.ts'
import { emptyState, writeState } from './state.ts'

/** The real CLI. `undefined` where there is none. */
export async function terraformEngine(path = 'terraform'): Promise<Engine | undefined> {
  const version = await runTerraform({ path, arguments: ['version', '-json'] }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (version === undefined) return undefined
  const { terraform_version: terraformVersion } = JSON.parse(version.stdout) as { terraform_version: string }
  return {
    name: 'terraform',
    terraformVersion,
    plan: work => plan({ path, terraformVersion, work, files: files(work) }),
    apply: work => apply({ path, terraformVersion, work, files: files(work) })
  }
}

interface Run {
  readonly path: string
  readonly terraformVersion: string
  readonly work: Work
  readonly files: ReturnType<typeof files>
}

/** Ours lie next to Terraform's own: no configuration looks there, and modules that were uploaded in it stay of use. */
const FOLDER = '.terraform'
const STATE = join(FOLDER, 'run.tfstate')
const VARIABLES = join(FOLDER, 'run.tfvars')
const PLAN = join(FOLDER, 'run.tfplan')
const GENERATED = join(FOLDER, 'generated.tf')

function files({ directory, workingDirectory }: Work) {
  const folder = join(directory, workingDirectory)
  return {
    folder,
    state: join(folder, STATE),
    variables: join(folder, VARIABLES),
    override: join(folder, 'zzz_hcp_override.tf')
  }
}

async function plan(run: Run): Promise<PlanResult> {
  const { work, files, terraformVersion } = run
  work.log(logHead(terraformVersion))
  if ((await folderOf(work)) === undefined) return stopped(work)
  await mkdir(join(files.folder, FOLDER), { recursive: true })
  await keepStateHere(run)
  await writeInputs(run)
  const init = await terraform(run, ['init', '-input=false', '-reconfigure', ...structuredInit(run)], { log: false })
  if (init.code !== 0) {
    work.log(init.stdout + init.stderr)
    return failed(run, 'init', init)
  }
  const planned = await terraform(run, [
    'plan',
    '-input=false',
    '-detailed-exitcode',
    `-out=${PLAN}`,
    ...planOptions(run)
  ])
  const isFinished = planned.code === 0 || planned.code === 2
  // Of a plan that failed, only what was generated is of use.
  const isOfUse = isFinished || existsSync(join(files.folder, GENERATED))
  const [json, schemas] = isOfUse
    ? await Promise.all([printed(run, ['show', '-json', PLAN]), printed(run, ['providers', 'schema', '-json'])])
    : []
  if (!isFinished) return { ...failed(run, 'plan', planned), ...(isOfUse && { json, schemas }) }
  return { status: 'finished', hasChanges: planned.code === 2, ...countChanges(json as PlanJson), json, schemas }
}

async function apply(run: Run): Promise<ApplyResult> {
  const { work, files, terraformVersion } = run
  work.log(logHead(terraformVersion))
  await writeInputs(run)
  const json = work.structured ? ['-json'] : []
  // A plan holds all variables but the ephemeral ones, which came with 1.10; older versions refuse any here.
  const variables = isAtLeast(terraformVersion, 1, 10) ? [`-var-file=${VARIABLES}`] : []
  const applied = await terraform(run, ['apply', '-input=false', ...json, ...variables, PLAN])
  const state = await readFile(files.state).catch(() => undefined)
  if (applied.code === 0) {
    // Terraform writes no state when there was none and nothing is to be kept.
    return {
      status: 'finished',
      ...countApplied(applied.stdout),
      state: state ?? writeState(emptyState(terraformVersion))
    }
  }
  const written = state !== undefined && !(work.state?.equals(state) ?? false)
  return { ...failed(run, 'apply', applied), ...(written ? { state } : {}) }
}

/**
 * The workspace keeps the state: a `cloud` or `backend` block of the configuration says nothing in a remote run, and an override
 * takes its place. A directory without configuration gets none, so that Terraform says so, unless everything must be destroyed.
 */
async function keepStateHere({ work, files }: Run): Promise<void> {
  const names = await readdir(files.folder)
  if (work.mode !== 'destroy' && !names.some(name => /\.tf(\.json)?$/.test(name))) return
  await writeFile(files.override, `terraform {\n  backend "local" {\n    path = ${JSON.stringify(STATE)}\n  }\n}\n`)
}

async function writeInputs({ work, files }: Run): Promise<void> {
  await rm(files.state, { force: true })
  if (work.state !== undefined) await writeFile(files.state, work.state)
  await writeFile(files.variables, work.variables.map(({ key, value }) => `${key} = ${value}\n`).join(''))
}

function planOptions({ work }: Run): string[] {
  return [
    `-var-file=${VARIABLES}`,
    ...(work.structured ? ['-json'] : []),
    ...(work.mode === 'destroy' ? ['-destroy'] : []),
    ...(work.mode === 'refresh-only' ? ['-refresh-only'] : []),
    ...(work.generateConfiguration === true ? [`-generate-config-out=${GENERATED}`] : []),
    ...(work.refresh ? [] : ['-refresh=false']),
    ...work.targets.map(address => `-target=${address}`),
    ...work.replacements.map(address => `-replace=${address}`)
  ]
}

/** `init` prints JSON since 1.9. */
function structuredInit({ work, terraformVersion }: Run): string[] {
  return work.structured && isAtLeast(terraformVersion, 1, 9) ? ['-json'] : []
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [given = 0, part = 0] = version.split('.').map(Number)
  return given > major || (given === major && part >= minor)
}

async function terraform({ path, files, work }: Run, command: string[], { log = true } = {}): Promise<Ended> {
  if (work.signal.aborted) return { code: 1, stdout: '', stderr: '' }
  return runTerraform({
    path,
    arguments: command,
    directory: files.folder,
    environment: work.environment,
    signal: work.signal,
    force: work.force,
    ...(log ? { log: work.log } : {})
  })
}

async function printed({ path, files }: Run, command: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runTerraform({ path, arguments: command, directory: files.folder })
  if (code !== 0) throw new Error(`terraform ${command.join(' ')}: ${stderr}`)
  return parseJson(stdout)
}

function failed({ work }: Run, command: 'init' | 'plan' | 'apply', { code }: Ended): Stopped {
  work.log(logFailure(command, code ?? -1))
  return stopped(work)
}

function stopped({ signal }: Work): Stopped {
  return { status: signal.aborted ? 'canceled' : 'errored' }
}
