import type { Clock } from '../clock.ts'

/** No data arrived for too long. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded'
  readonly seconds: number

  constructor(seconds: number, message = `gave up after waiting for ${seconds} seconds`) {
    super(message)
    this.seconds = seconds
  }
}

/** A signal that aborts when no data arrived for `patience` milliseconds, or when `outer` does. Ends with its scope. */
export class Deadline {
  readonly #clock: Clock
  readonly #patience: number
  readonly #expired = new AbortController()
  readonly #over = new AbortController()
  #lastActivity: number

  constructor(clock: Clock, patience: number, outer?: AbortSignal) {
    this.#clock = clock
    this.#patience = patience
    this.#lastActivity = clock.now()
    const abort = (): void => this.#expired.abort(outer?.reason)
    if (outer?.aborted) abort()
    else outer?.addEventListener('abort', abort, { signal: this.#over.signal })
    this.#watch().catch((error: unknown) => this.#expired.abort(error))
  }

  get signal(): AbortSignal {
    return this.#expired.signal
  }

  /** Data arrived: start counting again. */
  readonly alive = (): void => {
    this.#lastActivity = this.#clock.now()
  };

  [Symbol.dispose](): void {
    this.#over.abort()
  }

  async #watch(): Promise<void> {
    for (;;) {
      const left = this.#lastActivity + this.#patience - this.#clock.now()
      if (left <= 0) break
      await this.#clock.sleep(left, this.#over.signal).catch(() => undefined)
      if (this.#over.signal.aborted) return
    }
    this.#expired.abort(new DeadlineExceeded(this.#patience / 1000))
  }
}
