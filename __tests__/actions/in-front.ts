import { createServer as createHttp, request, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { connect, createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'

/** What is between a client and a server, as networks have it. */

/** A server as it is reached at another address. */
export const at = ({ token, organization, workspace }: Hcp, address: string) => ({
  address,
  token,
  organization,
  workspace
})

export interface FrontOptions {
  /** Speaks TLS with these. */
  readonly tls?: { readonly key: string; readonly cert: string }
  /** Where it listens: 127.0.0.1 by default. */
  readonly host?: string
  /** What it takes off the front of each path. */
  readonly prefix?: string
  /** Sends its own time in place of the server's, as nginx does: how many seconds its clock is ahead. */
  readonly secondsAhead?: number
}

export interface Front extends AsyncDisposable {
  readonly port: number
  /** The paths that it was asked for. */
  readonly paths: readonly string[]
}

/** A reverse proxy: passes requests on to a server, with the host that was asked for. */
export async function front(
  address: string,
  { tls, host = '127.0.0.1', prefix = '', secondsAhead }: FrontOptions
): Promise<Front> {
  const paths: string[] = []
  const pass: RequestListener = (asked, answer) => {
    const path = asked.url ?? '/'
    paths.push(path)
    const inner = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path
    const headers = { ...asked.headers, 'x-forwarded-proto': tls === undefined ? 'http' : 'https' }
    const passed = request(`${address}${inner}`, { method: asked.method ?? 'GET', headers }, answered => {
      const own = secondsAhead !== undefined && { date: new Date(Date.now() + secondsAhead * 1_000).toUTCString() }
      answer.writeHead(answered.statusCode ?? 502, { ...answered.headers, ...own })
      answered.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  }
  const server = tls === undefined ? createHttp(pass) : createHttps(tls, pass)
  return { port: await listening(server, host), paths, [Symbol.asyncDispose]: () => closed(server) }
}

export interface Tunnels extends AsyncDisposable {
  readonly port: number
  /** Where tunnels were asked for, in turn. */
  readonly asked: readonly string[]
  /** What it was sent as a plain-http request to pass on. Nothing is passed on. */
  readonly relayed: readonly string[]
  /** Closes all connections, and each new one, until what is given is called. Then gives how many there were. */
  away(): () => number
}

export interface TunnelOptions {
  readonly tls?: { readonly key: string; readonly cert: string }
  /** `USER:PASSWORD` that it wants. */
  readonly credentials?: string
  /** The port of this machine for a host. */
  readonly ports?: Readonly<Record<string, number>>
  /** Whether it connects to this machine's ports as they are asked for. */
  readonly loopback?: boolean
}

/** A forward proxy: opens tunnels (CONNECT). */
export async function tunnels({ tls, credentials, ports = {}, loopback = false }: TunnelOptions): Promise<Tunnels> {
  const asked: string[] = []
  const open = new Set<Socket>()
  let refused: number | undefined
  const relayed: string[] = []
  const relay: RequestListener = ({ url = '' }, answer) => {
    relayed.push(url)
    answer.writeHead(502).end()
  }
  const server = tls === undefined ? createHttp(relay) : createHttps(tls, relay)
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    if (refused === undefined) return
    refused += 1
    socket.destroy()
  })
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    asked.push(url)
    const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
    client.on('error', () => undefined)
    const { hostname, port: own } = new URL(`tunnel://${url}`)
    const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
    const port = loopback && isHere ? Number(own) : ports[hostname]
    if (headers['proxy-authorization'] !== expected || port === undefined) {
      client.end(
        headers['proxy-authorization'] === expected
          ? 'HTTP/1.1 403 Not there\r\n\r\n'
          : 'HTTP/1.1 407 Other credentials\r\n\r\n'
      )
      return
    }
    const target = connect(port, hostname === '[::1]' ? '::1' : '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    for (const socket of [target, client]) open.add(socket)
    target.on('error', () => client.destroy())
  })
  return {
    port: await listening(server, '127.0.0.1'),
    asked,
    relayed,
    away() {
      refused = 0
      for (const socket of open) socket.destroy()
      return () => {
        const count = refused ?? 0
        refused = undefined
        return count
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await closed(server)
    }
  }
}

export interface Flaky extends AsyncDisposable {
  readonly address: string
  /** Connections that were made to it. */
  readonly connections: () => number
  /** Requests that met a connection that was no more. */
  readonly lost: readonly string[]
}

/**
 * A server that closes connections without a word once they have answered. `at-once`: right after each answer. `when-used`: when the next
 * request comes, as one does that was on its way while the server closed. Nothing of that request is read, and each is lost but once.
 */
export async function closing(address: string, when: 'at-once' | 'when-used'): Promise<Flaky> {
  const lost: string[] = []
  let connections = 0
  const server = createHttp((asked, answer) => {
    const { socket, method = 'GET', url = '', headers } = asked
    const sent = `${method} ${url}`
    if (used.has(socket) && !lost.includes(sent)) {
      lost.push(sent)
      socket.resetAndDestroy()
      return
    }
    used.add(socket)
    const passed = request(`${address}${url}`, { method, headers }, answered => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer)
      if (when === 'at-once') answer.on('finish', () => setImmediate(() => socket.destroy()))
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  const used = new WeakSet<object>()
  server.on('connection', () => (connections += 1))
  const port = await listening(server, '127.0.0.1')
  return {
    address: `http://127.0.0.1:${port}`,
    connections: () => connections,
    lost,
    [Symbol.asyncDispose]: () => closed(server)
  }
}

export async function listening(server: TcpServer, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

export async function closed(server: Server): Promise<void> {
  const over = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeAllConnections()
  await over
}

/** Whether this machine has IPv6. */
export async function hasIpv6(): Promise<boolean> {
  const server = createTcp()
  try {
    await listening(server, '::1')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
