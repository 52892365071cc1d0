import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { toJson } from '../../tfe/document.ts'
import { connectionInputs } from '../../inputs/connection.ts'
import { writeJson } from '../../steps/listed.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { findStateVersion, stateVersionInputs } from '../../inputs/state-inputs.ts'

export const STATE_SHOW = ['state-version', 'state-version-file', 'state-version-id', 'serial'] as const

export const stateShowInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({ connection: connectionInputs(input, env), of: stateVersionInputs(input, env) }))

/** Tells what the service knows of a state version, without the state. */
export const stateShow = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, of } = stateShowInputs(world.read, world.env)
    const stateVersion = await findStateVersion(connect(world, connection), of, world.signal)
    const results = new Results(world.log, STATE_SHOW)
    const { text, file } = await writeJson(world, 'state-version', toJson(stateVersion.resource))
    results.set('state-version', text)
    results.set('state-version-file', file)
    results.set('state-version-id', stateVersion.id)
    results.set('serial', stateVersion.serial)
    const { id, serial, status, createdAt } = stateVersion
    world.log.info(`State version ${id}: serial ${serial ?? 'unknown'}, ${status}, of ${createdAt ?? 'unknown date'}`)
  }, overrides)
