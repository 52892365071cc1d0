import { InputError, RunFailed } from '../../errors.ts'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import type { Tfe } from '../../tfe/client.ts'
import { newestStateVersions, readState, type StateWorkspace } from '../../state/state-content.ts'
import { confirmContent, confirmCurrent } from '../../state/confirm-state.ts'
import { createOnce } from '../../state/create-version.ts'
import { finalized } from '../../state/upload-state.ts'
import { isCopyOf } from '../../terraform/state-file.ts'
import { NOT_ASKED_FOR } from '../../tfe/document.ts'
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
    const { signal, log } = world
    const tfe = connect(world, connection)
    const [workspace, target] = await Promise.all([
      tfe.workspaces.readByName(given.organization, given.workspace, { signal }),
      tfe.stateVersions.read(stateVersionId, { signal })
    ])
    const names = namesOf(workspace, given)
    const problem = obstacle(target, workspace.id, names.workspace)
    const state = problem === undefined ? await readState(tfe, target, signal) : undefined
    if (state === undefined) throw new InputError([`\`state-version-id\`: ${stateVersionId} ${problem ?? UNREADABLE}`])
    const place = { workspaceId: workspace.id, ...names }
    const wanted = {
      done: `The service accepted the rollback to ${target.id}`,
      what: 'its content',
      isIt: (bytes: Buffer) => isCopyOf(bytes, state)
    }
    const what = `Rollback to ${target.id}`
    const { from, to } = await underLock(world, tfe, { workspace, names, lock, what }, async () => {
      const done = await rollBack(world, tfe, place, target)
      const results = new Results(log, STATE_ROLLBACK)
      results.set('state-version-id', done.to.id)
      results.set('serial', done.to.serial)
      if (!lock && done.to.id !== target.id) await confirmContent(tfe, place, done.to, wanted)
      return done
    })
    // What is written under a lock may become the current state only when that is given back. Where no copy was made, only the current state shows it.
    if (lock || to.id === target.id) await confirmCurrent(tfe, place, wanted, signal)
    log.info(
      from?.id === target.id
        ? `State version ${describeVersion(target)} is the current one: there is nothing to roll back.`
        : `Rolled back from ${from === undefined ? 'no state' : describeVersion(from)} to ${describeVersion(target)}: state version ${describeVersion(to)}.`
    )
  }, overrides)

/** Why there is no going back to a state version. */
function obstacle({ status, workspaceId }: StateVersion, here: string, name: string): string | undefined {
  if (workspaceId === undefined)
    return `has no workspace in the server's answer, so the action can't check that it belongs to "${name}". Download the state, raise its \`serial\`, and upload it with state/upload`
  if (workspaceId !== here) return `belongs to a workspace other than "${name}"`
  return status === undefined || status === 'finalized' ? undefined : `is ${status}, so it has no state to roll back to`
}

const UNREADABLE =
  "has a state that the token may not read, and the action must compare it with the state after the rollback. Give the token's team the permission to read state versions"

interface Rollback {
  /** The current state version before. */
  readonly from: StateVersion | undefined
  readonly to: StateVersion
}

async function rollBack({ signal }: World, tfe: Tfe, place: StateWorkspace, target: StateVersion): Promise<Rollback> {
  const [from, newest] = await Promise.all([
    tfe.stateVersions.readCurrent(place.workspaceId, { signal }),
    newestStateVersions(tfe, place, signal)
  ])
  if (from?.id === target.id) return { from, to: target }
  signal.throwIfAborted()
  const copy = await createOnce(tfe, {
    place,
    newestId: newest[0]?.id,
    ask: () => tfe.stateVersions.rollback(place.workspaceId, target.id),
    isIt: ({ rollbackOf }) => rollbackOf === target.id
  })
  const before = [...newest, ...(from === undefined ? [] : [from])].map(({ id }) => id)
  refuseOtherCopy(copy, target.id, before)
  return { from, to: await finalized(tfe, copy, signal) }
}

/** Not every server says of which version a copy is, and one may make the version itself current again. */
function refuseOtherCopy({ id, rollbackOf }: StateVersion, target: string, before: readonly string[]): void {
  const isOther = rollbackOf !== undefined && rollbackOf !== target
  if (id === target || (!isOther && !before.includes(id))) return
  const shown = isOther ? `a copy of ${rollbackOf}` : 'which existed before'
  throw new RunFailed(
    `The action requested a rollback to ${target}, but the service returned ${id}, ${shown}. ${NOT_ASKED_FOR}, and the state versions of the workspace`
  )
}

const describeVersion = ({ id, serial, createdAt }: StateVersion): string =>
  `${id} (serial ${serial ?? 'unknown'}${createdAt === undefined ? '' : `, of ${createdAt}`})`
