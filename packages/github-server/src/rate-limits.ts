import type { Token } from './tokens.ts'

const HOUR = 3_600_000

/**
 * The primary rate limit. By the hour, a repository's GITHUB_TOKEN has 1,000 requests and a person has 5,000; Enterprise
 * Server has no limit and says nothing.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-primary-rate-limits
 */
export class RateLimits {
  readonly #limit: number | undefined
  readonly #on: boolean
  readonly #used = new Map<Token, number>()
  readonly #reset = Math.ceil((Date.now() + HOUR) / 1000)

  constructor(on: boolean, limit: number | undefined) {
    this.#on = on
    this.#limit = limit
  }

  meet(token: Token): { readonly exceeded: boolean; readonly headers: Readonly<Record<string, string>> } {
    if (!this.#on) return { exceeded: false, headers: {} }
    const limit = this.#limit ?? (token.kind === 'installation' ? 1000 : 5000)
    const used = (this.#used.get(token) ?? 0) + 1
    this.#used.set(token, used)
    return { exceeded: used > limit, headers: rateLimitHeaders(limit, Math.min(used, limit), this.#reset) }
  }
}

export function rateLimitHeaders(limit: number, used: number, reset: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core'
  }
}

export const EXCEEDED =
  'API rate limit exceeded for installation. If you reach out to GitHub Support for help, please include the request ID.'
