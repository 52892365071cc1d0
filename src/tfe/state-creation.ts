import type { Tfe } from './client.ts'
import { once } from './once.ts'
import { newestOf, type Place } from './state-content.ts'
import type { StateVersion } from './state-versions.ts'

/** Looks for a version whose creation was not answered, and milliseconds between them. */
const LOOKS = 3
const BETWEEN_LOOKS = 2_000
/** Times that a version is asked for. */
const ATTEMPTS = 2

export interface Creation {
  readonly place: Place
  /** The newest state version before, whatever its status. */
  readonly newestId: string | undefined
  readonly ask: () => Promise<StateVersion>
  /** Whether a version is what was asked for. */
  readonly isIt: (version: StateVersion) => boolean | Promise<boolean>
}

/** Asks for a state version once. Where no answer comes, it is looked for among the newer ones before it is asked for again. */
export const createOnce = (tfe: Tfe, creation: Creation): Promise<StateVersion> =>
  once(ATTEMPTS, creation.ask, () => find(tfe, creation))

async function find(tfe: Tfe, { place, newestId, isIt }: Creation): Promise<StateVersion | undefined> {
  for (let looks = 1; ; looks++) {
    for (const version of await newestOf(tfe, place)) {
      if (version.id === newestId) break
      if (await isIt(version)) return version
    }
    if (looks >= LOOKS) return undefined
    await tfe.http.connection.clock.sleep(BETWEEN_LOOKS)
  }
}
