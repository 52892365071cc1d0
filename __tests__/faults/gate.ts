import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Asked } from './network.ts'

/** Milliseconds that the place of a server stays empty, where it does not stay so for good. */
const GONE = 1_500

/**
 * A place in front of a server that is left before a request comes: whoever connects then is refused. Which request that is shows only
 * by the one before it, so it counts how many have come.
 */
export class Gate implements AsyncDisposable {
  readonly #server: Server
  readonly #target: URL
  readonly #closeBefore: number
  readonly #isForGood: boolean
  #port = 0
  #seen = 0
  #timer: NodeJS.Timeout | undefined

  private constructor(target: string, closeBefore: number, isForGood: boolean) {
    this.#target = new URL(target)
    this.#closeBefore = closeBefore
    this.#isForGood = isForGood
    this.#server = createServer((incoming, outgoing) => this.#forward(incoming, outgoing))
  }

  /** Leaves before the request that is the `closeBefore`th of all. */
  static async open(target: string, closeBefore: number, isForGood: boolean): Promise<Gate> {
    const gate = new Gate(target, closeBefore, isForGood)
    await gate.#listen()
    if (closeBefore === 1) gate.#leave()
    return gate
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Comes back, for whoever asks after the outage. */
  async repair(): Promise<void> {
    clearTimeout(this.#timer)
    if (!this.#server.listening) await this.#listen()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    this.#server.closeAllConnections()
    if (this.#server.listening) await new Promise<void>(resolve => this.#server.close(() => resolve()))
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  #leave(): void {
    this.#server.close()
    this.#server.closeAllConnections()
    if (!this.#isForGood) this.#timer = setTimeout(() => void this.#listen(), GONE)
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#seen += 1
    const isLast = this.#seen === this.#closeBefore - 1
    const { method, url = '/', headers } = incoming
    const onward = request(new URL(url, this.#target), { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' })
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
    if (isLast) outgoing.on('finish', () => this.#leave())
  }
}

/** The place of a request among all that an action asks. */
export const placeOf = (asked: readonly Asked[], { route: name, nth }: Asked): number =>
  asked.findIndex(each => each.route === name && each.nth === nth) + 1
