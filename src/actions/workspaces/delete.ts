import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { deleteWorkspace } from '../../steps/delete-workspace.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_DELETE = ['deleted'] as const

export const workspacesDeleteInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    force: input.flag('force'),
    timeout: input.duration('timeout') ?? 0
  }))

/** Deletes a workspace without resources, or with `force` any workspace. */
export const workspacesDelete = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, ...deletion } = workspacesDeleteInputs(world.read, world.env)
    const deleted = await deleteWorkspace(world, connect(world, connection), deletion)
    new Results(world.log, WORKSPACES_DELETE).set('deleted', deleted)
  }, overrides)
