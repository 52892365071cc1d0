import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { toJson } from '../../tfe/document.ts'
import { givenConfigurationInputs } from '../../steps/configuration-version-by-id.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'

export const CONFIGURATION_SHOW = [
  'configuration-version',
  'configuration-version-status',
  'ingress-attributes'
] as const

export const configurationShowInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  givenConfigurationInputs(read, env)

/** Shows the status and the commit of a configuration version. */
export const configurationShow = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, configurationVersionId } = configurationShowInputs(world.read, world.env)
    const { log, signal } = world
    const { configurationVersions } = connect(world, connection)
    const version = await configurationVersions.read(configurationVersionId, { signal })
    const commit = version.isOfCommit
      ? await configurationVersions.ingressAttributes(version.id, { signal })
      : undefined
    const results = new Results(log, CONFIGURATION_SHOW)
    results.set('configuration-version', toJson(version.resource))
    results.set('configuration-version-status', version.status)
    results.set('ingress-attributes', commit && toJson(commit))
    const sha = commit?.attributes.text('commit-sha')
    log.info(
      `Configuration version ${version.id} is ${version.status}${sha === undefined ? '' : `, of commit ${sha}`}.`
    )
    if (version.errorMessage !== undefined) log.info(version.errorMessage)
  }, overrides)
