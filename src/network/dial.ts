import { request as connectThrough, type IncomingMessage } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { causes, ConnectionFailed, isError, messageOf } from '../errors.ts'
import { proxyAuthorization, type Proxy } from './proxy.ts'
import { isUntrusted, type Trust } from './trust.ts'

/** Milliseconds until a connection must be open: tunnels and handshakes included. */
const CONNECT_TIMEOUT_MS = 10_000

/** Codes of what connecting again does not change: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const LASTING = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|CRL/

/** Where a connection leads. */
export interface Destination {
  /** The server, or the proxy that requests for a plain-http server are sent to. */
  readonly url: URL
  /** The proxy that opens a tunnel to it. */
  readonly tunnel: Proxy | undefined
  /** How messages call it. */
  readonly name: string
}

/** Opens a connection, with all handshakes done. Whatever fails is a `ConnectionFailed`: no byte of a request has left. */
export async function dial(destination: Destination, trust: Trust, signal: AbortSignal): Promise<Socket> {
  const ended = new AbortController()
  const attempt = { waitsFor: destination.name, signal: ended.signal }
  const abort = (): void => ended.abort(signal.reason)
  const timer = setTimeout(() => {
    ended.abort(new Error(`${attempt.waitsFor} did not answer within ${CONNECT_TIMEOUT_MS / 1000} seconds`))
  }, CONNECT_TIMEOUT_MS)
  signal.addEventListener('abort', abort)
  try {
    return await open(destination, trust, attempt)
  } catch (error) {
    signal.throwIfAborted()
    // A connection that was refused for its certificate has carried nothing.
    if (!isUntrusted(error) || !trust.includeMachine()) throw explain(error, attempt)
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

async function open({ url, tunnel, name }: Destination, trust: Trust, attempt: Attempt): Promise<Socket> {
  if (tunnel !== undefined) attempt.waitsFor = describeProxy(tunnel)
  const socket = tunnel === undefined ? await tcp(url, attempt) : await openTunnel(url, tunnel, trust, attempt)
  attempt.waitsFor = name
  return url.protocol === 'https:' ? tls(socket, url, trust, attempt) : socket
}

export const describeProxy = ({ url, variable }: Proxy): string =>
  `the proxy ${url.host} (environment variable ${variable})`

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
async function openTunnel(url: URL, proxy: Proxy, trust: Trust, attempt: Attempt): Promise<Socket> {
  const plain = await tcp(proxy.url, attempt)
  const socket = proxy.url.protocol === 'https:' ? await tls(plain, proxy.url, trust, attempt) : plain
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
        reject(tunnelRefused(proxy, statusCode))
        return
      }
      if (first.length > 0) tunnel.unshift(first)
      resolve(tunnel)
    })
    request.on('error', reject)
    attempt.signal.addEventListener('abort', () => socket.destroy(attempt.signal.reason as Error))
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

/** What a person can do about a connection that failed. */
function explain(error: unknown, { waitsFor }: Attempt): ConnectionFailed {
  if (error instanceof ConnectionFailed) return error
  const { code = '' } = error as NodeJS.ErrnoException
  if (isUntrusted(error)) {
    const why =
      `the certificate of ${waitsFor} is not trusted here (${code}): where an authority of your own has signed it, ` +
      'give the certificate of that one as `ca-certificate`'
    return new ConnectionFailed(why, { isLasting: true, cause: error })
  }
  return new ConnectionFailed(`no connection to ${waitsFor}: ${reasonOf(error)}`, {
    isLasting: LASTING.test(code),
    cause: error
  })
}

/** Connecting to several addresses fails with one error for each. */
function reasonOf(error: unknown): string {
  const each = isError(error) ? causes(error) : []
  return each.length === 0 ? messageOf(error) : each.map(messageOf).join('; ')
}

/** A tunnel that a proxy did not open. */
export function tunnelRefused(proxy: Proxy, status: number): ConnectionFailed {
  const answered = `${describeProxy(proxy)} answered ${status}`
  if (status >= 500)
    return new ConnectionFailed(`${answered}: it may not reach the host, or be down`, { isLasting: false })
  const fix =
    status === 407
      ? 'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
      : 'it may not connect there: allow it to, or add the host to NO_PROXY'
  return new ConnectionFailed(`${answered}: ${fix}`, { isLasting: true })
}
