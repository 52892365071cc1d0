import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'

interface Sleeper {
  readonly due: number
  readonly isDeadline: boolean
  readonly wake: () => void
}

/** Whoever sleeps longer than this waits for an answer: pauses between requests are shorter. */
const DEADLINE = 20_000
/** A step that has not ended by then never will. */
const LIMIT = 36 * 3_600_000

/** A clock that passes the time as soon as nothing else is going on, so that hours take milliseconds. */
export class VirtualClock implements Clock {
  readonly #sleepers = new Set<Sleeper>()
  readonly #quiet: () => Promise<void>
  readonly #end: number
  #now = Date.UTC(2026, 0, 1)
  #unanswered = 0
  #isRunning = false
  #isOver = false
  readonly #over = Promise.withResolvers<undefined>()

  /** `quiet` resolves when nothing is going on. */
  constructor(quiet: () => Promise<void>) {
    this.#quiet = quiet
    this.#end = this.#now + LIMIT
  }

  /** Whether more time has passed than any step may take. */
  get isOver(): boolean {
    return this.#isOver
  }

  get over(): Promise<unknown> {
    return this.#over.promise
  }

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    const sleeper: Sleeper = { due: this.#now + ms, isDeadline: ms >= DEADLINE, wake: () => resolve(undefined) }
    const abort = (): void => {
      this.#sleepers.delete(sleeper)
      reject(signal?.reason as Error)
    }
    if (signal?.aborted === true) abort()
    else {
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', abort, { once: true })
      void this.#pass()
    }
    return promise.finally(() => signal?.removeEventListener('abort', abort))
  }

  /** From now on somebody waits for an answer that does not come: deadlines pass. Gives what ends it. */
  wait(): () => void {
    this.#unanswered += 1
    void this.#pass()
    let isOver = false
    return () => {
      if (!isOver) this.#unanswered -= 1
      isOver = true
    }
  }

  async #pass(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (;;) {
        for (let turns = 0; turns < 3; turns++) await turn()
        await this.#quiet()
        const next = [...this.#sleepers]
          .filter(({ isDeadline }) => !isDeadline || this.#unanswered > 0)
          .toSorted((a, b) => a.due - b.due)[0]
        if (next === undefined) return
        this.#sleepers.delete(next)
        this.#now = Math.max(this.#now, next.due)
        if (this.#now > this.#end) {
          this.#isOver = true
          this.#over.resolve(undefined)
          return
        }
        next.wake()
      }
    } finally {
      this.#isRunning = false
    }
  }
}
