import type { Tfe } from '../tfe/client.ts'

/** Milliseconds to the next look: right after news, and when nothing has happened for a while. In between, each is longer. */
const FIRST = 200
const LONGEST = 1_300
const GROWTH = 1.5
const MINUTE = 60_000

/** How long to wait before looking again: soon after news, since more usually follows, then less and less often. */
export class Pace {
  #pause = FIRST

  /** Milliseconds to wait now; `news` says whether the last look had any. */
  next(news: boolean): number {
    this.#pause = news ? FIRST : Math.min(LONGEST, this.#pause * GROWTH)
    return this.#pause
  }
}

/** So many requests at once, and so many more in each minute. */
class Bucket {
  readonly #most: number
  readonly #perMinute: number
  readonly #now: () => number
  #left: number
  #filledAt: number

  constructor(most: number, perMinute: number, now: () => number, left: number = most) {
    this.#most = most
    this.#perMinute = perMinute
    this.#now = now
    this.#left = left
    this.#filledAt = now()
  }

  get hasOne(): boolean {
    this.#fill()
    return this.#left >= 1
  }

  /** Milliseconds until the one that is taken is there. */
  take(): number {
    this.#fill()
    this.#left -= 1
    return Math.max(0, (-this.#left * MINUTE) / this.#perMinute)
  }

  #fill(): void {
    const now = this.#now()
    this.#left = Math.min(this.#most, this.#left + ((now - this.#filledAt) * this.#perMinute) / MINUTE)
    this.#filledAt = now
  }
}

/**
 * At most 60 requests in any minute of the whole step, with the five that begin a run and the four that read what came of it. Looking alone
 * leaves a reserve, so that what news calls for, such as reading policies or confirming, need not wait. A user may make 30 a second, but that is
 * over everything that the user does. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class Budget {
  readonly #shared: Bucket
  readonly #reserve: Bucket
  #looks = 0

  constructor(now: () => number) {
    this.#shared = new Bucket(3, 43, now)
    // What began the run was taken from it.
    this.#reserve = new Bucket(6, 4, now, 1)
  }

  /** Takes the next request ahead; gives the milliseconds until it may be sent. */
  look(): number {
    this.#looks += 1
    return this.#shared.take()
  }

  /** Takes a request, unless that was done ahead; gives the milliseconds until it may be sent. */
  take(): number {
    if (this.#looks === 0) return (this.#reserve.hasOne ? this.#reserve : this.#shared).take()
    this.#looks -= 1
    return 0
  }
}

/** The same client within a budget: whatever it asks, logs and retries too, waits for its turn. */
export const within = (budget: Budget, tfe: Tfe): Tfe =>
  tfe.sendingBy(fetch => async (input, init) => {
    await tfe.clock.sleep(budget.take(), init.signal)
    return fetch(input, init)
  })
