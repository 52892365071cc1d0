import type { Tfe } from '../tfe/client.ts'
import { sendOnce, UNTIL_LISTED_MS } from '../tfe/write-once.ts'
import { newestStateVersions, type StateWorkspace } from './state-content.ts'
import type { StateVersion } from '../tfe/resources/state-versions.ts'

/** Times that a version is asked for. */
const MAX_ATTEMPTS = 2

export interface Creation {
  readonly place: StateWorkspace
  /** The newest state version before, whatever its status. */
  readonly newestId: string | undefined
  readonly ask: () => Promise<StateVersion>
  /** Whether a version is what was asked for. */
  readonly isIt: (version: StateVersion) => boolean | Promise<boolean>
}

/** Asks for a state version once. Where no answer comes, it is looked for among the newer ones before it is asked for again. */
export const createOnce = (tfe: Tfe, creation: Creation): Promise<StateVersion> =>
  sendOnce(tfe.clock, {
    attempts: MAX_ATTEMPTS,
    send: creation.ask,
    find: () => find(tfe, creation),
    pausesMs: UNTIL_LISTED_MS
  })

async function find(tfe: Tfe, { place, newestId, isIt }: Creation): Promise<StateVersion | undefined> {
  for (const version of await newestStateVersions(tfe, place)) {
    if (version.id === newestId) return undefined
    if (await isIt(version)) return version
  }
  return undefined
}
