import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { firstOf } from '../../tfe/pages.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { limitInput, writeList } from '../../steps/listed.ts'
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
    const found = await firstOf(tfe.configurationVersions.list(workspaceId, limit, { signal }), limit)
    const results = new Results(log, CONFIGURATION_LIST)
    const { text, file } = await writeList(world, 'configuration-versions', found)
    results.set('configuration-versions', text)
    results.set('configuration-versions-file', file)
    log.info(`${found.length} of the configuration versions of ${workspace}, newest first`)
    for (const { id, status, speculative } of found) log.info(`${id}  ${status}${speculative ? '  speculative' : ''}`)
  }, overrides)
