import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { firstOf } from '../../tfe/pages.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { limitInput, orderOf, readFor, writeList } from '../../steps/listed.ts'
import type { ConfigurationVersion } from '../../tfe/resources/configuration-versions.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'

export const CONFIGURATION_LIST = ['configuration-versions', 'configuration-versions-file'] as const

export const configurationListInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    limit: limitInput(input)
  }))

/** Lists a workspace's configuration versions, newest first. */
export const configurationList = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, organization, workspace, limit } = configurationListInputs(world.read, world.env)
    const { log, signal } = world
    const tfe = connect(world, connection)
    const { id: workspaceId } = await tfe.workspaces.readByName(organization, workspace, { signal })
    const count = readFor(limit)
    const read = await firstOf(tfe.configurationVersions.list(workspaceId, count, { signal }), count)
    const found = read.slice(0, limit)
    const results = new Results(log, CONFIGURATION_LIST)
    const { text, file } = await writeList(world, 'configuration-versions', found)
    results.set('configuration-versions', text)
    results.set('configuration-versions-file', file)
    log.info(`${found.length} of the configuration versions of ${workspace}, ${orderOf(read.map(firstDate))}`)
    for (const { id, status, speculative } of found) log.info(`${id}  ${status}${speculative ? '  speculative' : ''}`)
  }, overrides)

/** When a version was created, as far as its answer shows that: in the earliest of the times of its statuses. */
const firstDate = ({ resource }: ConfigurationVersion): string | undefined =>
  Object.values(resource.attributes.fields('status-timestamps').json)
    .filter(time => typeof time === 'string')
    .toSorted()[0]
