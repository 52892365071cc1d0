import { isRequestFailure } from '../errors.ts'
import type { RunEvent } from './run-event.ts'

/** Failures that following a run survives. Each is said once, not at every look. */
export class FollowWarnings {
  readonly #given = new Set<string>()

  /** The event that says so, if it is new. Anything but the service's or the network's word is thrown on. */
  tell(what: string, error: unknown): readonly RunEvent[] {
    if (!isRequestFailure(error)) throw error
    const message = `${what}: ${error.message}`
    if (this.#given.has(message)) return []
    this.#given.add(message)
    return [{ kind: 'trouble', message }]
  }
}
