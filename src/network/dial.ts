import { request as connectThrough, type IncomingMessage } from 'node:http'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { causes, ConnectionFailed, isError, messageOf } from '../errors.ts'
import { DeadlineExceeded } from './deadline.ts'
import { proxyAuthorization, type Proxy } from './proxy.ts'
import { isUntrusted, type Trust } from './trust.ts'

/** Milliseconds until a connection must be open: tunnels and handshakes included. */
const CONNECT_TIMEOUT_MS = 10_000

/** Codes of what connecting again does not change: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const LASTING = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|CRL/

/** Where a connection leads. */
export interface Destination {
  /** The server that requests are for. */
  readonly url: URL
  /** The proxy on the way. */
  readonly proxy: Proxy | undefined
  /** Whether requests are sent to the proxy itself, as those for a plain-http server are. Otherwise it opens a tunnel. */
  readonly isRelayed: boolean
}

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
    if (!isUntrusted(error) || !trust.includeMachine()) throw explain(error, destination, attempt)
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

/** How a message calls the proxy that it has named before. */
const THE_PROXY = 'the proxy'

/** A host, and the proxy on the way to it. */
export const describeWay = ({ url, proxy }: Pick<Destination, 'url' | 'proxy'>): string =>
  proxy === undefined
    ? url.host
    : `${url.host} through the proxy ${proxy.url.host} (environment variable ${proxy.variable})`

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

/** What failed, on which way, and what a person can do about it. */
function explain(error: unknown, destination: Destination, { waitsFor }: Attempt): ConnectionFailed {
  if (error instanceof ConnectionFailed) return error
  const { code = '' } = error as NodeJS.ErrnoException
  const options = { isLasting: LASTING.test(code), cause: error }
  const way = `no connection to ${describeWay(destination)}`
  if (isUntrusted(error)) {
    const what =
      `the certificate of ${waitsFor} is not trusted here (${code}): where an authority of your own has signed it, ` +
      'give the certificate of that one as `ca-certificate`'
    return new ConnectionFailed(destination.proxy === undefined ? what : `${way}: ${what}`, options)
  }
  return new ConnectionFailed(`${way}: ${reasonOf(error, code, waitsFor)}. ${fixFor(code, destination)}`, options)
}

/** Connecting to several addresses fails with one error for each. */
function reasonOf(error: unknown, code: string, waitsFor: string): string {
  const each = isError(error) ? causes(error) : []
  if (each.length > 0) return each.map(messageOf).join('; ')
  if (code === 'ECONNRESET') return `${waitsFor} closed the connection`
  return NO_TLS.test(code) ? `${waitsFor} does not speak TLS` : messageOf(error)
}

/** What OpenSSL says of an answer that is not TLS. */
const NO_TLS = /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/

function fixFor(code: string, { url, proxy }: Destination): string {
  if (proxy !== undefined) return `Check ${proxy.variable} and the proxy, or add ${url.hostname} to NO_PROXY`
  if (NO_TLS.test(code)) return 'Check the port'
  return /^(ENOTFOUND|EAI_AGAIN)$/.test(code)
    ? "Check the host's name, and the DNS of the runner"
    : 'Check the address, and that the runner may connect to it, directly or through a proxy in HTTPS_PROXY'
}

/** A proxy answered, and it was no. */
export function refusedByProxy(way: { readonly url: URL; readonly proxy: Proxy }, status: number): ConnectionFailed {
  const answered = `no connection to ${describeWay(way)}: ${THE_PROXY} answered ${status}`
  const exempt = `add ${way.url.hostname} to NO_PROXY`
  if (status >= 500)
    return new ConnectionFailed(`${answered}: it may not reach the host, or be down. Check it, or ${exempt}`, {
      isLasting: false
    })
  const fix =
    status === 407
      ? 'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
      : `it may not connect there: allow it to, or ${exempt}`
  return new ConnectionFailed(`${answered}: ${fix}`, { isLasting: true })
}
