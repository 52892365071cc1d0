import { ApiError, InputError, NetworkError, RunFailed } from '../errors.ts'
import type { Answer } from '../network/fetch.ts'
import { readBody, discardBody } from '../network/body.ts'
import { Deadline } from '../network/deadline.ts'
import { secretUrlsOf, type Document } from './document.ts'
import type { Connection } from './api-connection.ts'
import { apiError } from './api-error.ts'
import { readDocument } from './read-document.ts'
import { addSecretUrl, secretsOf } from './secret-urls.ts'
import { classifyFailure, Retry, type Attempt, type Policy } from './retry.ts'

/** One request, and how its answer is read. */
export interface Exchange<T> {
  readonly method: string
  readonly url: URL
  /** What errors call it: never a URL that is a secret. */
  readonly path: string
  /** URLs that are secrets, of which errors tell no part. */
  readonly secretUrls?: readonly URL[]
  readonly headers: Readonly<Record<string, string>>
  /** Made anew for each attempt. */
  readonly body?: (alive: () => void) => string | ReadableStream<Uint8Array>
  readonly policy: Policy
  /** Milliseconds without an answer, or since `alive` was last called, after which an attempt is given up. */
  readonly deadline: number
  readonly signal?: AbortSignal | undefined
  /** Statuses that `consume` reads; others are an ApiError. All of 2xx when absent. */
  readonly accepts?: (status: number) => boolean
  /** Where it throws, the answer counts as cut off, errors of our own kinds aside. */
  readonly consume: (response: Answer, alive: () => void) => Promise<T>
}

export interface Options {
  /** Of an action; POST where absent. */
  readonly method?: 'PATCH' | 'DELETE'
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly signal?: AbortSignal | undefined
  /** For a write that does no harm when it is done twice. */
  readonly policy?: Policy
  /** Milliseconds without an answer, for a body that takes its time. */
  readonly deadline?: number
}

const isOk = (status: number): boolean => status >= 200 && status < 300

type Outcome<T> = { readonly value: T } | { readonly attempt: Attempt; readonly error: Error }

const JSON_API = 'application/vnd.api+json'
const API_DEADLINE_MS = 30_000
/** Bytes of an error's body that are read: a longer body is not a message. */
const MAX_ERROR_BYTES = 262_144

/**
 * The one place that speaks HTTP. The bearer token goes to the API's own origin: `exchange` sends only the headers that it is given,
 * and follows no redirect.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
export class Http {
  readonly #connection: Connection
  readonly #sentAt: number[] = []
  /** Whether the server has answered, so that its address is right. */
  hasAnswered: boolean

  constructor(connection: Connection) {
    this.#connection = connection
    this.hasAnswered = connection.hasAnswered ?? false
  }

  get authorization(): string {
    return `Bearer ${this.#connection.token}`
  }

  /** When each request so far was sent. */
  get sentAt(): readonly number[] {
    return this.#sentAt
  }

  /** Where a path of the API is. */
  url(path: string): URL {
    return new URL(this.#connection.base.href + path)
  }

  /** Whether a URL has the API's own origin, the only one that gets the token. */
  isOwn(url: URL): boolean {
    return url.origin === this.#connection.base.origin
  }

  /** The host that the API is on, as messages name it. */
  get host(): string {
    return this.#connection.base.host
  }

  /** Reads a document of the API. */
  get(path: string, options?: Options): Promise<Document> {
    return this.#document('GET', path, undefined, options)
  }

  /** Writes, and reads the document that comes back. Sent once, unless it is certain that nothing was done. */
  write(method: 'POST' | 'PATCH', path: string, body: unknown, options?: Options): Promise<Document> {
    return this.#document(method, path, body, options)
  }

  /** Asks for an action, whose answer says nothing beyond its status. Sent once, as `write` is. */
  act(path: string, body?: unknown, options?: Options): Promise<void> {
    return this.#api(options?.method ?? 'POST', path, body, discardBody, options)
  }

  async #document(method: string, path: string, body: unknown, options?: Options): Promise<Document> {
    const read = await this.#api(method, path, body, readDocument(method, path), options)
    for (const given of secretUrlsOf(read)) {
      const url = URL.parse(given, this.#connection.base.href)
      if (url !== null) this.#hide(url)
    }
    return read
  }

  /** From now on no text of the step has what is secret of a URL. */
  #hide(url: URL): void {
    if (this.#connection.secrets !== undefined) addSecretUrl(this.#connection.secrets, url)
  }

  #api<T>(
    method: string,
    path: string,
    body: unknown,
    consume: (response: Answer) => Promise<T>,
    { query = {}, signal, policy = method === 'GET' ? 'repeatable' : 'once', deadline = API_DEADLINE_MS }: Options = {}
  ): Promise<T> {
    const url = this.url(path)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value))
    }
    const text = body === undefined ? undefined : JSON.stringify(body)
    return this.exchange({
      method,
      url,
      path,
      // The service answers 415 to a write without its content type, also when the body is empty.
      headers: {
        authorization: this.authorization,
        accept: JSON_API,
        ...(method !== 'GET' && { 'content-type': JSON_API })
      },
      ...(text !== undefined && { body: () => text }),
      policy,
      deadline,
      signal,
      consume
    })
  }

  /** Sends a request until it is answered, as often as its policy allows. */
  async exchange<T>(exchange: Exchange<T>): Promise<T> {
    const retry = new Retry(exchange.policy)
    for (const url of exchange.secretUrls ?? []) this.#hide(url)
    for (;;) {
      const outcome = await this.#attempt(exchange)
      if ('value' in outcome) return outcome.value
      const delay = retry.next(outcome.attempt)
      if (delay === undefined) throw outcome.error
      await this.#connection.clock.sleep(delay, exchange.signal)
    }
  }

  async #attempt<T>(exchange: Exchange<T>): Promise<Outcome<T>> {
    const { method, url, path, headers, signal, secretUrls = [], accepts = isOk } = exchange
    const redact = (text: string): string => secretsOf(secretUrls, this.#connection.secrets).removeFrom(text)
    using deadline = new Deadline(this.#connection.clock, exchange.deadline, signal)
    try {
      const body = exchange.body?.(deadline.alive)
      this.#sentAt.push(this.#connection.clock.now())
      const response = await this.#connection.fetch(url, {
        method,
        headers: { 'user-agent': 'hcp-terraform-action', ...headers },
        redirect: 'manual',
        signal: deadline.signal,
        ...(this.isOwn(url) && { setting: '`hostname`' }),
        ...(body !== undefined && { body }),
        ...(body instanceof ReadableStream && { duplex: 'half' })
      })
      deadline.alive()
      this.hasAnswered ||= this.isOwn(url)
      if (accepts(response.status)) return { value: await exchange.consume(response, deadline.alive) }
      const credentials =
        'authorization' in headers ? { host: url.host, source: this.#connection.tokenSource } : undefined
      const { bytes, isWhole } = await readBody(response, MAX_ERROR_BYTES)
      // One that is cut off may end inside of a secret, which then is not found.
      const text = isWhole ? bytes.toString() : `an answer of more than ${MAX_ERROR_BYTES / 1024} KiB`
      return { attempt: response, error: apiError({ method, path }, response.status, text, credentials, redact) }
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof ApiError || error instanceof InputError || error instanceof RunFailed) throw error
      const failure = classifyFailure(error, this.hasAnswered)
      return { attempt: { failure }, error: new NetworkError(method, path, { cause: error, redact }) }
    }
  }
}
