import { poll } from '../clock.ts'
import { messageOf, RunFailed } from '../errors.ts'
import type { WantedVariable } from '../inputs/variable-inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import { UNTIL_SEEN_MS } from '../tfe/write-once.ts'
import { isKeptSecret, type WorkspaceVariable } from '../tfe/resources/workspace-variables.ts'

export interface WrittenVariable {
  readonly id: string
  readonly wanted: WantedVariable
  /** The variable as it was before, unless it is new. */
  readonly there: WorkspaceVariable | undefined
}

/** An answer may repeat the request: the variables are read again. */
export async function confirmVariables(
  tfe: Tfe,
  workspaceId: string,
  written: readonly WrittenVariable[]
): Promise<void> {
  if (written.length === 0) return
  let now: readonly WorkspaceVariable[] = []
  const wrong = (): readonly WrittenVariable[] => written.filter(each => !isWritten(each, now))
  await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, async () => {
    now = await tfe.variables.list(workspaceId).catch((error: unknown) => {
      throw unread(written, error)
    })
    return wrong().length === 0 || undefined
  })
  const failures: RunFailed[] = []
  for (const each of wrong()) {
    const found = now.find(({ id }) => id === each.id)
    const isReadable = each.wanted.sensitive && found !== undefined && !isKeptSecret(found)
    failures.push(isReadable ? await withdraw(tfe, workspaceId, each) : notSet(each.wanted))
  }
  if (failures.length > 0) throw new RunFailed(failures.map(({ message }) => message).join('\n'))
}

function unread(written: readonly WrittenVariable[], error: unknown): RunFailed {
  const secrets = written.filter(({ wanted }) => wanted.sensitive).map(({ wanted }) => `"${wanted.key}"`)
  const readable =
    secrets.length === 0
      ? ''
      : ` Check in the workspace that these variables are sensitive, or others may read their values: ${secrets.join(', ')}.`
  return new RunFailed(
    `The variables of the workspace were written, but can't be read again: ${messageOf(error)}.${readable}`,
    { cause: error }
  )
}

function isWritten({ id, wanted }: WrittenVariable, now: readonly WorkspaceVariable[]): boolean {
  const found = now.find(other => other.id === id)
  if (found?.hcl !== wanted.hcl) return false
  return wanted.sensitive ? isKeptSecret(found) : found.value === wanted.value
}

export const notSet = ({ key }: WantedVariable): RunFailed =>
  new RunFailed(`The server did not set the variable "${key}" as requested.`)

/** Takes back a value that everyone who may read variables could read. */
export async function withdraw(tfe: Tfe, workspaceId: string, written: WrittenVariable): Promise<RunFailed> {
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
async function undo(tfe: Tfe, workspaceId: string, { id, wanted, there }: WrittenVariable): Promise<string> {
  const isRestored = there?.sensitive === false
  if (isRestored && there.value === wanted.value) return `The variable had this value before. ${STILL_READABLE}`
  if (isRestored) await tfe.variables.update(workspaceId, id, { value: there.value, hcl: there.hcl })
  else await tfe.variables.delete(workspaceId, id)
  const isDone = await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS }, async () => {
    const now = (await tfe.variables.list(workspaceId)).find(other => other.id === id)
    return (isRestored ? now?.value === there.value && now.hcl === there.hcl : now === undefined) || undefined
  })
  if (isDone === true) return `The action ${isRestored ? 'restored its earlier value' : 'deleted the variable'}.`
  const asked = isRestored ? 'restore its earlier value' : 'delete the variable'
  return `The server accepted the request to ${asked}, but the variables of the workspace don't show that. ${STILL_READABLE}`
}
