import { InputError, RunFailed } from '../../errors.ts'
import { parseInputs, type InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { connectionInputs, namesOf, workspaceInputs } from '../../inputs/connection.ts'
import { waitForRuns } from '../../run/search-runs.ts'
import { describeStatus, RUN_STATUSES } from '../../run/status.ts'
import { RUN, runUrl, setRunOutputs } from '../../steps/follow-run.ts'
import { plannedCommit } from '../../steps/planned-commit.ts'
import { connect, type World, type WorldOverrides } from '../../steps/world.ts'
import { toJson } from '../../tfe/document.ts'
import { RUN_OPERATIONS, type RunOperation, type RunSearch } from '../../tfe/resources/run-search.ts'
import { main } from '../main.ts'

export const RUN_FIND = ['run', ...RUN, 'run-ids'] as const

const DEFAULT_TIMEOUT_MS = 120_000

/** What a push or a pull request starts. Whoever may plan can queue runs of other kinds for the same commit. */
const OF_COMMITS: readonly RunOperation[] = ['plan_only', 'plan_and_apply']

export const runFindInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => {
    const isByOther = ['configuration-version-id', 'status'].some(name => input.text(name) !== undefined)
    const operations = input.choices('operation', RUN_OPERATIONS)
    const inputs = {
      connection: connectionInputs(input, env),
      ...workspaceInputs(input, env),
      commit: input.commit('commit'),
      configurationVersionId:
        input.text('configuration-version-id') === undefined ? undefined : input.id('configuration-version-id', 'cv-'),
      statuses: input.choices('status', RUN_STATUSES),
      operations: operations.length > 0 ? operations : isByOther ? RUN_OPERATIONS : OF_COMMITS,
      timeoutMs: input.duration('timeout') ?? DEFAULT_TIMEOUT_MS,
      isRequired: input.flag('required')
    }
    const given = ['commit', 'configuration-version-id', 'status'].filter(name => input.text(name) !== undefined)
    if (given.length > 1)
      input.reject(
        given[1] ?? '',
        `can't be combined with ${given
          .filter(name => name !== given[1])
          .map(name => `\`${name}\``)
          .join(' and ')}. Set only one of them`
      )
    return inputs
  })

/** Waits until a run appears that others began. */
export const runFind = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, timeoutMs, isRequired, ...inputs } = runFindInputs(world.read, world.env)
    const { log, signal } = world
    const { search, wanted } = await searchOf(world, inputs)
    const tfe = connect(world, connection)
    const workspace = await tfe.workspaces.readByName(inputs.organization, inputs.workspace, { signal })
    // A version that does not exist would be waited for in vain.
    if (search.configurationVersionId !== undefined)
      await tfe.configurationVersions.read(search.configurationVersionId, { signal })
    log.info(`Looking for a run ${wanted} in the workspace ${workspace.name}.`)
    const found = await waitForRuns(tfe, workspace.id, search, { limitMs: timeoutMs, signal })
    const results = new Results(log, RUN_FIND)
    results.set('run-ids', JSON.stringify(found.map(({ id }) => id)))
    const [newest] = found
    if (newest === undefined) {
      const none = `The workspace ${workspace.name} has no run ${wanted} after ${timeoutMs / 1_000} seconds.`
      if (isRequired)
        throw new RunFailed(
          `${none} Changes that no trigger of the workspace matches start no run. With \`required\` false the step succeeds without a run; a longer \`timeout\` waits longer.`
        )
      log.info(none)
      return
    }
    if (found.length > 1)
      log.warning(
        `${found.length} runs match, and other people may have started the newest one. The outputs describe the newest run, ${newest.id}. Before a job applies this run, check what it plans.`
      )
    const run = await tfe.runs.read(newest.id, { signal, of: { workspace: workspace.id } })
    const names = namesOf(workspace, inputs)
    const url = runUrl(connection.site, names.organization, names.workspace, run.id)
    results.set('run', toJson(run.resource))
    setRunOutputs(results, run, url)
    log.info(`Run ${run.id}: ${url}`)
    log.info(`Run: ${describeStatus(run.status)}`)
  }, overrides)

type FindInputs = Omit<ReturnType<typeof runFindInputs>, 'connection' | 'timeoutMs' | 'isRequired'>

/** By the commit of the event unless something else was asked for. */
async function searchOf(
  world: World,
  { configurationVersionId, statuses, operations, ...inputs }: FindInputs
): Promise<{ readonly search: RunSearch; readonly wanted: string }> {
  if (configurationVersionId !== undefined)
    return { search: { configurationVersionId, operations }, wanted: `of ${configurationVersionId}` }
  if (statuses.length > 0) return { search: { statuses, operations }, wanted: `with status ${statuses.join(' or ')}` }
  const commit = inputs.commit ?? (await plannedCommit(world, world.env.GITHUB_WORKSPACE ?? '.')).commit
  if (commit === undefined)
    throw new InputError([
      '`commit` is missing, and the event has no commit. Set it to the hash of the commit, or set `status`'
    ])
  return { search: { commit, operations }, wanted: `of the commit ${commit}` }
}
