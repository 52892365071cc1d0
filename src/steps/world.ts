import type { Clock } from '../clock.ts'
import type { Read } from '../github/inputs.ts'
import type { Log } from '../github/log.ts'
import type { ConnectionInputs } from '../inputs/connection.ts'
import type { Fetch } from '../network/fetch.ts'
import { fetchFor } from '../network/service-fetch.ts'
import { Tfe } from '../tfe/client.ts'

/** What an action is given of the world. */
export interface World {
  readonly env: NodeJS.ProcessEnv
  readonly read: Read
  readonly log: Log
  readonly clock: Clock
  readonly fetch: Fetch
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** Parts of the world that come from elsewhere than this process and its runner. */
export type Outside = Partial<Pick<World, 'clock' | 'fetch'>>

/** The client for an action's connection. From here on the token is masked. */
export function connect({ log, env, fetch, clock }: World, { authorities, ...connection }: ConnectionInputs): Tfe {
  log.mask(connection.token)
  return new Tfe({ ...connection, fetch: authorities.length === 0 ? fetch : fetchFor(env, authorities), clock })
}
