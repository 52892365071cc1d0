import { parse, type Read } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { deleteWorkspace } from '../../steps/delete-workspace.ts'
import { connect, type Outside } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_DELETE = ['deleted'] as const

export const workspacesDeleteInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  parse(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    force: input.flag('force'),
    timeout: input.duration('timeout') ?? 0
  }))

/** Deletes a workspace: one without resources, unless it is told to abandon them. */
export const workspacesDelete = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { connection, ...deletion } = workspacesDeleteInputs(world.read, world.env)
    const deleted = await deleteWorkspace(world, connect(world, connection), deletion)
    new Results(world.log, WORKSPACES_DELETE).set('deleted', deleted)
  }, outside)
