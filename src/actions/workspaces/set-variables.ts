import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { workspaceVariableInputs } from '../../inputs/variable-inputs.ts'
import { updateVariables, maskSensitive } from '../../steps/write-variables.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_SET_VARIABLES = ['workspace-id', 'changes'] as const

export const workspacesSetVariablesInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    ...workspaceVariableInputs(input)
  }))

/** Writes variables of a workspace. Those that are not named stay. */
export const workspacesSetVariables = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const inputs = workspacesSetVariablesInputs(world.read, world.env)
    for (const warning of inputs.warnings) world.log.warning(warning)
    const tfe = connect(world, inputs.connection)
    maskSensitive(world, inputs.variables)
    const { organization, workspace: name } = inputs
    const { id } = await tfe.workspaces.readByName(organization, name, { signal: world.signal })
    const results = new Results(world.log, WORKSPACES_SET_VARIABLES)
    results.set('workspace-id', id)
    const changes = await updateVariables(world, tfe, id, inputs.variables)
    results.set('changes', JSON.stringify(changes))
    world.log.info(`Changes: ${changes.join(', ') || 'none'}`)
  }, overrides)
