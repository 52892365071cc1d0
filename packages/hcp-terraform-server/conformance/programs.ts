import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Whether a program is on the PATH. */
export function has(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined
}

export const TOKEN = 'conformance'

export interface Server extends AsyncDisposable {
  readonly address: string
}

/** The server with the real Terraform, as a process of its own. */
export async function startServer(...options: readonly string[]): Promise<Server> {
  const command = [join(import.meta.dirname, '..', 'src', 'main.ts'), '--engine', 'terraform', '--token', TOKEN]
  const server = spawn(process.execPath, [...command, ...options], { stdio: ['ignore', 'pipe', 'ignore'] })
  return {
    address: await addressOf(server),
    [Symbol.asyncDispose]: async () => {
      if (server.exitCode === null && server.kill()) await once(server, 'exit')
    }
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the server prints nothing')
  for await (const line of createInterface(stdout)) return (JSON.parse(line) as { address: string }).address
  throw new Error('the server did not start')
}
