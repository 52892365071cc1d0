/** Milliseconds to the next request: right after news, and when nothing has happened for a while. In between, each is longer. */
const FIRST = 200
const LONGEST = 1_500
const GROWTH = 1.5
/** Requests that may come sooner than the longest pause before the pace falls to it. */
const BURST = 20

/**
 * How long to wait before asking again: soon after news, since more usually follows, then less and less often. Never more than 60 times
 * in any minute, which is 40 at the longest pause and a burst of 20: a user may make 30 requests a second, but that is over everything
 * that the user does. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class Pace {
  readonly #now: () => number
  #pause = FIRST
  #burst = BURST
  #filledAt: number

  constructor(now: () => number) {
    this.#now = now
    this.#filledAt = now()
  }

  /** Milliseconds to wait now; `news` says whether the last answer had any. */
  next(news: boolean): number {
    const now = this.#now()
    this.#burst = Math.min(BURST, this.#burst + (now - this.#filledAt) / LONGEST) - 1
    this.#filledAt = now
    this.#pause = news ? FIRST : Math.min(LONGEST, this.#pause * GROWTH)
    return this.#burst >= 1 ? this.#pause : LONGEST
  }
}
