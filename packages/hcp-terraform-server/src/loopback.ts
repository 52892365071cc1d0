import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

const KEEP_ALIVE_MS = 75_000

/** Serves on a port of this machine that no one else reaches; 0 is any free one. */
export async function listen({ fetch }: { readonly fetch: Fetch }, port: number): Promise<Server> {
  const server = createAdaptorServer({ fetch }) as Server
  // Longer than clients keep an idle connection: a server that closes first may cut off the next request.
  server.keepAliveTimeout = KEEP_ALIVE_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

/** Also ends what clients keep open. */
export async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
