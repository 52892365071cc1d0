import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { isEarlierAttempt, originOf, supersedes, type RunOrigin } from './marker.ts'
import { isUnconfirmed, statusMeaning, UNFINISHED } from './status.ts'
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

/** What became of a run of an earlier attempt. One that is confirmed, or applies by itself, goes on. */
export type EarlierRun = EndedRun | { readonly how: 'goes-on'; readonly run: Run }

/**
 * Ends the runs of earlier attempts of this step that wait for a confirmation, which no step will give. The new run would wait for them. Saved
 * plans block no other run. The list of runs is read once.
 */
export async function endEarlierAttempts(
  tfe: Tfe,
  workspaceId: string,
  origin: RunOrigin,
  signal: AbortSignal
): Promise<readonly EarlierRun[]> {
  if (origin.attempt <= 1) return []
  const runs = await Array.fromAsync(tfe.runs.list(workspaceId, { planOnly: false, statuses: UNFINISHED }, { signal }))
  const earlier = runs.filter(({ isPlanOnly, isSavedPlan, status, message = '' }) => {
    const older = originOf(message)
    const mayBlock = !isPlanOnly && !isSavedPlan && statusMeaning(status) !== 'ended'
    return mayBlock && older !== undefined && isEarlierAttempt(origin, older)
  })
  return Promise.all(
    earlier.map(async (run): Promise<EarlierRun> => {
      if (run.isAutoApply || !isUnconfirmed(run.status)) return { how: 'goes-on', run }
      return endActiveRun(tfe, run, 'The GitHub job is run again')
    })
  )
}
