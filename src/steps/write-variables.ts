import { ApiError, InputError, messageOf, RunFailed } from '../errors.ts'
import type { WantedVariable } from '../inputs/variable-inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce } from '../tfe/write-once.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { isKeptSecret, type VariableAttributes, type WorkspaceVariable } from '../tfe/resources/workspace-variables.ts'
import { confirmVariables, notSet, withdraw, type WrittenVariable } from './confirm-variables.ts'
import type { World } from './world.ts'

/** Times that a variable is created at most. */
const MAX_ATTEMPTS = 3

export const isSame = (
  a: Pick<VariableAttributes, 'key' | 'category'>,
  b: Pick<VariableAttributes, 'key' | 'category'>
): boolean => a.key === b.key && a.category === b.category

/** Masks the values that must not be seen. First of all, before a message could have one in it. */
export function maskSensitive({ log }: World, wanted: readonly WantedVariable[]): void {
  for (const { json } of wanted.filter(({ sensitive }) => sensitive)) log.mask(json)
}

/** Refused before anything is written: the service keeps a sensitive variable sensitive, and some servers keep none so. */
export function checkSensitivity(wanted: readonly WantedVariable[], existing: readonly WorkspaceVariable[]): void {
  const problems = wanted
    .filter(each => !each.sensitive && existing.some(other => isSame(other, each) && other.sensitive))
    .map(({ key, category }) => {
      const name = category === 'env' ? 'environment-variables' : 'variables'
      const other = existing.find(each => isSame(each, { key, category }))
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
  const written: WrittenVariable[] = []
  const writeAll = async (): Promise<void> => {
    for (const each of wanted) {
      signal.throwIfAborted()
      const there = existing.find(other => isSame(other, each))
      if (there !== undefined && isEqual(there, each)) continue
      written.push({ id: await write(tfe, workspaceId, each, there), wanted: each, there })
      // The earlier value of a sensitive variable is unknown.
      if (there?.sensitive !== true) changes.push(each.key)
      log.info(`${there === undefined ? 'Created' : 'Wrote'} the ${describe(each)} "${each.key}".`)
    }
  }
  // Also those that were written before a failure: no value stays readable.
  const failures = await failuresOf([writeAll, () => confirmVariables(tfe, workspaceId, written)])
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

/** Gives the id of the variable. */
async function write(
  tfe: Tfe,
  workspaceId: string,
  wanted: WantedVariable,
  there: WorkspaceVariable | undefined
): Promise<string> {
  const { key, category, value, hcl, sensitive } = wanted
  const attributes = { key, category, value, hcl, sensitive }
  const written =
    there === undefined
      ? await create(tfe, workspaceId, attributes)
      : await tfe.variables.update(workspaceId, there.id, there.sensitive ? valueOf(attributes) : attributes)
  const isHeeded = isSame(written, wanted) && written.hcl === hcl && (sensitive || !written.sensitive)
  if (sensitive && !(await isSecret(tfe, workspaceId, written)))
    throw await withdraw(tfe, workspaceId, { id: written.id, wanted, there })
  if (!isHeeded || (!sensitive && written.value !== value)) throw notSet(wanted)
  return written.id
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
      const found = (await tfe.variables.list(workspaceId)).find(other => isSame(other, attributes))
      if (found === undefined) return undefined
      checkSensitivity([{ ...attributes, json: null }], [found])
      return tfe.variables.update(workspaceId, found.id, attributes)
    }
  })
}
