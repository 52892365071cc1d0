import { butIs, parseInputs, type InputReader } from '../../github/inputs.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { unlockWorkspace } from '../../steps/workspace-unlock.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_UNLOCK = [] as const

export const workspacesUnlockInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const inputs = {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      lockId: input.text('lock-id'),
      force: input.flag('force')
    }
    if (inputs.lockId !== undefined && !/^[0-9a-f]{16}$/.test(inputs.lockId))
      input.reject('lock-id', `must be the output \`lock-id\` of workspaces/lock, ${butIs(inputs.lockId)}`)
    if (inputs.force && inputs.lockId !== undefined)
      input.reject('lock-id', 'has no effect with `force: true`, which removes any lock. Set only one of them')
    return inputs
  })

/** Gives back a lock of this workflow run, or the one of an id. */
export const workspacesUnlock = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, ...unlocking } = workspacesUnlockInputs(world.read, world.env)
    await unlockWorkspace(world, connect(world, connection), unlocking)
  }, overrides)
