import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, globSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { parse } from 'yaml'
import type { EndedWorkflow, WorkflowOptions } from '../../../packages/workflow-runner/src/index.ts'

/** What a workflow has come to, as far as both runners say it. */
export type Ended = Pick<EndedWorkflow, 'conclusion' | 'log'>

/** The program of act, where workflows run in it: `npm run act` sets this. */
export const ACT = process.env.ACT_PROGRAM

/** Examples that act does not run as GitHub's runner does, and why. */
export const NOT_IN_ACT: Readonly<Record<string, string>> = {
  layers: 'act keeps the outputs of one job of a matrix',
  'run-find': 'act takes the commit from git, and not from the event'
}

/**
 * Runs a workflow in act (https://github.com/nektos/act), another runner, without containers: its steps are processes of this machine, and the
 * action runs by the `node` on PATH: here, that of the tests.
 */
export async function throughAct(program: string, options: WorkflowOptions): Promise<Ended> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'act-')))
  try {
    const repository = copied(options, folder)
    const event = join(folder, 'event.json')
    const { event: { name, payload } = { name: firstEvent(options.file), payload: {} }, inputs = {} } = options
    writeFileSync(event, JSON.stringify({ ...payload, inputs }))
    const github = options.github ?? {}
    const args = [
      ...[name, '--workflows', options.file, '--eventpath', event],
      ...['--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
      ...[
        '--artifact-server-path',
        join(folder, 'artifacts'),
        '--artifact-server-addr',
        '127.0.0.1',
        '--artifact-server-port',
        await freePort()
      ],
      ...['--action-cache-path', join(folder, 'actions')],
      ...Object.entries(options.actions ?? {}).flatMap(([action, path]) => [
        '--local-repository',
        `${action}@v1=${published(path, folder)}`
      ]),
      ...Object.entries(options.secrets ?? {}).flatMap(([secret, value]) => ['--secret', `${secret}=${value}`]),
      ...['--secret', `GITHUB_TOKEN=${String(github.token)}`],
      ...['--env', `GITHUB_API_URL=${String(github.api_url)}`],
      ...Object.entries(options.machine ?? {}).flatMap(([variable, value]) => ['--env', `${variable}=${value}`])
    ]
    const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
    const env = { PATH, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') }
    const child = spawn(program, args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let log = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (log += text.toString()))
    const code = await new Promise<number | null>(resolve => child.on('close', resolve))
    // Each line of a step begins with its workflow and job, and may have colors: act gives steps a terminal.
    const lines = stripVTControlCharacters(log)
      .split(/\r?\n/)
      .map(line => line.replace(/^\[[^\]]*\] {2,}(\| )?/, ''))
    return { conclusion: code === 0 ? 'success' : 'failure', log: lines.join('\n') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Port for the artifacts of a workflow. */
async function freePort(): Promise<string> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

function firstEvent(file: string): string {
  const { on } = parse(readFileSync(file, 'utf8')) as { readonly on: string | readonly string[] | object }
  return typeof on === 'string' ? on : ((Array.isArray(on) ? (on as readonly string[]) : Object.keys(on))[0] ?? 'push')
}

/** What of a repository an action needs: act copies the whole folder for each step. */
function published(path: string, folder: string): string {
  const copy = join(folder, 'action')
  const files = ['action.yml', '{outputs,run,configuration,state,workspaces}{,/*}/action.yml', '{bin,dist}/*']
  for (const file of globSync(files, { cwd: path })) cpSync(join(path, file), join(copy, file))
  return copy
}

/** The repository, as git has it: act reads its name and commit from there. */
function copied({ repository }: WorkflowOptions, folder: string): string {
  const copy = join(folder, 'infrastructure')
  cpSync(repository, copy, { recursive: true })
  const git = (...args: string[]): unknown =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: copy })
  git('init', '--initial-branch', 'main')
  git('remote', 'add', 'origin', 'https://github.com/example/infrastructure')
  git('add', '--all')
  git('commit', '--message', 'The first')
  return copy
}
