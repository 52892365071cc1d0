import type { Clock } from '../clock.ts'
import type { Tfe } from '../tfe/client.ts'

/** Requests of a step in its first minute, and in each later one, averaged over the run. */
const REQUESTS_PER_MINUTE = 60
const REQUESTS_PER_SECOND = 10
/** The part of a minute's requests that a step makes after its run. */
const AFTERWARDS = 6
/** Milliseconds between two looks: right after news, with requests to spare, and with none. `npm run bench -- pace` compares others. */
const SHORTEST_MS = 200
const LONG_MS = 1_200
const LONGEST_MS = 1_900
/** Requests that may be made at once. The rest of the first minute's are spread over it. */
const AT_START = 18
/** Requests to spare with which the next look waits as long as there has been no news. With more of them it waits for less. */
const EAGERNESS = 10
/** With fewer requests to spare than these, looks are farther apart. */
const FEW = 6
/** Requests of a minute that looks leave to what they find, where they have fallen behind. */
const RESERVE = 8
const MINUTE_MS = 60_000

/**
 * When to ask for news again: soon after news, since more usually follows, then less and less often, and the less often the fewer requests are
 * left. A user may make 30 requests a second, but that is the limit for everything that the user does.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#rate-limiting
 */
export class RequestPace {
  readonly #clock: Clock
  readonly #beganAt: number
  #newsAt: number
  #sent: number
  /** When the last requests are sent, oldest first. */
  readonly #recent: number[] = []

  /** `before`: when the requests of the step so far were sent. */
  constructor(clock: Clock, before: readonly number[] = []) {
    this.#clock = clock
    this.#sent = before.length
    this.#recent.push(...before.slice(-REQUESTS_PER_SECOND))
    this.#beganAt = clock.now()
    this.#newsAt = this.#beganAt
  }

  /** Something has happened. */
  news(): void {
    this.#newsAt = this.#clock.now()
  }

  /** Milliseconds until the next look. */
  pause(): number {
    const now = this.#clock.now()
    const [elapsed, since] = [now - this.#beganAt, now - this.#newsAt]
    const spare = planned(elapsed) - this.#sent
    const most = LONG_MS + (LONGEST_MS - LONG_MS) * Math.min(1, Math.max(0, 1 - spare / FEW))
    const wanted = Math.min(most, Math.max(SHORTEST_MS, (since * EAGERNESS) / Math.max(1, spare)))
    return spare > 0 ? wanted : Math.max(wanted, Math.min(2_000, this.#evenly(elapsed)))
  }

  /** What is left of the first minute, divided among its requests. */
  #evenly(elapsed: number): number {
    const rest = Math.max(0, 1 - elapsed / MINUTE_MS)
    const left = REQUESTS_PER_MINUTE - AFTERWARDS - this.#sent - RESERVE * rest
    return (rest * MINUTE_MS) / Math.max(1, left)
  }

  /** Takes a request; gives the milliseconds until it may be sent. */
  take(): number {
    const now = this.#clock.now()
    this.#sent += 1
    const tenthLast = this.#recent.length < REQUESTS_PER_SECOND ? -Infinity : (this.#recent.shift() ?? -Infinity)
    const at = Math.max(now, tenthLast + 1_000, this.#beganAt + this.#due())
    this.#recent.push(at)
    return at - now
  }

  /** Milliseconds after the beginning at which so many requests may have been sent. */
  #due(): number {
    const beyond = this.#sent + AFTERWARDS - REQUESTS_PER_MINUTE
    return beyond <= 0 ? 0 : MINUTE_MS + (beyond * MINUTE_MS) / REQUESTS_PER_MINUTE
  }
}

/** How many requests are meant to have been sent by then. */
const planned = (elapsed: number): number =>
  AT_START +
  (Math.min(elapsed, MINUTE_MS) / MINUTE_MS) * (REQUESTS_PER_MINUTE - AFTERWARDS - AT_START) +
  (Math.max(0, elapsed - MINUTE_MS) / MINUTE_MS) * REQUESTS_PER_MINUTE

/** The same client at a pace: whatever it asks, logs and retries too, is counted. */
export const withPace = (pace: RequestPace, tfe: Tfe): Tfe =>
  tfe.sendingBy(fetch => async (input, init) => {
    const delay = pace.take()
    if (delay > 0) await tfe.clock.sleep(delay, init.signal)
    return fetch(input, init)
  })
