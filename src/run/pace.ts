import { Tfe } from '../tfe/client.ts'

/** Milliseconds to the next look: right after news, and when nothing has happened for a while. In between, each is longer. */
const FIRST = 200
const LONGEST = 1_500
const GROWTH = 1.5
/** Requests that may be made at once, and milliseconds until there may be one more: 10, and 45 a minute. */
const BURST = 10
const REFILL = 60_000 / 45

/** How long to wait before looking again: soon after news, since more usually follows, then less and less often. */
export class Pace {
  #pause = FIRST

  /** Milliseconds to wait now; `news` says whether the last look had any. */
  next(news: boolean): number {
    this.#pause = news ? FIRST : Math.min(LONGEST, this.#pause * GROWTH)
    return this.#pause
  }
}

/**
 * At most 55 requests in any minute: with the five that begin a run, the whole step makes no more than 60. A user may make 30 a second, but
 * that is over everything that the user does. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class Budget {
  readonly #now: () => number
  #left = BURST
  #filledAt: number

  constructor(now: () => number) {
    this.#now = now
    this.#filledAt = now()
  }

  /** Takes one request out of the budget; gives the milliseconds until it may be sent. */
  take(): number {
    const now = this.#now()
    this.#left = Math.min(BURST, this.#left + (now - this.#filledAt) / REFILL) - 1
    this.#filledAt = now
    return Math.max(0, -this.#left * REFILL)
  }
}

/** The same client within a budget: whatever it asks, logs and retries too, waits for its turn. */
export function within(budget: Budget, { http: { connection } }: Tfe): Tfe {
  return new Tfe({
    ...connection,
    fetch: async (input, init) => {
      await connection.clock.sleep(budget.take(), init.signal)
      return connection.fetch(input, init)
    }
  })
}
