import { poll } from '../clock.ts'
import { messageOf, RunFailed } from '../errors.ts'
import type { WantedVariable } from '../inputs/variable-inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce, UNTIL_SEEN_MS } from '../tfe/write-once.ts'
import { isKeptSecret, isSameVariable, type WorkspaceVariable } from '../tfe/resources/workspace-variables.ts'

/** A variable that the action has sent to the server. */
export interface SentVariable {
  /** Undefined where no answer shows it. */
  readonly id: string | undefined
  readonly wanted: WantedVariable
  /** The variable as it was before, unless it is new. */
  readonly there: WorkspaceVariable | undefined
  /** `set`: the answer shows it as requested. `answered`: the answer shows it otherwise. `unanswered`: whether it was stored is unknown. */
  readonly state: 'unanswered' | 'answered' | 'set'
}

/** An answer may repeat the request, and a write that failed may have been stored: the variables are read again. */
export async function confirmVariables(tfe: Tfe, workspaceId: string, all: readonly SentVariable[]): Promise<void> {
  // The error of another one is reported already, and its value is not a secret.
  const sent = all.filter(({ state, wanted }) => state === 'set' || wanted.sensitive)
  if (sent.length === 0) return
  let now: readonly WorkspaceVariable[] = []
  const wrong = (): readonly SentVariable[] => sent.filter(each => !isAsRequested(each, findIn(now, each)))
  await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, async () => {
    now = await tfe.variables.list(workspaceId).catch((error: unknown) => {
      throw unread(sent, error)
    })
    return wrong().length === 0 || undefined
  })
  const failures: RunFailed[] = []
  for (const each of wrong()) {
    const found = findIn(now, each)
    if (found !== undefined && isReadable(each, found))
      failures.push(await withdraw(tfe, workspaceId, { ...each, id: found.id }))
    else failures.push(each.state === 'set' ? notSet(each.wanted) : unclear(each.wanted))
  }
  if (failures.length > 0) throw new RunFailed(failures.map(({ message }) => message).join('\n'))
}

function unread(sent: readonly SentVariable[], error: unknown): RunFailed {
  const secrets = sent.filter(({ wanted }) => wanted.sensitive).map(({ wanted }) => `"${wanted.key}"`)
  const readable =
    secrets.length === 0
      ? ''
      : ` Check in the workspace that these variables are sensitive, or others may read their values: ${secrets.join(', ')}.`
  return new RunFailed(
    `The action sent variables to the workspace, but they can't be read again: ${messageOf(error)}.${readable}`,
    { cause: error }
  )
}

/** By its name where the id is unknown, or is not the one that the server lists. */
const findIn = (now: readonly WorkspaceVariable[], { id, wanted }: SentVariable): WorkspaceVariable | undefined =>
  now.find(other => other.id === id) ?? now.find(other => isSameVariable(other, wanted))

function isAsRequested({ wanted, state }: SentVariable, found: WorkspaceVariable | undefined): boolean {
  if (found === undefined) return false
  if (wanted.sensitive && !isKeptSecret(found)) return false
  if (state !== 'set') return true
  return isSameVariable(found, wanted) && found.hcl === wanted.hcl && (wanted.sensitive || found.value === wanted.value)
}

/** Whether others may read the value that was sent. Without an answer, only the value tells it from one that somebody else has written. */
function isReadable({ id, wanted, state }: SentVariable, found: WorkspaceVariable): boolean {
  const isOwn = (state !== 'unanswered' && found.id === id) || found.value === wanted.value
  return wanted.sensitive && isOwn && !isKeptSecret(found)
}

const unclear = ({ key }: WantedVariable): RunFailed =>
  new RunFailed(
    `The action can't tell whether the server stored the variable "${key}". Check in the workspace that the variable is sensitive, or others may read its value.`
  )

export const notSet = ({ key }: WantedVariable): RunFailed =>
  new RunFailed(`The server did not set the variable "${key}" as requested.`)

type ReadableVariable = Pick<SentVariable, 'wanted' | 'there'> & { readonly id: string }

/** Takes back a value that everyone who may read variables could read. */
export async function withdraw(tfe: Tfe, workspaceId: string, written: ReadableVariable): Promise<RunFailed> {
  const result = await undo(tfe, workspaceId, written).catch(
    (error: unknown) =>
      `The action failed to remove the value, or to see it removed: ${messageOf(error)}. ${STILL_READABLE}`
  )
  return new RunFailed(
    `The server does not say that the variable "${written.wanted.key}" is sensitive, or shows its value. ${result} Change the value, since others may have read it, and use a server that supports sensitive variables.`
  )
}

const STILL_READABLE =
  'Everyone who may read the variables of the workspace may still read the value: delete the variable in the workspace.'

/** Deletes a variable, or gives it its earlier value. The answer is not believed: the variables are read again. */
async function undo(tfe: Tfe, workspaceId: string, { id, wanted, there }: ReadableVariable): Promise<string> {
  const isRestored = there?.sensitive === false
  if (isRestored && there.value === wanted.value) return `The variable had this value before. ${STILL_READABLE}`
  const look = async (): Promise<true | undefined> => {
    const now = (await tfe.variables.list(workspaceId)).find(other => other.id === id)
    return (isRestored ? now?.value === there.value && now.hcl === there.hcl : now === undefined) || undefined
  }
  const send = async (): Promise<true> => {
    if (isRestored) await tfe.variables.update(workspaceId, id, { value: there.value, hcl: there.hcl })
    else await tfe.variables.delete(workspaceId, id)
    return true
  }
  await sendOnce(tfe.clock, { attempts: 1, send, find: look, pausesMs: UNTIL_SEEN_MS })
  const isDone = await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, look)
  if (isDone === true) return `The action ${isRestored ? 'restored its earlier value' : 'deleted the variable'}.`
  const asked = isRestored ? 'restore its earlier value' : 'delete the variable'
  return `The server accepted the request to ${asked}, but the variables of the workspace don't show that. ${STILL_READABLE}`
}
