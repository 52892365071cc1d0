import { commitSubject } from '../github/git.ts'
import { saved } from '../github/saved.ts'
import { follow } from '../run/follow.ts'
import type { Outcome } from '../run/outcome.ts'
import { stop } from '../run/stop.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import type { StateVersion } from '../tfe/state-versions.ts'
import type { Workspace } from '../tfe/workspaces.ts'
import { packDirectory, uploadArchive } from './configuration.ts'
import type { World } from './main.ts'
import { narrate, type Heard } from './narrate.ts'
import type { RunInputs, RunResults } from './run.ts'

/** The workspace, and a version of its configuration that is ready to be run. */
export async function configure(
  world: World,
  tfe: Tfe,
  inputs: RunInputs
): Promise<{ workspace: Workspace; configurationVersionId: string }> {
  const { organization, workspace: name, configurationVersionId, directory } = inputs
  const lookup = tfe.workspaces.readByName(organization, name, { signal: world.signal })
  if (configurationVersionId !== undefined) return { workspace: await lookup, configurationVersionId }
  await using packed = await packDirectory(world, directory, lookup)
  const workspace = await lookup
  const version = { speculative: inputs.operation === 'plan', provisional: false, autoQueueRuns: false }
  const { id } = await uploadArchive(world, tfe, workspace, packed.archive, version)
  return { workspace, configurationVersionId: id }
}

/** Creates the run. From then on it is this step's to end. */
export async function begin(
  world: World,
  tfe: Tfe,
  inputs: RunInputs,
  workspace: Workspace,
  configurationVersionId: string
): Promise<{ run: Run; url: string }> {
  const message = inputs.message ?? (await defaultMessage(world))
  world.signal.throwIfAborted()
  // A request that creates a run is not given up half-way: its answer names what has to be ended.
  const run = await tfe.runs.create({
    workspaceId: workspace.id,
    configurationVersionId,
    message,
    planOnly: inputs.operation === 'plan',
    savePlan: false,
    isDestroy: inputs.mode === 'destroy',
    refreshOnly: inputs.mode === 'refresh-only',
    refresh: inputs.refresh,
    allowEmptyApply: inputs.allowEmptyApply,
    targetAddrs: inputs.target,
    replaceAddrs: inputs.replace,
    variables: inputs.variables,
    terraformVersion: inputs.terraformVersion
  })
  saved.own(run.id)
  const url = `${inputs.connection.site}/app/${inputs.organization}/workspaces/${workspace.name}/runs/${run.id}`
  world.log.info(`Run ${run.id}: ${url}`)
  return { run, url }
}

/** Follows the run to where the operation ends. A cancelled job's run is ended at once: there are seconds left. */
export async function reach(world: World, tfe: Tfe, inputs: RunInputs, run: Run): Promise<Outcome & Heard> {
  try {
    world.signal.throwIfAborted()
    const outcome = await narrate(follow(tfe, run, { operation: inputs.operation, signal: world.signal }), world.log)
    saved.release()
    return outcome
  } catch (error) {
    if (world.signal.aborted) {
      world.log.endGroup()
      const stopped = await stop(tfe, run, 'The GitHub job was cancelled')
      world.log.info(`Run ${run.id}: ${stopped === 'left' ? 'was over already' : stopped}.`)
    }
    throw error
  }
}

/** Sets what is known of a run as outputs. */
export function tell(results: RunResults, run: Run, url: string): void {
  const counts = run.apply?.additions === undefined ? run.plan : run.apply
  results.set('run-id', run.id)
  results.set('run-url', url)
  results.set('run-status', run.status)
  results.set('configuration-version-id', run.configurationVersionId)
  results.set('plan-id', run.planId)
  results.set('apply-id', run.applyId)
  results.set('has-changes', run.plan?.hasChanges)
  results.set('resource-additions', counts?.additions)
  results.set('resource-changes', counts?.changes)
  results.set('resource-destructions', counts?.destructions)
  results.set('resource-imports', counts?.imports)
}

/** The state version whose outputs the step exports: the one that this run wrote, else the workspace's current one. */
export async function whatRemains(
  { log, signal }: World,
  tfe: Tfe,
  { ending, run }: Outcome,
  workspace: Workspace
): Promise<StateVersion | undefined> {
  if (ending !== 'applied') log.info("The outputs are the workspace's current ones: nothing was applied.")
  const written = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : []
  const versions = await Promise.all(written.map(id => tfe.stateVersions.read(id, { signal })))
  const newest = versions.toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0]
  return newest ?? tfe.stateVersions.readCurrent(workspace.id, { signal })
}

/** What a run is called where nobody said: what was committed, and where. */
async function defaultMessage({ env }: World): Promise<string> {
  const { GITHUB_SHA: commit = '', GITHUB_REPOSITORY: repository = '', GITHUB_WORKSPACE: checkout = '.' } = env
  const subject = /^[0-9a-f]+$/.test(commit) ? await commitSubject(checkout, commit) : undefined
  const place = [repository, commit.slice(0, 7)].filter(part => part !== '').join('@')
  const origin = place === '' ? 'GitHub Actions' : `GitHub Actions, ${place}`
  return subject === undefined ? `Queued by ${origin}` : `${subject} (${origin})`
}
