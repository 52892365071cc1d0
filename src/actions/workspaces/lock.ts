import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { lockWorkspace } from '../../steps/workspace-lock.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const WORKSPACES_LOCK = ['lock-id', 'locked-by'] as const

export const workspacesLockInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    reason: input.text('reason') ?? 'Locked',
    timeout: input.text('timeout') === '0s' ? 0 : (input.duration('timeout') ?? 0),
    release: input.choice('release', ['never', 'job-end'])
  }))

/** Takes a workspace's lock, for later steps or until somebody gives it back. */
export const workspacesLock = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, ...locking } = workspacesLockInputs(world.read, world.env)
    const results = new Results(world.log, WORKSPACES_LOCK)
    const { lockId, lockedBy } = await lockWorkspace(world, connect(world, connection), locking)
    results.set('lock-id', lockId)
    results.set('locked-by', lockedBy)
  }, overrides)
