import { growingPauses, poll } from '../clock.ts'
import { RunFailed } from '../errors.ts'
import { parseInputs, type Inputs, type InputReader } from '../github/inputs.ts'
import { Results } from '../github/results.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import { connectionInputs } from '../inputs/connection.ts'
import { connect, type World } from './world.ts'

/** What actions on one configuration version, which they are given by its id, have in common. */
export const CONFIGURATION_STATUS = ['configuration-version-status'] as const

export const givenConfigurationInputs = <T extends object>(
  read: InputReader,
  env: NodeJS.ProcessEnv,
  build: (input: Inputs) => T = () => ({}) as T
) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    configurationVersionId: input.id('configuration-version-id', 'cv-'),
    ...build(input)
  }))

/** An action that changes a version's status: `act` gives the one that it has now. */
export async function changeStatus(world: World, act: (tfe: Tfe, id: string) => Promise<string>): Promise<void> {
  const { connection, configurationVersionId: id } = givenConfigurationInputs(world.read, world.env)
  const status = await act(connect(world, connection), id)
  new Results(world.log, CONFIGURATION_STATUS).set('configuration-version-status', status)
  world.log.info(`Configuration version ${id} is ${status}.`)
}

/** Milliseconds between two looks at a version, and that it may take to become what was asked for. */
const FIRST_LOOK_MS = 250
const BETWEEN_LOOKS_MS = 1_000
const PATIENCE_MS = 120_000

/** Waits for a version to have a status: the service acts a moment after its answer. */
export async function waitForStatus(
  { clock, signal }: World,
  tfe: Tfe,
  id: string,
  wanted: string
): Promise<ConfigurationVersion> {
  const pausesMs = growingPauses(FIRST_LOOK_MS, BETWEEN_LOOKS_MS)
  let status = ''
  const version = await poll(clock, { pausesMs, limitMs: PATIENCE_MS, signal }, async () => {
    const read = await tfe.configurationVersions.read(id, { signal })
    status = read.status
    return status === wanted ? read : undefined
  })
  if (version === undefined)
    throw new RunFailed(`After two minutes, configuration version ${id} is still ${status}, not ${wanted}.`)
  return version
}
