import { ApiError, InputError, messageOf, RunFailed } from '../errors.ts'
import type { WantedVariable } from '../inputs/variable-inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce } from '../tfe/write-once.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import {
  isKeptSecret,
  isSameVariable,
  type VariableAttributes,
  type WorkspaceVariable
} from '../tfe/resources/workspace-variables.ts'
import { confirmVariables, notSet, withdraw, type SentVariable } from './confirm-variables.ts'
import type { World } from './world.ts'

/** Times that a variable is created at most. */
const MAX_ATTEMPTS = 3

/** Masks the values that must not be seen. First of all, before a message could have one in it. */
export function maskSensitive({ log }: World, wanted: readonly WantedVariable[]): void {
  for (const { json } of wanted.filter(({ sensitive }) => sensitive)) log.mask(json)
}

/** Refused before anything is written: the service keeps a sensitive variable sensitive, and some servers keep none so. */
export function checkSensitivity(wanted: readonly WantedVariable[], existing: readonly WorkspaceVariable[]): void {
  const problems = wanted
    .filter(each => !each.sensitive && existing.some(other => isSameVariable(other, each) && other.sensitive))
    .map(({ key, category }) => {
      const name = category === 'env' ? 'environment-variables' : 'variables'
      const other = existing.find(each => isSameVariable(each, { key, category }))
      if (other?.tellsSensitivity === false)
        return `\`${name}\`: the server does not say whether "${key}" is sensitive in the workspace, so the action does not write it. Set it in the workspace`
      return `\`${name}\`: "${key}" is sensitive in the workspace, and can't be made non-sensitive. Set it in \`sensitive-${name}\`, or delete it in the workspace first`
    })
  const unclear = existing.find(({ tellsSensitivity }) => !tellsSensitivity)
  if (unclear !== undefined && wanted.some(({ sensitive }) => sensitive))
    problems.push(
      `\`${nameOf(wanted)}\` must not be sent to a server that does not say which variables are sensitive, as of "${unclear.key}": it could show their values. Use a server that supports sensitive variables`
    )
  if (problems.length > 0) throw new InputError(problems)
}

/** The input that has the first of the sensitive variables. */
const nameOf = (wanted: readonly WantedVariable[]): string =>
  wanted.find(({ sensitive }) => sensitive)?.category === 'env'
    ? 'sensitive-environment-variables'
    : 'sensitive-variables'

/** Brings variables of a workspace in line. Gives the names of those that were not as they are now; others stay. */
export async function updateVariables(
  world: World,
  tfe: Tfe,
  workspaceId: string,
  wanted: readonly WantedVariable[]
): Promise<readonly string[]> {
  if (wanted.length === 0) return []
  maskSensitive(world, wanted)
  const { signal, log } = world
  const existing = await tfe.variables.list(workspaceId, { signal })
  checkSensitivity(wanted, existing)
  const changes: string[] = []
  const sent = new Map<WantedVariable, SentVariable>()
  const writeAll = async (): Promise<void> => {
    for (const each of wanted) {
      signal.throwIfAborted()
      const there = existing.find(other => isSameVariable(other, each))
      if (there !== undefined && isEqual(there, each)) continue
      await write(tfe, workspaceId, { wanted: each, there }, sent)
      // The earlier value of a sensitive variable is unknown.
      if (there?.sensitive !== true) changes.push(each.key)
      log.info(`${there === undefined ? 'Created' : 'Wrote'} the ${describe(each)} "${each.key}".`)
    }
  }
  // Also those that were sent before a failure, and the one that failed: no value stays readable.
  const failures = await failuresOf([writeAll, () => confirmVariables(tfe, workspaceId, [...sent.values()])])
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new RunFailed(failures.map(messageOf).join('\n'), { cause: failures[0] })
  return changes
}

/** Does one after another, whatever becomes of those before it. */
async function failuresOf(actions: readonly (() => Promise<void>)[]): Promise<readonly unknown[]> {
  const failures: unknown[] = []
  for (const act of actions) await act().catch((error: unknown) => failures.push(error))
  return failures
}

