import { InputError } from '../../errors.ts'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import type { Tfe } from '../../tfe/client.ts'
import { newestStateVersions, type StateWorkspace } from '../../state/state-content.ts'
import { createOnce } from '../../state/create-version.ts'
import { finalized } from '../../state/upload-state.ts'
import type { StateVersion } from '../../tfe/resources/state-versions.ts'
import { connectionInputs, namesOf, workspaceInputs } from '../../inputs/connection.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides, type World } from '../../steps/world.ts'
import { underLock } from '../../steps/state-lock.ts'

export const STATE_ROLLBACK = ['state-version-id', 'serial'] as const

export const stateRollbackInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    names: workspaceInputs(input, env),
    stateVersionId: input.id('state-version-id', 'sv-'),
    lock: input.flag('lock')
  }))

/** Makes an older state the workspace's state again, as a new state version. */
export const stateRollback = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, names: given, stateVersionId, lock } = stateRollbackInputs(world.read, world.env)
    const { signal } = world
    const tfe = connect(world, connection)
    const [workspace, target] = await Promise.all([
      tfe.workspaces.readByName(given.organization, given.workspace, { signal }),
      tfe.stateVersions.read(stateVersionId, { signal })
    ])
    const names = namesOf(workspace, given)
    const problem = obstacle(target, workspace.id, names.workspace)
    if (problem !== undefined) throw new InputError([`\`state-version-id\`: ${stateVersionId} ${problem}`])
    const what = `Rollback to ${target.id}`
    await underLock(world, tfe, { workspace, names, lock, what }, async () => {
      const stateVersion = await rollBack(world, tfe, { workspaceId: workspace.id, ...names }, target)
      const results = new Results(world.log, STATE_ROLLBACK)
      results.set('state-version-id', stateVersion.id)
      results.set('serial', stateVersion.serial)
    })
  }, overrides)

/** Why there is no going back to a state version. */
function obstacle({ status, workspaceId }: StateVersion, here: string, name: string): string | undefined {
  if (workspaceId === undefined)
    return `has no workspace in the server's answer, so the action can't check that it belongs to "${name}". Download the state, raise its \`serial\`, and upload it with state/upload`
  if (workspaceId !== here) return `belongs to another workspace than "${name}"`
  return status === undefined || status === 'finalized' ? undefined : `is ${status}, so it has no state to roll back to`
}

async function rollBack(
  { log, signal }: World,
  tfe: Tfe,
  place: StateWorkspace,
  target: StateVersion
): Promise<StateVersion> {
  const [current, newest] = await Promise.all([
    tfe.stateVersions.readCurrent(place.workspaceId, { signal }),
    newestStateVersions(tfe, place, signal)
  ])
  if (current?.id === target.id) {
    log.info(`State version ${describeVersion(target)} is the current one: there is nothing to roll back.`)
    return target
  }
  signal.throwIfAborted()
  const copy = await createOnce(tfe, {
    place,
    newestId: newest[0]?.id,
    ask: () => tfe.stateVersions.rollback(place.workspaceId, target.id),
    isIt: ({ rollbackOf }) => rollbackOf === target.id
  })
  const done = await finalized(tfe, copy, signal)
  const from = current === undefined ? 'no state' : describeVersion(current)
  log.info(`Rolled back from ${from} to ${describeVersion(target)}: state version ${describeVersion(done)}.`)
  return done
}

const describeVersion = ({ id, serial, createdAt }: StateVersion): string =>
  `${id} (serial ${serial ?? 'unknown'}${createdAt === undefined ? '' : `, of ${createdAt}`})`
