import type { Agent, ClientRequest, IncomingMessage } from 'node:http'
import { type Readable, pipeline } from 'node:stream'
import type { Answer, Fetch } from '../fetch.ts'

/** Milliseconds until a connection must be there, and that an unused one is kept: less than servers keep theirs. */
const CONNECT = 10_000
const KEEP = 4_000

/**
 * A `fetch` without proxies, over Node's own `https`. Node's `fetch` takes as long to load as Node itself takes to start, and `import` of
 * `node:http` loads it too. `sent` is called whenever a request has left whole.
 */
export function directFetch(trust: { readonly ca?: string[] } = {}, sent: () => void = () => undefined): Fetch {
  const agents: Record<string, Agent> = {}
  return (url, { method, headers, signal, body }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const { request: begin, Agent } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http')
      const agent = (agents[url.protocol] ??= new Agent({ keepAlive: true, timeout: KEEP, ...trust }))
      const request = begin(url, { method, headers: { 'accept-encoding': 'gzip', ...headers }, agent })
      let message: IncomingMessage | undefined
      const abort = (): void => void (message ?? request).destroy(signal.reason as Error)
      signal.addEventListener('abort', abort)
      request.on('close', () => signal.removeEventListener('abort', abort))
      request.on('finish', sent)
      request.on('error', reject)
      request.on('response', received => resolve(answer((message = received))))
      limitConnecting(request, url)
      if (body === undefined || typeof body === 'string') request.end(body)
      else pipeline(body, request, () => undefined)
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

function answer(message: IncomingMessage): Answer {
  const body = decoded(message)
  // Who reads learns of errors by reading; nobody else need.
  body.on('error', () => undefined)
  return {
    status: message.statusCode ?? 0,
    headers: {
      get(name: string): string | null {
        const value = message.headers[name.toLowerCase()]
        return (Array.isArray(value) ? value.join(', ') : value) ?? null
      }
    },
    body
  }
}

const decoded = (message: IncomingMessage): Readable =>
  message.headers['content-encoding'] === 'gzip'
    ? pipeline(message, process.getBuiltinModule('node:zlib').createGunzip(), () => undefined)
    : message