const describe = ({ category, sensitive }: VariableAttributes): string =>
  `${sensitive ? 'sensitive ' : ''}${category === 'env' ? 'environment variable' : 'variable'}`

const isEqual = (there: WorkspaceVariable, { value, hcl, sensitive }: VariableAttributes): boolean =>
  !sensitive && !there.sensitive && there.value === value && there.hcl === hcl

/** What can change of a sensitive variable: OTF refuses its key, also where it stays the same. */
const valueOf = ({ value, hcl, sensitive }: VariableAttributes): Partial<VariableAttributes> => ({
  value,
  hcl,
  sensitive
})

/** Writes a variable. What is known of it is in `sent` at any time, unless the server has refused it, or shows its value no more. */
async function write(
  tfe: Tfe,
  workspaceId: string,
  asked: Pick<SentVariable, 'wanted' | 'there'>,
  sent: Map<WantedVariable, SentVariable>
): Promise<void> {
  const { wanted, there } = asked
  sent.set(wanted, { ...asked, id: there?.id, state: 'unanswered' })
  const requests = tfe.http.sentAt.length
  const written = await send(tfe, workspaceId, asked).catch((error: unknown) => {
    if (tfe.http.sentAt.length === requests + 1 && isRefusal(error)) sent.delete(wanted)
    throw error
  })
  if (!isSameVariable(written, wanted)) throw notSet(wanted)
  const { id } = written
  sent.set(wanted, { ...asked, id, state: 'answered' })
  const { value, hcl, sensitive } = wanted
  if (sensitive && !(await isSecret(tfe, workspaceId, written))) {
    const withdrawn = await withdraw(tfe, workspaceId, { ...asked, id })
    sent.delete(wanted)
    throw withdrawn
  }
  if (written.hcl !== hcl || (!sensitive && (written.sensitive || written.value !== value))) throw notSet(wanted)
  sent.set(wanted, { ...asked, id, state: 'set' })
}

/** Whether the server stored nothing of the only request that was sent. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError && error.isOfApi && error.status >= 400 && error.status < 500

function send(
  tfe: Tfe,
  workspaceId: string,
  { wanted, there }: Pick<SentVariable, 'wanted' | 'there'>
): Promise<WorkspaceVariable> {
  const { key, category, value, hcl, sensitive } = wanted
  const attributes = { key, category, value, hcl, sensitive }
  return there === undefined
    ? create(tfe, workspaceId, attributes)
    : tfe.variables.update(workspaceId, there.id, there.sensitive ? valueOf(attributes) : attributes)
}

/** Some servers show less in the answer to a write than in the list. What can't be read is not known to be secret. */
async function isSecret(tfe: Tfe, workspaceId: string, written: WorkspaceVariable): Promise<boolean> {
  if (isKeptSecret(written)) return true
  const listed = await tfe.variables.list(workspaceId).catch((): readonly WorkspaceVariable[] => [])
  return listed.some(other => other.id === written.id && isKeptSecret(other))
}

const isTaken = (error: unknown): boolean =>
  ApiError.is(error, 422) && error.problems.some(({ detail }) => /\btaken\b/.test(detail ?? ''))

/** Somebody else may create the same at this moment, or this request with its answer lost: then that is brought in line. */
async function create(tfe: Tfe, workspaceId: string, attributes: VariableAttributes): Promise<WorkspaceVariable> {
  return sendOnce(tfe.clock, {
    attempts: MAX_ATTEMPTS,
    send: () => tfe.variables.create(workspaceId, attributes),
    isUnclear: error => mayHaveSucceeded(error) || isTaken(error),
    async find() {
      const found = (await tfe.variables.list(workspaceId)).find(other => isSameVariable(other, attributes))
      if (found === undefined) return undefined
      checkSensitivity([{ ...attributes, json: null }], [found])
      return tfe.variables.update(workspaceId, found.id, attributes)
    }
  })
}
