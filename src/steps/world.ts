import type { Clock } from '../clock.ts'
import type { InputReader } from '../github/inputs.ts'
import type { Log } from '../github/log.ts'
import { PullRequests } from '../github/pull-request.ts'
import { savedState } from '../github/saved.ts'
import type { ConnectionInputs } from '../inputs/connection.ts'
import { TOKEN_INPUT } from '../inputs/token.ts'
import type { Fetch } from '../network/fetch.ts'
import { fetchFor } from '../network/send.ts'
import { Tfe } from '../tfe/client.ts'

/** What an action is given of the world. */
export interface World {
  readonly env: NodeJS.ProcessEnv
  readonly read: InputReader
  readonly log: Log
  readonly clock: Clock
  readonly fetch: Fetch
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}

/** Parts of the world that come from elsewhere than this process and its runner. */
export type WorldOverrides = Partial<Pick<World, 'clock' | 'fetch'>>

/** The client for an action's connection. From here on the token is masked, and the post step knows whose it is. */
export function connect(world: World, connection: ConnectionInputs): Tfe {
  savedState.connect(connection)
  if (connection.tokenSource !== TOKEN_INPUT) world.log.info(`The token is from ${connection.tokenSource}.`)
  return client(world, connection)
}

/** The client of a post step. Undefined, with a warning, where the token would go to a host other than the step's own, or is a different token. */
export function reconnect(world: World, connection: ConnectionInputs): Tfe | undefined {
  const before = savedState.connection(world.env)
  if (before?.site === connection.site && before.tokenSource === connection.tokenSource)
    return client(world, connection, { hasAnswered: true })
  const { site = 'an unknown host', tokenSource = 'an unknown source', runUrl } = before ?? {}
  const rest = runUrl === undefined ? '' : ` Check the run: ${runUrl}`
  world.log.warning(
    `Nothing was sent: the main step used ${site} with the token from ${tokenSource}, but the environment now names ${connection.site} ` +
      `with the token from ${connection.tokenSource}. Set \`hostname\` and \`token\` as inputs, which later steps can't change.${rest}`
  )
  return undefined
}

function client(world: World, { authorities, ...connection }: ConnectionInputs, { hasAnswered = false } = {}): Tfe {
  world.log.credential(connection.token)
  world.log.mask(connection.token)
  return new Tfe({
    ...connection,
    hasAnswered,
    fetch: trusting(world, { authorities }).fetch,
    clock: world.clock,
    secrets: world.log.secrets
  })
}

/** Takes what else the step was given that must never be published. */
export function takeCredentials(
  { log }: World,
  {
    report,
    reviewKey
  }: { readonly report: { readonly githubToken: string | undefined }; readonly reviewKey: string | undefined }
): void {
  if (report.githubToken !== undefined) log.credential(report.githubToken)
  if (reviewKey === undefined) return
  log.credential(reviewKey)
  log.mask(reviewKey)
}

/** The pull requests of the workflow's repository. The certificates that an action is given count for GitHub, too. */
export const pullRequests = (
  world: World,
  token: string,
  connection: ConnectionInputs,
  access: 'read' | 'write' = 'read'
): PullRequests => {
  world.log.credential(token)
  return PullRequests.connect(token, trusting(world, connection), access)
}

/** The world in which an action's own certificates are trusted, too. */
export const trusting = (world: World, { authorities }: Pick<ConnectionInputs, 'authorities'>): World =>
  authorities.length === 0 ? world : { ...world, fetch: fetchFor(world.env, authorities) }
