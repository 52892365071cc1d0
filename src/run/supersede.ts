import type { Tfe } from '../tfe/client.ts'
import { originOf, supersedes, type RunOrigin } from './marker.ts'
import { statusMeaning, UNFINISHED } from './status.ts'
import { endActiveRun, type EndedRun } from './end-active-run.ts'

/**
 * Ends the plans that this action began for earlier commits of the same pull request, and no others: which those are, their messages say.
 * The list of runs is read once.
 */
export async function supersede(
  tfe: Tfe,
  workspaceId: string,
  origin: RunOrigin,
  signal: AbortSignal
): Promise<readonly EndedRun[]> {
  if (origin.pullRequest === undefined) return []
  const runs = await Array.fromAsync(tfe.runs.list(workspaceId, { planOnly: true, statuses: UNFINISHED }, { signal }))
  const superseded = runs.filter(({ isPlanOnly, status, message = '' }) => {
    const older = originOf(message)
    return isPlanOnly && statusMeaning(status) !== 'ended' && older !== undefined && supersedes(origin, older)
  })
  return Promise.all(superseded.map(run => endActiveRun(tfe, run, 'A newer commit of the pull request is planned')))
}
