import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Hcp } from '../src/index.ts'

export interface Finished {
  readonly code: number | null
  /** Both streams, without colours. */
  readonly output: string
  readonly stdout: string
}

/** The real CLI in a directory of its own, with the service as its `localhost`. */
export interface TerraformCli extends AsyncDisposable {
  readonly directory: string
  write(name: string, content: string): Promise<void>
  /** Each answer is given when it is asked for, and not before: the CLI drops early input. A command that never ends has no code. */
  run(command: string, ...answers: string[]): Promise<Finished>
}

/** A command that takes longer waits for what never comes. */
const COMMAND_LIMIT_MS = 90_000

export function hasTerraform(): boolean {
  return spawnSync('terraform', ['version'], { stdio: 'ignore' }).error === undefined
}

export async function terraformCli(hcp: Hcp, files: Readonly<Record<string, string>>): Promise<TerraformCli> {
  const root = await mkdtemp(join(tmpdir(), 'terraform-cli-'))
  const directory = join(root, 'configuration')
  const config = join(root, 'terraformrc')
  await mkdir(directory)
  // A `host` block is the way to plain http: https://developer.hashicorp.com/terraform/cli/config/config-file#host
  await writeFile(
    config,
    `host "localhost" {\n  services = { "tfe.v2" = "${hcp.address}/api/v2/" }\n}\n` +
      `credentials "localhost" {\n  token = "${hcp.token}"\n}\n`
  )
  const write = (name: string, content: string) => writeFile(join(directory, name), content)
  for (const [name, content] of Object.entries(files)) await write(name, content)
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TF_')))
  return {
    directory,
    write,
    run: async (command, ...answers) => {
      const child = spawn('terraform', command.split(' '), {
        cwd: directory,
        env: { ...environment, TF_CLI_CONFIG_FILE: config, CHECKPOINT_DISABLE: '1' },
        stdio: 'pipe',
        timeout: COMMAND_LIMIT_MS,
        killSignal: 'SIGKILL'
      })
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.includes('Enter a value:')) child.stdin.write(`${answers.shift() ?? ''}\n`)
      })
      const code = new Promise<number | null>(resolve => child.once('close', resolve))
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
      return { code: await code, stdout, output: plain(stdout + stderr) }
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true })
  }
}

export function cloudBlock(workspace: string): string {
  return `terraform {
  cloud {
    hostname     = "localhost"
    organization = "demo"
    workspaces {
      name = "${workspace}"
    }
  }
}
`
}

function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- colours are control characters
  return text.replaceAll(/\x1b\[[0-9;]*m/g, '')
}
