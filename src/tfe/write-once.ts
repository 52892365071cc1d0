import { poll, type Clock } from '../clock.ts'
import { mayHaveSucceeded } from './retry.ts'

/** A write that must not be done twice. */
export interface WriteOnce<T> {
  /** Times that it is sent at most. */
  readonly attempts: number
  readonly send: () => Promise<T>
  /** Looks for what the write does, where no answer says that it was done. */
  readonly find: () => Promise<T | undefined>
  /** Milliseconds between two such looks: what was written may be seen a moment later. One look where absent. */
  readonly pausesMs?: readonly number[]
  /** Whether an error leaves open what was done. */
  readonly isUnclear?: (error: unknown) => boolean
  readonly signal?: AbortSignal
}

/** Sends a write once. Where its answer does not say whether it was done, that is looked up before the write is sent again. */
export async function sendOnce<T>(clock: Clock, write: WriteOnce<T>): Promise<T> {
  const { attempts, send, find, pausesMs = [], isUnclear = mayHaveSucceeded, signal } = write
  for (let left = attempts; ; left--) {
    try {
      return await send()
    } catch (error) {
      if (!isUnclear(error)) throw error
      const found = await poll(clock, { pausesMs, signal }, find)
      if (found !== undefined) return found
      if (left <= 1) throw error
    }
  }
}

/** Pauses between looks for something that was created without an answer. */
export const UNTIL_LISTED_MS = [2_000, 2_000]
/** Pauses between looks for what an answer says was done. */
export const UNTIL_SEEN_MS: readonly number[] = [250, 1_000, 2_000]
