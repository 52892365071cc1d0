import { parse, type Inputs, type Read } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { first } from '../../tfe/pages.ts'
import { isWorkspaceId } from '../../tfe/resources/workspaces.ts'
import { connectionInputs, namesOf, workspaceInputs } from '../../inputs/connection.ts'
import { includeInput, limitInput, writeList } from '../../steps/listed.ts'
import { main } from '../main.ts'
import { connect, type Outside } from '../../steps/world.ts'

export const STATE_LIST = ['state-versions', 'state-versions-file'] as const

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#state-version-status */
const STATUSES: readonly string[] = [
  'pending',
  'finalized',
  'discarded',
  'backing_data_soft_deleted',
  'backing_data_permanently_deleted'
]

export const stateListInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  parse(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    limit: limitInput(input),
    statuses: statuses(input),
    include: includeInput(input)
  }))

function statuses(input: Inputs): readonly string[] {
  const given = input.lines('status')
  for (const status of given.filter(each => !STATUSES.includes(each)))
    input.reject('status', `"${status}" is none of ${STATUSES.join(', ')}`)
  return given
}

/** Lists a workspace's state versions, newest first. */
export const stateList = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { connection, organization, workspace, limit, statuses, include } = stateListInputs(world.read, world.env)
    const tfe = connect(world, connection)
    const filter = { statuses, count: limit }
    const names = isWorkspaceId(workspace)
      ? namesOf(await tfe.workspaces.readByName(organization, workspace, { signal: world.signal }), {
          organization,
          workspace
        })
      : { organization, workspace }
    const list = tfe.stateVersions.list(names.organization, names.workspace, filter, { signal: world.signal })
    const found = await first(list, limit)
    const results = new Results(world.log, STATE_LIST)
    const { text, file } = await writeList(world, 'state-versions', found, include)
    results.set('state-versions', text)
    results.set('state-versions-file', file)
    world.log.info(`${found.length} of the state versions of ${workspace}, newest first`)
    for (const { id, serial, status, createdAt } of found)
      world.log.info(`${id}  serial ${serial ?? 'unknown'}  ${status}  ${createdAt ?? ''}`)
  }, outside)
