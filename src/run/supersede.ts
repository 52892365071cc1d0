import type { Tfe } from '../tfe/client.ts'
import { originOf, supersedes, type Origin } from './marker.ts'
import { meaning, UNFINISHED } from './status.ts'
import { stop, type Stopped } from './stop.ts'

/**
 * Ends the plans that this action began for earlier commits of the same pull request, and no others: which those are, their messages say.
 * The list of runs is read once.
 */
export async function supersede(
  tfe: Tfe,
  workspaceId: string,
  origin: Origin,
  signal: AbortSignal
): Promise<readonly Stopped[]> {
  if (origin.pullRequest === undefined) return []
  const runs = await Array.fromAsync(tfe.runs.list(workspaceId, { planOnly: true, statuses: UNFINISHED }, { signal }))
  const superseded = runs.filter(({ isPlanOnly, status, message = '' }) => {
    const older = originOf(message)
    return isPlanOnly && meaning(status) !== 'ended' && older !== undefined && supersedes(origin, older)
  })
  return Promise.all(superseded.map(run => stop(tfe, run, 'A newer commit of the pull request is planned')))
}
