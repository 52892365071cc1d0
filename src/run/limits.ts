import type { Clock } from '../clock.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { statusMeaning } from './status.ts'

/** How long a run may take, in milliseconds. Without limit where undefined. */
export interface LimitSpans {
  /** Until it begins. */
  readonly queueTimeout?: number | undefined
  /** From its beginning to its end. */
  readonly timeout?: number | undefined
}

/** Which limit a run has passed. */
export type PassedLimit = 'not-begun-in-time' | 'not-over-in-time'

/** Ends whatever is being waited for when a limit has passed. */
export class LimitPassed extends Error {
  readonly late: PassedLimit

  constructor(late: PassedLimit) {
    super(late)
    this.late = late
  }
}

/** Counts the time that a run is queued apart from the time that it works. */
export class Limits implements Disposable {
  readonly #clock: Clock
  readonly #spans: LimitSpans
  readonly #passed = new AbortController()
  #counting = new AbortController()
  #counted: PassedLimit | undefined

  constructor(clock: Clock, spans: LimitSpans) {
    this.#clock = clock
    this.#spans = spans
  }

  /** Aborted with `LimitPassed` as soon as that is so, whatever is going on. */
  get signal(): AbortSignal {
    return this.#passed.signal
  }

  /** The run as it was just read: from its beginning on, the other limit counts. */
  heed({ status }: Run): void {
    const counted = statusMeaning(status) === 'queued' ? 'not-begun-in-time' : 'not-over-in-time'
    if (this.#counted === counted || this.#counted === 'not-over-in-time') return
    this.#counted = counted
    this.#counting.abort()
    this.#counting = new AbortController()
    const { queueTimeout, timeout } = this.#spans
    const span = counted === 'not-begun-in-time' ? queueTimeout : timeout
    if (span !== undefined) void this.#count(counted, span, this.#counting.signal)
  }

  [Symbol.dispose](): void {
    this.#counting.abort()
  }

  async #count(late: PassedLimit, span: number, over: AbortSignal): Promise<void> {
    await this.#clock.sleep(span, over).catch(() => undefined)
    if (!over.aborted) this.#passed.abort(new LimitPassed(late))
  }
}
