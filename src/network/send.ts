import { Agent as HttpAgent, request as sendHttp, type ClientRequestArgs, type IncomingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as sendHttps } from 'node:https'
import { type Duplex, type Readable, pipeline } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { InputError } from '../errors.ts'
import { DeadlineExceeded } from './deadline.ts'
import { refusedByProxy } from './connection-failure.ts'
import { describeWay, type Destination } from './destination.ts'
import { dial } from './dial.ts'
import type { Answer, Fetch, Request } from './fetch.ts'
import { proxyAuthorization, proxyFor, type Proxy } from './proxy.ts'
import { Trust } from './trust.ts'

/** Milliseconds that an unused connection is kept: less than servers keep theirs. */
const KEEP_MS = 4_000

/** The encoding that `answer` decodes. */
const ACCEPTED = { 'accept-encoding': 'gzip' }

/** What a request tells the agent that connects for it. */
interface Dialing extends ClientRequestArgs {
  readonly dialing: { readonly destination: Destination; readonly trust: Trust; readonly signal: AbortSignal }
}

type Connected = (error: Error | null, socket?: Duplex) => void

const connect = (options: object, connected: Connected): undefined => {
  const { destination, trust, signal } = (options as Dialing).dialing
  dial(destination, trust, signal).then(
    socket => connected(null, socket),
    (error: unknown) => connected(error as Error)
  )
}

class PlainAgent extends HttpAgent {
  override createConnection = connect as HttpAgent['createConnection']
}

class SecureAgent extends HttpsAgent {
  override createConnection = connect as HttpsAgent['createConnection']
}

/**
 * The one way that requests leave, to the service and to GitHub alike: directly or through the proxy that the environment asks for, trusting
 * certificates in addition to those that Node and the machine trust. Nothing follows a redirect.
 */
export function fetchFor(env: NodeJS.ProcessEnv, authorities: readonly string[] = []): Fetch {
  const trust = new Trust(authorities)
  const agents = new Map<string, HttpAgent>()
  return async (url, request) => {
    request.signal.throwIfAborted()
    const proxy = usable(proxyFor(url, env))
    // A server may close a kept connection just when it is used again. Then it is unknown whether a write was done.
    const keepAlive = request.method === 'GET'
    const kind = `${url.protocol} ${keepAlive}`
    const Agent = url.protocol === 'https:' ? SecureAgent : PlainAgent
    const agent = agents.get(kind) ?? new Agent({ keepAlive, timeout: KEEP_MS })
    agents.set(kind, agent)
    return send(url, request, agent, trust, proxy)
  }
}

function usable(proxy: ReturnType<typeof proxyFor>): Proxy | undefined {
  if (proxy !== undefined && proxy.url === undefined)
    throw new InputError([
      `the environment variable ${proxy.variable} must be a URL such as http://HOST:PORT, but is not. Write each of / ? # @ in a password as its escape, such as %2F`
    ])
  return proxy
}

function send(url: URL, request: Request, agent: HttpAgent, trust: Trust, proxy: Proxy | undefined): Promise<Answer> {
  const { method, headers, signal, setting, body } = request
  const isSecure = url.protocol === 'https:'
  // A plain-http request goes to the proxy itself, which reads from it where it is to go.
  const relay = isSecure ? undefined : proxy
  const destination: Destination = { url, setting, proxy, isRelayed: relay !== undefined }
  const options = {
    method,
    headers: { ...ACCEPTED, ...headers, ...(relay && proxyAuthorization(relay.url)) },
    agent,
    ...(relay && { path: withoutFragment(url) }),
    dialing: { destination, trust, signal }
  }
  return new Promise((resolve, reject) => {
    const sent = (isSecure ? sendHttps : sendHttp)(url, options)
    let received: Readable | undefined
    const abort = (): void => {
      const reason = namingHost(signal.reason, destination, received !== undefined)
      ;(received ?? sent).destroy(reason)
      reject(reason)
    }
    signal.addEventListener('abort', abort)
    sent.on('close', () => signal.removeEventListener('abort', abort))
    sent.on('error', reject)
    sent.on('response', message => {
      const { statusCode = 0, headers: given } = message
      received = message
      if (relay !== undefined && statusCode === 407) {
        message.destroy()
        reject(refusedByProxy({ url, proxy: relay }, statusCode))
      } else resolve(answer(statusCode, given, message))
    })
    if (body === undefined || typeof body === 'string') sent.end(body)
    // Of a body that can't be read, the request itself says no more than that it has ended.
    else pipeline(body, sent, error => error && reject(error))
  })
}

const withoutFragment = (url: URL): string => url.href.slice(0, url.href.length - url.hash.length)

/** Which host sends nothing, through which proxy, for the message. */
function namingHost(reason: unknown, destination: Destination, hasBegun: boolean): Error {
  if (!(reason instanceof DeadlineExceeded)) return reason as Error
  const { seconds } = reason
  const way = describeWay(destination)
  return new DeadlineExceeded(
    seconds,
    hasBegun
      ? `${way} stopped in the middle of its answer for ${seconds} seconds`
      : `${way} took the request and did not answer within ${seconds} seconds. Check the server, and what is between it and the runner`
  )
}

/** What came, as `fetch` gives it. */
function answer(status: number, headers: IncomingHttpHeaders, received: Readable): Answer {
  const body = headers['content-encoding'] === 'gzip' ? unzipped(received) : received
  // The reader gets errors from the stream.
  body.on('error', () => undefined)
  return {
    status,
    headers: {
      get(name: string): string | null {
        const value = headers[name.toLowerCase()]
        return (Array.isArray(value) ? value.join(', ') : value) ?? null
      }
    },
    body
  }
}

/** As `fetch` does, this takes nothing at all for something packed. */
const unzipped = (received: Readable): Readable =>
  pipeline(received, createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }), () => undefined)
