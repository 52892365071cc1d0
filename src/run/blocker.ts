import { isRequestFailure } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { originOf, withoutMarker } from './marker.ts'
import { describeStatus } from './status.ts'

const MAX_MESSAGE_CHARS = 80

/** Who holds a workspace against a run, in words. Undefined where it is free, or the run itself holds it. */
export async function findBlocker(
  tfe: Tfe,
  { locked, lockedBy, lockedReason }: Workspace,
  ownRunId: string | undefined,
  signal: AbortSignal
): Promise<string | undefined> {
  if (lockedBy === undefined) return locked ? `a lock${inQuotes(lockedReason)}` : undefined
  const { kind, id, name } = lockedBy
  if (id === ownRunId) return undefined
  if (kind !== 'run') return `the ${kind} ${name ?? id}${inQuotes(lockedReason)}`
  try {
    return describeRun(await tfe.runs.read(id, { signal }))
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return `the run ${id}`
  }
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
