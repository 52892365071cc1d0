import { setTimeout } from 'node:timers/promises'

/** Time, passed in: what waits can be tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** What a timer can hold: a longer one would ring at once. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const MAX_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted()
    try {
      for (let left = ms; left >= 0; left -= MAX_TIMER_MS)
        await setTimeout(Math.min(left, MAX_TIMER_MS), undefined, signal && { signal })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    }
  }
}

/** How a wait for the service looks, and how often. */
export interface Polling {
  /** Milliseconds between two looks, one after another; after the last one there is a last look. */
  readonly pausesMs: Iterable<number>
  /** Milliseconds after which looking ends. */
  readonly limitMs?: number
  readonly signal?: AbortSignal | undefined
}

/** Pauses that grow from the first to the longest, without end. */
export function* growingPauses(firstMs: number, longestMs = firstMs, factor = 2): Generator<number> {
  for (let pause = firstMs; ; pause = Math.min(longestMs, pause * factor)) yield pause
}

/** Calls `look` until it returns a value. Undefined after the last pause, or when the time is up. `look` gets the number of calls before it. */
export async function poll<T>(
  clock: Clock,
  { pausesMs, limitMs = Infinity, signal }: Polling,
  look: (before: number) => Promise<T | undefined>
): Promise<T | undefined> {
  const end = clock.now() + limitMs
  let looks = 0
  for (const pause of pausesMs) {
    const found = await look(looks++)
    if (found !== undefined || clock.now() >= end) return found
    await clock.sleep(Math.min(pause, end - clock.now()), signal)
  }
  return look(looks)
}
