import type { Clock } from '../clock.ts'
import type { Tfe } from '../tfe/client.ts'

/** Requests of a step in its first minute, and in each later one, averaged over the run. */
const REQUESTS_PER_MINUTE = 60
const REQUESTS_PER_SECOND = 10
/** The part of a minute's requests that a step makes after its run. */
const AFTERWARDS = 6
/** Milliseconds between two looks at least and at most. `npm run bench -- pace` compares others. */
const SHORTEST_MS = 300
const LONGEST_MS = 1_690
/** The same where the first minute's requests run out. */
const LAST_LONGEST_MS = 1_890
/** Requests that may be made at once, and those of the first minute after them: more of them early, since most runs are short. */
const AT_START = 11
const IN_FIRST_MINUTE = 28
const CURVE = 0.85
/** Requests beyond the schedule that may follow news: soon after it there is often more. The pause grows with the time since then. */
const AFTER_NEWS = 6
const GROWTH = 0.36
/** With so many requests sent, those left of the first minute are divided among what is left of it, but for a reserve for what looks find. */
const MANY = 26
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
    const scheduled = scheduledAt(this.#sent + 1) - elapsed
    const isSoonAfterNews = this.#sent - scheduledBy(elapsed) < AFTER_NEWS
    const wanted = isSoonAfterNews ? Math.min(scheduled, since * GROWTH) : scheduled
    const pause = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wanted))
    if (isSoonAfterNews || this.#sent < MANY) return pause
    return Math.max(pause, Math.min(LAST_LONGEST_MS, this.#evenly(elapsed)))
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

/** How many requests the schedule has in so many milliseconds. */
const scheduledBy = (elapsed: number): number =>
  AT_START +
  IN_FIRST_MINUTE * Math.min(1, elapsed / MINUTE_MS) ** CURVE +
  REQUESTS_PER_MINUTE * Math.max(0, elapsed / MINUTE_MS - 1)

/** The same the other way round: after how many milliseconds the schedule has so many requests. */
function scheduledAt(count: number): number {
  const part = Math.max(0, (count - AT_START) / IN_FIRST_MINUTE)
  if (part <= 1) return MINUTE_MS * part ** (1 / CURVE)
  return MINUTE_MS + (count - AT_START - IN_FIRST_MINUTE) * (MINUTE_MS / REQUESTS_PER_MINUTE)
}

/** The same client at a pace: whatever it asks, logs and retries too, is counted. */
export const withPace = (pace: RequestPace, tfe: Tfe): Tfe =>
  tfe.sendingBy(fetch => async (input, init) => {
    const delay = pace.take()
    if (delay > 0) await tfe.clock.sleep(delay, init.signal)
    return fetch(input, init)
  })
