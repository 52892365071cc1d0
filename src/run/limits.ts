import type { Clock } from '../clock.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { Circumstances } from './decide.ts'
import { meaning } from './status.ts'

/** How long a run may take, in milliseconds. Without limit where undefined. */
export interface LimitSpans {
  /** Until it begins. */
  readonly queueTimeout?: number | undefined
  /** From its beginning to its end. */
  readonly timeout?: number | undefined
}

/** Counts the time that a run is queued apart from the time that it works. */
export class Limits {
  readonly #clock: Clock
  readonly #spans: LimitSpans
  readonly #queuedAt: number
  #begunAt: number | undefined

  constructor(clock: Clock, spans: LimitSpans) {
    this.#clock = clock
    this.#spans = spans
    this.#queuedAt = clock.now()
  }

  late(run: Run): Circumstances['late'] {
    const now = this.#clock.now()
    if (meaning(run.status) === 'queued') {
      return now - this.#queuedAt > (this.#spans.queueTimeout ?? Infinity) ? 'not-begun-in-time' : undefined
    }
    this.#begunAt ??= now
    return now - this.#begunAt > (this.#spans.timeout ?? Infinity) ? 'not-over-in-time' : undefined
  }
}
