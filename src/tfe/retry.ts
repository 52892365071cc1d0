import { ApiError, causes, ConnectionFailed, isError, NetworkError } from '../errors.ts'
import type { Answer } from '../network/fetch.ts'

/** What came of one attempt: an answer, or none. */
export type Attempt = { readonly status: number; readonly headers: Answer['headers'] } | { readonly failure: Failure }

/**
 * `unsent`: no connection was made. `doubtful`: none was made, and the address may be wrong. `unanswered`: sent, perhaps. `hopeless`: would
 * fail again, as a bad certificate does.
 */
export type Failure = 'unsent' | 'doubtful' | 'unanswered' | 'hopeless'

/**
 * Whether a request may be sent again. `repeatable` (GET, and PUT of a blob): sending it twice does what once does.
 * `once` (POST, PATCH, DELETE): only where it is known that nothing was done.
 */
export type Policy = 'repeatable' | 'once'

/** Tries after the first, rate-limited ones aside. */
const MAX_RETRIES = 5
/** The same where the address may be wrong: a person who mistyped it waits for the message. */
const MAX_DOUBTFUL_RETRIES = 2
/** Longest time in milliseconds that one request waits in all. */
const RETRY_TIMEOUT_MS = 300_000
const FIRST_DELAY_MS = 1_000
const MAX_DELAY_MS = 8_000
/** What a proxy or a server in trouble answers: nothing is known of what was done. */
const TROUBLE: readonly number[] = [500, 502, 503, 504]

/** Counts the attempts of one request, and says how long to wait before the next. */
export class Retry {
  readonly #policy: Policy
  readonly #random: () => number
  #failures = 0
  #waited = 0

  constructor(policy: Policy, random: () => number = Math.random) {
    this.#policy = policy
    this.#random = random
  }

  /** Milliseconds to wait before the next attempt; undefined when there is none. */
  next(attempt: Attempt): number | undefined {
    const delay = 'status' in attempt && attempt.status === 429 ? this.#limited(attempt.headers) : this.#failed(attempt)
    if (delay === undefined) return undefined
    this.#waited += delay
    return this.#waited > RETRY_TIMEOUT_MS ? undefined : delay
  }

  /** A 429 was refused before anything was done, so that any request may be sent again. */
  #limited(headers: Answer['headers']): number {
    const asked = seconds(headers, 'retry-after') ?? seconds(headers, 'x-ratelimit-reset')
    return Math.max(100, asked ?? FIRST_DELAY_MS) + 300 * this.#random()
  }

  #failed(attempt: Attempt): number | undefined {
    const repeatable = this.#policy === 'repeatable'
    const again =
      'status' in attempt
        ? repeatable && TROUBLE.includes(attempt.status)
        : ['unsent', 'doubtful'].includes(attempt.failure) || (attempt.failure === 'unanswered' && repeatable)
    const most = 'failure' in attempt && attempt.failure === 'doubtful' ? MAX_DOUBTFUL_RETRIES : MAX_RETRIES
    if (!again || this.#failures >= most) return undefined
    const backoff = this.#random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures)
    this.#failures += 1
    return ('status' in attempt ? seconds(attempt.headers, 'retry-after') : undefined) ?? backoff
  }
}

/**
 * A header that asks for a pause, in milliseconds: a number of seconds, fractions allowed, or for `Retry-After` a date.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
function seconds(headers: Answer['headers'], name: string): number | undefined {
  const value = headers.get(name)?.trim()
  if (value === undefined || value === '') return undefined
  const number = Number(value)
  if (Number.isFinite(number)) return Math.max(0, number * 1000)
  const date = Date.parse(value)
  return Number.isFinite(date) ? Math.max(0, date - Date.now()) : undefined
}

/** Codes of errors that a retry does not fix: certificates (https://nodejs.org/api/tls.html#x509-certificate-error-codes), a proxy's no. */
const HOPELESS = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|CRL|ERR_PROXY/

/** Tells from an error of `fetch` how far the request came. An address that has answered before is not in doubt. */
export function classifyFailure(error: unknown, hasAnswered: boolean): Failure {
  for (let at = error; isError(at); at = causes(at)[0]) {
    if (at instanceof ConnectionFailed) {
      if (at.isLasting) return 'hopeless'
      return at.isAddressDoubtful && !hasAnswered ? 'doubtful' : 'unsent'
    }
    const { code, syscall }: NodeJS.ErrnoException = at
    if (code !== undefined && HOPELESS.test(code)) return 'hopeless'
    if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT') return 'unsent'
  }
  return 'unanswered'
}

/** Whether a write may have been done although it failed. */
export const mayHaveSucceeded = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && error.status >= 500)
