import { InputError } from '../errors.ts'
import type { Inputs } from '../github/inputs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersion } from '../tfe/resources/state-versions.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { workspaceInputs, type WorkspaceInputs } from './connection.ts'

/** A state version by its id, or the current one of a workspace. */
export type StateVersionInputs = { readonly stateVersionId: string } | WorkspaceInputs

/** With the id of a state version, a workspace would have no effect. */
export function stateVersionInputs(input: Inputs, env: NodeJS.ProcessEnv): StateVersionInputs {
  const given = ['organization', 'workspace'].filter(name => input.text(name) !== undefined)
  if (input.text('state-version-id') === undefined) return workspaceInputs(input, env)
  for (const name of given)
    input.reject(name, 'has no effect with `state-version-id`, which identifies the state. Remove one of them')
  return { stateVersionId: input.id('state-version-id', 'sv-') }
}

/** The state version that is meant. */
export async function findStateVersion(tfe: Tfe, of: StateVersionInputs, signal: AbortSignal): Promise<StateVersion> {
  if ('stateVersionId' in of) return tfe.stateVersions.read(of.stateVersionId, { signal })
  const workspace = await tfe.workspaces.readByName(of.organization, of.workspace, { signal })
  const current = await tfe.stateVersions.readCurrent(workspace.id, { signal })
  if (current === undefined) throw noState(workspace)
  return current
}

/** The service answers alike where there is no state and where the token may not see it. */
const noState = ({ name, permissions }: Workspace): InputError =>
  new InputError([
    permissions.readStateVersions === false
      ? `\`workspace\`: the token may not read state versions of "${name}". Give its team the permission to read state versions`
      : `\`workspace\`: "${name}" has no state yet`
  ])
