import type { Agent, ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Readable, pipeline } from 'node:stream'
import type { Answer, Fetch } from './fetch.ts'

/** Milliseconds until a connection must be there, and that an unused one is kept: less than servers keep theirs. */
const CONNECT = 10_000
const KEEP = 4_000

/** The encoding that `answer` decodes. */
export const ACCEPTED = { 'accept-encoding': 'gzip' }

/**
 * A `fetch` without proxies, over Node's own `https`. Node's `fetch` takes as long to load as Node itself takes to start, and `import` of
 * `node:http` loads it too.
 */
export function directFetch(trust: { readonly ca?: string[] } = {}): Fetch {
  const agents: Record<string, Agent> = {}
  return (url, { method, headers, signal, body }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const { request: begin, Agent } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http')
      // A server may close a kept connection just when it is used again. Of a write, nobody would know then whether it was done.
      const keepAlive = method === 'GET'
      const agent = (agents[`${url.protocol}${keepAlive}`] ??= new Agent({ keepAlive, timeout: KEEP, ...trust }))
      const request = begin(url, { method, headers: { ...ACCEPTED, ...headers }, agent })
      let message: IncomingMessage | undefined
      const abort = (): void => void (message ?? request).destroy(signal.reason as Error)
      signal.addEventListener('abort', abort)
      request.on('close', () => signal.removeEventListener('abort', abort))
      request.on('error', reject)
      request.on('response', received => {
        message = received
        resolve(answer(received.statusCode ?? 0, received.headers, received))
      })
      limitConnecting(request, url)
      if (body === undefined || typeof body === 'string') request.end(body)
      // Of a body that can't be read, the request itself says no more than that it has ended.
      else pipeline(body, request, error => error && reject(error))
    })
}

/** A connection that takes too long was refused, as far as can be known: nothing was sent. */
function limitConnecting(request: ClientRequest, { host, protocol }: URL): void {
  request.on('socket', socket => {
    if (!socket.connecting) return
    const refusal = { code: 'ETIMEDOUT', syscall: 'connect' }
    const error = Object.assign(new Error(`no connection to ${host} within ${CONNECT / 1000} seconds`), refusal)
    const timer = setTimeout(() => request.destroy(error), CONNECT)
    const stop = (): void => clearTimeout(timer)
    socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', stop).once('close', stop)
  })
}

/** What came, as `fetch` gives it. */
export function answer(status: number, headers: IncomingHttpHeaders, received: Readable): Answer {
  const body = headers['content-encoding'] === 'gzip' ? unzipped(received) : received
  // Who reads learns of errors by reading; nobody else need.
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
function unzipped(received: Readable): Readable {
  const { constants, createGunzip } = process.getBuiltinModule('node:zlib')
  return pipeline(received, createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }), () => undefined)
}
