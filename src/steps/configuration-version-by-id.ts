import { RunFailed } from '../errors.ts'
import { parse, type Inputs, type Read } from '../github/inputs.ts'
import { Results } from '../github/results.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import { connectionInputs } from '../inputs/connection.ts'
import { connect, type World } from './world.ts'

/** What actions on one configuration version, which they are given by its id, have in common. */
export const CONFIGURATION_STATUS = ['configuration-version-status'] as const

export const givenConfigurationInputs = <T extends object>(
  read: Read,
  env: NodeJS.ProcessEnv,
  build: (input: Inputs) => T = () => ({}) as T
) =>
  parse(read, input => ({
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
const BETWEEN_LOOKS = 1_000
const PATIENCE = 120_000

/** Waits for a version to have a status: the service does as it was told a moment after it was. */
export async function becomes(
  { clock, signal }: World,
  tfe: Tfe,
  id: string,
  status: string
): Promise<ConfigurationVersion> {
  const end = clock.now() + PATIENCE
  for (;;) {
    const version = await tfe.configurationVersions.read(id, { signal })
    if (version.status === status) return version
    if (clock.now() > end) {
      throw new RunFailed(`Configuration version ${id} is ${version.status}, not ${status}, two minutes later.`)
    }
    await clock.sleep(BETWEEN_LOOKS, signal)
  }
}
