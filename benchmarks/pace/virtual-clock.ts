import type { Clock } from '../../src/clock.ts'

interface Timer {
  readonly at: number
  readonly ring: () => void
}

/** A clock that stops during any work, and then jumps to the end of the next wait. */
export class VirtualClock implements Clock {
  #now = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error)
    return new Promise((resolve, reject) => {
      const timer = { at: this.#now + Math.max(0, ms), ring: () => done(resolve) }
      const abort = (): void => done(() => reject(signal?.reason as Error))
      const done = (how: () => void): void => {
        this.#timers.delete(timer)
        signal?.removeEventListener('abort', abort)
        how()
      }
      this.#timers.add(timer)
      signal?.addEventListener('abort', abort)
    })
  }

  /** Lets time pass until `work` has settled. */
  async until<T>(work: Promise<T>): Promise<T> {
    const state = { isOver: false }
    const over = (): void => void (state.isOver = true)
    work.then(over, over)
    for (;;) {
      await new Promise(resolve => void setImmediate(resolve))
      if (state.isOver) return work
      const next = [...this.#timers].reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
        undefined
      )
      if (next === undefined) throw new Error('nothing is waited for, and the work is not over')
      this.#now = Math.max(this.#now, next.at)
      next.ring()
    }
  }
}
