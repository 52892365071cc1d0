/** Milliseconds between requests while nothing happens, and right after news: more usually follows. */
const QUIET = 1_500
const BRISK = 250
/** Requests that may come briskly before the pace falls to the quiet one: with it, at most 60 a minute. */
const BURST = 20

/**
 * How long to wait before asking again: soon after news, else at a steady pace, and never more than 60 times in any minute
 * (40 quiet ones, and a burst of 20). The service allows 30 requests a second to a user, over everything that user does.
 */
export class Pace {
  readonly #now: () => number
  #burst = BURST
  #filledAt: number

  constructor(now: () => number) {
    this.#now = now
    this.#filledAt = now()
  }

  next(news: boolean): number {
    const now = this.#now()
    this.#burst = Math.min(BURST, this.#burst + (now - this.#filledAt) / QUIET)
    this.#filledAt = now
    this.#burst -= 1
    return news && this.#burst >= 1 ? BRISK : QUIET
  }
}
