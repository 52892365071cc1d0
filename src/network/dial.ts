import { request as connectThrough, type IncomingMessage } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { DeadlineExceeded } from './deadline.ts'
import { connectionFailure, refusedByProxy } from './connection-failure.ts'
import { THE_PROXY, type Destination } from './destination.ts'
import { proxyAuthorization, type Proxy } from './proxy.ts'
import { isUntrusted, type Trust } from './trust.ts'

/** Milliseconds until a connection must be open: tunnels and handshakes included. */
const CONNECT_TIMEOUT_MS = 10_000

/** Opens a connection, with all handshakes done. Whatever fails is a `ConnectionFailed`: no byte of a request has left. */
export async function dial(destination: Destination, trust: Trust, signal: AbortSignal): Promise<Socket> {
  const ended = new AbortController()
  const attempt = { waitsFor: destination.url.host, signal: ended.signal }
  const abort = (): void => ended.abort(signal.reason)
  const timer = setTimeout(() => {
    const seconds = CONNECT_TIMEOUT_MS / 1000
    ended.abort(new DeadlineExceeded(seconds, `${attempt.waitsFor} did not answer within ${seconds} seconds`))
  }, CONNECT_TIMEOUT_MS)
  signal.addEventListener('abort', abort)
  try {
    return await open(destination, trust, attempt)
  } catch (error) {
    signal.throwIfAborted()
    // A connection that was refused for its certificate has carried nothing.
    if (!isUntrusted(error) || !trust.includeMachine()) {
      const { waitsFor } = attempt
      throw connectionFailure(error, destination, { waitsFor, hasAuthorities: trust.hasAuthorities })
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
  return dial(destination, trust, signal)
}

interface Attempt {
  /** Who is to answer next. */
  waitsFor: string
  readonly signal: AbortSignal
}

async function open({ url, proxy, isRelayed }: Destination, trust: Trust, attempt: Attempt): Promise<Socket> {
  if (proxy === undefined) return secured(url, await tcp(url, attempt), trust, attempt)
  const { waitsFor } = attempt
  attempt.waitsFor = THE_PROXY
  const socket = await secured(proxy.url, await tcp(proxy.url, attempt), trust, attempt)
  if (isRelayed) return socket
  const tunnel = await openTunnel(socket, { url, proxy }, attempt)
  attempt.waitsFor = waitsFor
  return secured(url, tunnel, trust, attempt)
}

const secured = async (url: URL, socket: Socket, trust: Trust, attempt: Attempt): Promise<Socket> =>
  url.protocol === 'https:' ? tls(socket, url, trust, attempt) : socket

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1')
const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80))

async function tcp(url: URL, { signal }: Attempt): Promise<Socket> {
  const socket = connectTcp({ host: hostOf(url), port: portOf(url), noDelay: true, keepAlive: true })
  return opened(socket, 'connect', signal)
}

async function tls(socket: Socket, url: URL, trust: Trust, { signal }: Attempt): Promise<Socket> {
  const host = hostOf(url)
  // An IP address is not a server name (RFC 6066), but the certificate must be for it.
  const names = isIP(host) === 0 ? { host, servername: host } : { host }
  const secure = connectTls({ socket, ...names, ALPNProtocols: ['http/1.1'], ...trust.options })
  return opened(secure, 'secureConnect', signal)
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect */
async function openTunnel(
  socket: Socket,
  { url, proxy }: { readonly url: URL; readonly proxy: Proxy },
  { signal }: Attempt
): Promise<Socket> {
  const authority = `${url.hostname}:${portOf(url)}`
  const request = connectThrough({
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxyAuthorization(proxy.url) },
    createConnection: () => socket
  })
  const asked = new Promise<Socket>((resolve, reject) => {
    request.on('connect', ({ statusCode = 0 }: IncomingMessage, tunnel: Socket, first: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        tunnel.destroy()
        reject(refusedByProxy({ url, proxy }, statusCode))
        return
      }
      if (first.length > 0) tunnel.unshift(first)
      resolve(tunnel)
    })
    request.on('error', reject)
    signal.addEventListener('abort', () => socket.destroy(signal.reason as Error))
  })
  request.end()
  return asked
}

/** Resolves when a socket has come so far. One that is not waited for any longer is closed. */
function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const abort = (): void => void socket.destroy(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    // Stays, for an error that comes before a request has taken the socket over.
    socket.on('error', reject)
    socket.once('close', () => reject(new Error('the connection was closed')))
    socket.once(event, () => {
      signal.removeEventListener('abort', abort)
      resolve(socket)
    })
  })
}
