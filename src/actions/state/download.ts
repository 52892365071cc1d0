import { dirname } from 'node:path'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { saveState } from '../../state/state-content.ts'
import { connectionInputs } from '../../inputs/connection.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { targetInput } from '../../inputs/path-inputs.ts'
import { refuseWrittenOutside } from '../../slug/root.ts'
import { findStateVersion, stateVersionInputs } from '../../inputs/state-inputs.ts'

export const STATE_DOWNLOAD = ['path', 'state-version-id', 'serial'] as const

export const stateDownloadInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    of: stateVersionInputs(input, env),
    format: input.choice('format', ['state', 'json']),
    target: targetInput(input, env)
  }))

/** Downloads a state into a file that only its owner can read. The log never shows a part of a state. */
export const stateDownload = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, of, format, target } = stateDownloadInputs(world.read, world.env)
    const { log, signal } = world
    refuseWrittenOutside('path', dirname(target), world.env.GITHUB_WORKSPACE)
    const tfe = connect(world, connection)
    const stateVersion = await findStateVersion(tfe, of, signal)
    await saveState(tfe, stateVersion, { format, target, signal })
    const results = new Results(log, STATE_DOWNLOAD)
    results.set('path', target)
    results.set('state-version-id', stateVersion.id)
    results.set('serial', stateVersion.serial)
    log.info(`State version ${stateVersion.id}, serial ${stateVersion.serial ?? 'unknown'}, is in ${target}`)
  }, overrides)
