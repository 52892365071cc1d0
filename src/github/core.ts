import type * as Toolkit from './toolkit.ts'

let loaded: typeof Toolkit | undefined
const wanted = Promise.withResolvers<true>()

/** Resolves when the first request has left. What takes the processor begins then. */
export const firstRequest: Promise<true> = wanted.promise

/**
 * Loads GitHub's toolkit, when the first request has left. It brings an HTTP client with it, so that this takes as long as starting Node
 * does.
 */
export async function loadCore(): Promise<typeof Toolkit> {
  wanted.resolve(true)
  return (loaded ??= await import('./toolkit.ts'))
}

/** GitHub's toolkit, which is there from the first answer of the API on. */
export function core(): typeof Toolkit {
  if (loaded === undefined) throw new Error('@actions/core is not loaded before the first answer')
  return loaded
}

/** A `fetch` that gives no answer before the toolkit is there: what comes of an answer may be an output or saved state at once. */
export const withCore =
  <Args extends unknown[], Answer>(fetch: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    const answer = await fetch(...args)
    await loadCore()
    return answer
  }
