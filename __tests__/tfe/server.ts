import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/clock.ts'
import { fetchFor } from '../../src/network/send.ts'
import { Tfe } from '../../src/tfe/client.ts'

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Answer = (request: Received, response: ServerResponse) => void

export interface Server extends AsyncDisposable {
  readonly origin: string
  readonly received: readonly Received[]
}

/** A server that gives the answers in turn, the last one for ever, and keeps what it received. */
export async function answering(...answers: readonly [Answer, ...Answer[]]): Promise<Server> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')))
    request.on('error', () => undefined)
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body })
      const answer = answers[Math.min(received.length, answers.length) - 1]
      answer?.({ method, url, headers, body }, response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** How much faster than real time deadlines pass here: not so fast that an answer on a busy machine misses them. */
const SPEED = 20

/** A clock that keeps what it was asked to sleep. Long sleeps, the deadlines, pass faster than they should; others at once. */
export function recordingClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = []
  const start = Date.now()
  return {
    slept,
    now: () => start + (Date.now() - start) * SPEED,
    async sleep(ms, signal) {
      if (ms < 20_000) slept.push(ms)
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms < 20_000 ? 0 : ms / SPEED)
        signal?.addEventListener('abort', () => {
          clearTimeout(timer)
          reject(signal.reason as Error)
        })
      })
    }
  }
}

const TOKEN = { token: 'the-token', tokenSource: 'the input `token`' }

export const client = (origin: string, clock: Clock = recordingClock()): Tfe =>
  new Tfe({ base: new URL(`${origin}/api/v2`), ...TOKEN, fetch: fetchFor({}), clock })

/** Answers with a document, or with any text. */
export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/vnd.api+json', ...headers }).end(JSON.stringify(body))

export const text =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)

/** What storage says of everything. */
export const OCTETS = { 'content-type': 'application/octet-stream' }

export const reset: Answer = (_request, response) => response.destroy()
