import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, workspaceInputs } from '../../inputs/connection.ts'
import { searchRuns } from '../../run/search-runs.ts'
import { RUN_STATUSES } from '../../run/status.ts'
import { limitInput, orderOf, readFor, writeList } from '../../steps/listed.ts'
import { connect, type WorldOverrides } from '../../steps/world.ts'
import { firstOf } from '../../tfe/pages.ts'
import { RUN_OPERATIONS, STATUS_GROUPS } from '../../tfe/resources/run-search.ts'
import { main } from '../main.ts'

export const RUN_LIST = ['runs', 'runs-file'] as const

export const runListInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const hasGroup = input.text('status-group') !== undefined
    return {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      limit: limitInput(input),
      search: {
        statuses: input.choices('status', RUN_STATUSES),
        statusGroup: hasGroup ? input.choice('status-group', STATUS_GROUPS) : undefined,
        operations: input.choices('operation', RUN_OPERATIONS),
        sources: input.lines('source'),
        user: input.text('user'),
        commit: input.commit('commit'),
        text: input.text('search')
      }
    }
  })

/** Lists runs of a workspace, newest first. */
export const runList = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, organization, workspace, limit, search } = runListInputs(world.read, world.env)
    const { log, signal } = world
    const tfe = connect(world, connection)
    const { id: workspaceId } = await tfe.workspaces.readByName(organization, workspace, { signal })
    const read = await firstOf(searchRuns(tfe, workspaceId, search, { signal }), readFor(limit))
    const found = read.slice(0, limit)
    const results = new Results(log, RUN_LIST)
    const { text, file } = await writeList(world, 'runs', found)
    results.set('runs', text)
    results.set('runs-file', file)
    const dates = read.map(({ resource }) => resource.attributes.text('created-at'))
    log.info(`${found.length} of the runs of ${workspace}, ${orderOf(dates)}`)
    for (const { id, status, resource } of found)
      log.info(`${id}  ${status}  ${resource.attributes.text('created-at') ?? ''}`)
  }, overrides)
