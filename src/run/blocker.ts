import { isRequestFailure } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { originOf, withoutMarker } from './marker.ts'
import { describeStatus, statusMeaning } from './status.ts'

const MAX_MESSAGE_CHARS = 80

/** Who holds a workspace against a run. */
export interface Blocker {
  readonly description: string
  /** A run that gives the workspace up by itself at any moment: it has ended, or is being cancelled. */
  readonly isEnding: boolean
}

/** Undefined where the workspace is free, or the run itself holds it. */
export async function findBlocker(
  tfe: Tfe,
  { locked, lockedBy, lockedReason }: Workspace,
  ownRunId: string | undefined,
  signal: AbortSignal
): Promise<Blocker | undefined> {
  if (lockedBy === undefined)
    return locked ? { description: `a lock${inQuotes(lockedReason)}`, isEnding: false } : undefined
  const { kind, id, name } = lockedBy
  if (id === ownRunId) return undefined
  if (kind !== 'run') return { description: `the ${kind} ${name ?? id}${inQuotes(lockedReason)}`, isEnding: false }
  try {
    const run = await tfe.runs.read(id, { signal })
    return { description: describeRun(run), isEnding: run.isBeingCanceled || statusMeaning(run.status) === 'ended' }
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return { description: `the run ${id}`, isEnding: false }
  }
}

/** Whether a run that takes the workspace's lock has to wait for another run, or for a lock. */
export async function isBlocked(
  tfe: Tfe,
  { id, status, workspaceId, isPlanOnly, isSavedPlan }: Run,
  signal: AbortSignal
): Promise<boolean> {
  if (status !== 'pending' || isPlanOnly || isSavedPlan || workspaceId === undefined) return false
  const workspace = await tfe.workspaces.read(workspaceId, { signal })
  const blocker = await findBlocker(tfe, workspace, id, signal)
  return blocker !== undefined && !blocker.isEnding
}

/** Which run it is, whose, and what it is doing. */
export function describeRun({ id, message = '', status }: Run): string {
  const origin = originOf(message)
  const source = origin === undefined ? '' : ` of the workflow run ${origin.workflowRun}, attempt ${origin.attempt}`
  return `the run ${id}${inQuotes(withoutMarker(message))}${source} (${describeStatus(status)})`
}

function inQuotes(text = ''): string {
  const [line = ''] = text.trim().split('\n')
  if (line === '') return ''
  return ` ("${line.length > MAX_MESSAGE_CHARS ? `${line.slice(0, MAX_MESSAGE_CHARS)}…` : line}")`
}
