import type { Behaviour, WireFault } from '../../hcp-terraform-server/src/fault-catalogue.ts'
import { Faults, type SetFault } from '../../hcp-terraform-server/src/faults.ts'
import { EXCEEDED, rateLimitHeaders } from './rate-limits.ts'
import { Refusal } from './refusal.ts'

interface Named<Name extends string> {
  readonly name: Name
  /** `POST /repos/:owner/:repo/issues/:number/comments`; default any request. */
  readonly on?: string
  /** The first request that it meets, counted from now. Default 1. */
  readonly nth?: number
  /** Default 1. */
  readonly times?: number
}

/** The hour's requests are used up, for so many seconds more (default 1). */
interface RateLimited extends Named<'rate-limited'> {
  readonly reset?: number
  readonly status?: 403 | 429
}

/** Too much at once. It says when to come back (default in 1 second; GitHub mostly says 60), or `never` says. */
interface SecondaryRateLimited extends Named<'secondary-rate-limited'> {
  readonly retryAfter?: number | 'unsaid'
  readonly status?: 403 | 429
}

export type GithubFault =
  WireFault | RateLimited | SecondaryRateLimited | Named<'server-error'> | Named<'bad-gateway'> | Named<'unavailable'>

/** Faults of the connection as they are, and those of GitHub by name. */
export class GithubFaults {
  readonly #faults = new Faults()

  set(fault: GithubFault): SetFault {
    return this.#faults.set('do' in fault ? fault : onTheWire(fault))
  }

  get list(): Faults['list'] {
    return this.#faults.list
  }

  clear(): void {
    this.#faults.clear()
  }

  meet(method: string, path: string): WireFault | undefined {
    return this.#faults.meet(method, path)
  }
}

function onTheWire(fault: Exclude<GithubFault, WireFault>): WireFault {
  const { on = '* /*', nth = 1, times = 1 } = fault
  return { on, nth, times, do: answerOf(fault) }
}

function answerOf(fault: Exclude<GithubFault, WireFault>): Behaviour {
  switch (fault.name) {
    case 'rate-limited': {
      const reset = Math.ceil(Date.now() / 1000 + (fault.reset ?? 1))
      return answer(fault.status ?? 403, EXCEEDED, rateLimitHeaders(1000, 1000, reset), RATE_LIMITS)
    }
    case 'secondary-rate-limited': {
      const { retryAfter = 1 } = fault
      const headers: Record<string, string> = retryAfter === 'unsaid' ? {} : { 'retry-after': String(retryAfter) }
      return answer(fault.status ?? 403, SECONDARY, headers, `${RATE_LIMITS}#about-secondary-rate-limits`)
    }
    case 'server-error':
      return answer(500, 'Server Error')
    case 'unavailable':
      return answer(503, 'No server is currently available to service your request. Sorry about that.')
    case 'bad-gateway':
      return { kind: 'answer', status: 502, headers: { 'content-type': 'text/html' }, body: UNICORN }
    default:
      // A test without types, or a request to /_dev.
      throw new TypeError(`no such fault: ${JSON.stringify(fault satisfies never)}; it is one of ${NAMES.join(', ')}`)
  }
}

const NAMES = ['rate-limited', 'secondary-rate-limited', 'server-error', 'unavailable', 'bad-gateway']
const RATE_LIMITS = '/using-the-rest-api/rate-limits-for-the-rest-api'
const SECONDARY =
  'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.'
const UNICORN = '<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head><body></body></html>\n'

function answer(status: number, message: string, headers: Record<string, string> = {}, page = ''): Behaviour {
  const body = JSON.stringify(new Refusal(status, message).document(page))
  return { kind: 'answer', status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body }
}
