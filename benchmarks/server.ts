/** The service in a process of its own, so that what it costs is not counted with its clients. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Entry, Fault } from '../packages/hcp-terraform-server/src/index.ts'

export interface Server extends AsyncDisposable {
  readonly address: string
  readonly token: string
  readonly organization: string
  readonly workspace: string
  /** Every request since the last time that this was asked. */
  requests(): Promise<readonly Entry[]>
  set(fault: Fault): Promise<void>
}

export async function startServer(engine: 'simulated' | 'terraform'): Promise<Server> {
  const main = join(import.meta.dirname, '..', 'packages', 'hcp-terraform-server', 'src', 'main.ts')
  const child = spawn(process.execPath, [main, '--engine', engine, '--instant'], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const start = JSON.parse(line) as Pick<Server, 'address' | 'token' | 'organization' | 'workspace'>
  const dev = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${start.address}/_dev/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    })
    if (!response.ok) throw new Error(`${method} /_dev/${path}: ${response.status} ${await response.text()}`)
    return response
  }
  return {
    ...start,
    requests: async () => {
      const { entries } = (await (await dev('GET', 'journal')).json()) as { entries: readonly Entry[] }
      await dev('DELETE', 'journal')
      return entries
    },
    set: async fault => {
      await dev('POST', 'faults', fault)
    },
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    }
  }
}

/** As if the service were that many milliseconds away, and its connections open already. */
export const distance = (milliseconds: number): Fault => ({
  on: '* /*',
  do: { kind: 'delay', milliseconds },
  times: 1e9
})
