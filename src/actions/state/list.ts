import { RunFailed } from '../../errors.ts'
import { butIs, oneOf, parseInputs, type Inputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { firstOf } from '../../tfe/pages.ts'
import type { StateVersion } from '../../tfe/resources/state-versions.ts'
import { connectionInputs, namesOf, workspaceInputs } from '../../inputs/connection.ts'
import { includeInput, limitInput, orderOf, readFor, writeList } from '../../steps/listed.ts'
import { main } from '../main.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'

export const STATE_LIST = ['state-versions', 'state-versions-file'] as const

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#state-version-status */
const STATUSES: readonly string[] = [
  'pending',
  'finalized',
  'discarded',
  'backing_data_soft_deleted',
  'backing_data_permanently_deleted'
]

export const stateListInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    ...workspaceInputs(input, env),
    limit: limitInput(input),
    statuses: statuses(input),
    include: includeInput(input)
  }))

function statuses(input: Inputs): readonly string[] {
  const given = input.lines('status')
  for (const status of given.filter(each => !STATUSES.includes(each)))
    input.reject('status', `must be ${oneOf(STATUSES)}, ${butIs(status)}`)
  return given
}

/** Lists a workspace's state versions, newest first. */
export const stateList = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, organization, workspace, limit, statuses, include } = stateListInputs(world.read, world.env)
    const tfe = connect(world, connection)
    const count = readFor(limit)
    const filter = { statuses, count }
    const { signal } = world
    const found = await tfe.workspaces.readByName(organization, workspace, { signal })
    const names = namesOf(found, { organization, workspace })
    const list = tfe.stateVersions.list(names.organization, names.workspace, filter, { signal })
    const read = await firstOf(asked(list, found.id, statuses), count)
    const versions = read.slice(0, limit)
    const results = new Results(world.log, STATE_LIST)
    const { text, file } = await writeList(world, 'state-versions', versions, include)
    results.set('state-versions', text)
    results.set('state-versions-file', file)
    world.log.info(
      `${versions.length} of the state versions of ${workspace}, ${orderOf(read.map(version => version.createdAt))}`
    )
    for (const { id, serial, status, createdAt } of versions)
      world.log.info(`${id}  serial ${serial ?? 'unknown'}  ${status ?? 'status unknown'}  ${createdAt ?? ''}`)
  }, overrides)

/** Those that were asked for: a server that does not know a filter lists everything, also the states of other workspaces. */
async function* asked(
  list: AsyncIterable<StateVersion>,
  workspaceId: string,
  statuses: readonly string[]
): AsyncGenerator<StateVersion> {
  for await (const version of list) {
    const { workspaceId: shown, status } = version
    if (shown === undefined || (statuses.length > 0 && status === undefined)) {
      const hidden = [...(shown === undefined ? ['workspace'] : []), ...(status === undefined ? ['status'] : [])]
      throw new RunFailed(
        `The server does not return the ${hidden.join(' and the ')} of the state version ${version.id}, so the action can't check that it matches the request.`
      )
    }
    if (shown === workspaceId && (status === undefined || statuses.length === 0 || statuses.includes(status)))
      yield version
  }
}
