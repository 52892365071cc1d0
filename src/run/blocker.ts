import { isRequestFailure } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { originOf, withoutMarker } from './marker.ts'
import { describeStatus, statusMeaning } from './status.ts'

/** Who holds a workspace against a run. */
export interface Blocker {
  /** "the run run-1" */
  readonly name: string
  /** What people wrote about it, whole: a run's message, or a lock's reason. */
  readonly text?: string | undefined
  /** Where a run comes from, and what it is doing. */
  readonly details?: string
  /** A run that gives the workspace up by itself at any moment: it has ended, or is being cancelled. */
  readonly isEnding: boolean
}

/** Some servers do not show who holds a lock, and a run holds one as well. */
const UNSHOWN = 'a lock of a run or a person'

/** Undefined where the workspace is free, or the run itself holds it. */
export async function findBlocker(
  tfe: Tfe,
  { locked, lockedBy, lockedReason }: Workspace,
  ownRunId: string | undefined,
  signal: AbortSignal
): Promise<Blocker | undefined> {
  if (lockedBy === undefined) return locked ? { name: UNSHOWN, text: lockedReason, isEnding: false } : undefined
  const { kind, id, name } = lockedBy
  if (id === ownRunId) return undefined
  if (kind !== 'run') return { name: `the ${kind} ${name ?? id}`, text: lockedReason, isEnding: false }
  try {
    return runAsBlocker(await tfe.runs.read(id, { signal }))
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return { name: `the run ${id}`, isEnding: false }
  }
}

function runAsBlocker({ id, message = '', status, isBeingCanceled }: Run): Blocker {
  const origin = originOf(message)
  const source = origin === undefined ? '' : ` of the workflow run ${origin.workflowRun}, attempt ${origin.attempt}`
  return {
    name: `the run ${id}`,
    text: withoutMarker(message),
    details: `${source} (${describeStatus(status)})`,
    isEnding: isBeingCanceled || statusMeaning(status) === 'ended'
  }
}

/** Whether the server returns neither whether the workspace is locked nor who holds it. */
export const isUnseen = ({ tellsLocked, lockedBy }: Workspace): boolean => !tellsLocked && lockedBy === undefined

/** Whether a run that takes the workspace's lock has to wait for another run, or for a lock. */
export async function isBlocked(
  tfe: Tfe,
  { id, status, workspaceId, isPlanOnly, isSavedPlan }: Run,
  signal: AbortSignal
): Promise<boolean> {
  if (status !== 'pending' || isPlanOnly || isSavedPlan || workspaceId === undefined) return false
  const workspace = await tfe.workspaces.read(workspaceId, { signal })
  const blocker = await findBlocker(tfe, workspace, id, signal)
  return blocker === undefined ? isUnseen(workspace) : !blocker.isEnding
}
