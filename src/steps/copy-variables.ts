import { RunFailed } from '../errors.ts'
import type { WantedVariable } from '../inputs/variable-inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import { isSameVariable, type VariableSet } from '../tfe/resources/workspace-variables.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { updateVariables } from './write-variables.ts'
import type { World } from './world.ts'

/** Copies the variables and variable sets that a workspace lacks from another. Values of sensitive ones can't be read. */
export async function copyVariables(
  world: World,
  tfe: Tfe,
  from: Workspace,
  to: Workspace,
  wanted: readonly WantedVariable[]
): Promise<readonly string[]> {
  const { signal, log } = world
  const [source, target] = await Promise.all([
    tfe.variables.list(from.id, { signal }),
    tfe.variables.list(to.id, { signal })
  ])
  const lacking = source.filter(each => ![...target, ...wanted].some(other => isSameVariable(each, other)))
  const unreadable = lacking.filter(({ sensitive }) => sensitive)
  if (unreadable.length > 0) {
    log.warning(
      `Sensitive variables of ${from.name} can't be read, so the action did not copy them to ${to.name}: ${unreadable.map(({ key }) => key).join(', ')}. Set them in \`sensitive-variables\` or \`sensitive-environment-variables\`.`
    )
  }
  const readable = lacking.filter(({ sensitive }) => !sensitive)
  const changes = await updateVariables(
    world,
    tfe,
    to.id,
    readable.map(({ key, category, value, hcl }) => ({ key, category, value, hcl, sensitive: false, json: value }))
  )
  return [...changes, ...(await applySets(world, tfe, to, await tfe.variableSets.ofWorkspace(from.id, { signal })))]
}

/** Applies variable sets to a workspace that does not have them. Gives their names. */
export async function applySets(
  { signal, log }: World,
  tfe: Tfe,
  { id }: Workspace,
  sets: readonly VariableSet[]
): Promise<readonly string[]> {
  if (sets.length === 0) return []
  const applied = await tfe.variableSets.ofWorkspace(id, { signal })
  const missing = sets.filter(set => !applied.some(other => other.id === set.id))
  for (const set of missing) {
    signal.throwIfAborted()
    await tfe.variableSets.apply(set.id, id)
  }
  const now = missing.length === 0 ? applied : await tfe.variableSets.ofWorkspace(id, { signal })
  const ignored = missing.filter(set => !now.some(other => other.id === set.id)).map(({ name }) => `"${name}"`)
  if (ignored.length > 0)
    throw new RunFailed(
      `The server accepted the variable sets ${ignored.join(', ')}, but did not apply them to the workspace. Apply them in the settings of the variable sets.`
    )
  for (const { name } of missing) log.info(`Applied the variable set "${name}".`)
  return missing.map(({ name }) => name)
}
