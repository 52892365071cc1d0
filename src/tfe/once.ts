import { mayBeDone } from './retry.ts'

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
