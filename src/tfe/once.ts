import type { Clock } from '../clock.ts'
import { mayBeDone } from './retry.ts'

/** Looks for what was created without an answer, and milliseconds between them: it may be listed a moment later. */
const LOOKS = 3
const BETWEEN_LOOKS = 2_000

/**
 * Asks for something that must not be done twice. Where the answer does not say whether it was done, `find` looks, before it is asked for
 * again.
 */
export async function once<T>(attempts: number, ask: () => Promise<T>, find: () => Promise<T | undefined>): Promise<T> {
  for (let left = attempts; ; left--) {
    try {
      return await ask()
    } catch (error) {
      if (!mayBeDone(error)) throw error
      const found = await find()
      if (found !== undefined) return found
      if (left <= 1) throw error
    }
  }
}

/** Looks for what may have been created, a few times. */
export async function lookFor<T>(clock: Clock, find: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let looks = 1; ; looks++) {
    const found = await find()
    if (found !== undefined || looks >= LOOKS) return found
    await clock.sleep(BETWEEN_LOOKS)
  }
}
