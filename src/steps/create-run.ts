import type { Results } from '../github/results.ts'
import { savedState, type OwnedRun } from '../github/saved.ts'
import { InputError } from '../errors.ts'
import { currentVersion } from '../run/current-version.ts'
import { createRun, findRuns } from '../run/find-or-create.ts'
import { ignoredAttributes, NotAsAsked } from '../run/ignored-attributes.ts'
import { markMessage, type RunOrigin } from '../run/marker.ts'
import { lockNotice, preflightProblems } from '../run/preflight.ts'
import type { PackedFiles } from '../run/signed-reviews.ts'
import { endActiveRun } from '../run/end-active-run.ts'
import { supersede } from '../run/supersede.ts'
import { checkWorkingDirectory } from '../slug/working-directory.ts'
import type { Variable } from '../terraform/variables.ts'
import type { Tfe } from '../tfe/client.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { defaultMessage } from './default-message.ts'
import { checkedOut } from './planned-commit.ts'
import { originOfStep } from './run-origin.ts'
import { runVariables } from './run-variables.ts'
import { uploadDirectory } from './upload-directory.ts'
import { readVariablesFiles } from './variables-files.ts'
import type { World } from './world.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import { mayBeOwn, refuseBusy } from './busy-workspace.ts'
import { endEarlier } from './earlier-runs.ts'
import { describeEndedRun } from './end-run.ts'
import { endUnwanted } from './end-unwanted.ts'
import { runUrl, setRunOutputs, setFinalRunOutputs, type RUN } from './follow-run.ts'

/** What a run is made of. */
export interface RunSource {
  readonly workspace: Workspace
  /** A version of its configuration that is ready to be run. */
  readonly configurationVersionId: string
  /** The files that this step has packed. */
  readonly packed: PackedFiles | undefined
  readonly message: string
  readonly variables: readonly Variable[]
}

/** Finds and uploads what a run is made of. `created` gets the ids of versions. What to call it git is asked meanwhile. */
export async function prepareRunSource(
  world: World,
  tfe: Tfe,
  inputs: RunInputs,
  created: (versionId: string) => void
): Promise<RunSource> {
  const { configurationVersionId, directory, operation } = inputs
  const fromFiles = readVariablesFiles(inputs.variablesFiles, world.env)
  let variables: readonly Variable[] = []
  const lookup = lookUp(world, tfe, inputs).then(workspace => {
    variables = runVariables(world, inputs, fromFiles, workspace)
    return workspace
  })
  const naming = lookup.then(() => inputs.message ?? defaultMessage(world, inputs))
  // The warning about a failed lookup follows below.
  naming.catch(() => undefined)
  if (configurationVersionId !== undefined) {
    const workspace = await lookup
    const isCurrent = configurationVersionId === 'current'
    const id = isCurrent ? await currentVersion(tfe, workspace, world.signal) : configurationVersionId
    if (isCurrent) world.log.info(`Configuration version ${id}, the current one of ${workspace.name}`)
    return { workspace, configurationVersionId: id, packed: undefined, message: await naming, variables }
  }
  const wanted = { speculative: operation === 'plan', provisional: operation === 'save-plan', autoQueueRuns: false }
  const { workspace, version, archive } = await uploadDirectory(world, tfe, directory, lookup, wanted, created)
  return {
    workspace,
    configurationVersionId: version.id,
    packed: {
      digest: archive.digest,
      workingDirectory: workspace.workingDirectory,
      checkout: await checkedOut(world, directory)
    },
    message: await naming,
    variables
  }
}

/** The workspace, if it will do what is asked of it. */
async function lookUp(world: World, tfe: Tfe, inputs: RunInputs): Promise<Workspace> {
  const { env, log, signal } = world
  const workspace = await tfe.workspaces.readByName(inputs.organization, inputs.workspace, { signal })
  const problems = preflightProblems(workspace, inputs)
  if (problems.length > 0) throw new InputError(problems)
  if (inputs.configurationVersionId === undefined) {
    checkWorkingDirectory(inputs.directory, workspace.workingDirectory, workspace.name, {
      checkout: env.GITHUB_WORKSPACE,
      mayBeEmpty: inputs.mode === 'destroy'
    })
  }
  if (inputs.failIfBusy && !mayBeOwn(world, workspace)) await refuseBusy(world, tfe, workspace)
  const notice = lockNotice(workspace, inputs)
  if (notice !== undefined) log.warning(notice)
  return workspace
}

/**
 * Creates the run. From then on it is this step's to end, also when this process does not live to see the answer. One that the service made
 * differently is cancelled or discarded.
 */
export async function createOrFindRun(
  world: World,
  tfe: Tfe,
  inputs: RunInputs,
  { workspace, configurationVersionId, message, variables }: RunSource,
  results: Results<(typeof RUN)[number]>
): Promise<{ run: Run; url: string; verify: (read: Run) => void }> {
  const origin = await originOfStep(world, inputs)
  const planOnly = inputs.operation === 'plan'
  const leave = inputs.onCancel === 'leave'
  if (planOnly && inputs.supersede) await endSuperseded(world, tfe, workspace, origin)
  if (!planOnly) await endEarlier(world, tfe, workspace, origin)
  if (inputs.failIfBusy) {
    await refuseBusy(world, tfe, await tfe.workspaces.read(workspace.id, { signal: world.signal }))
  }
  world.signal.throwIfAborted()
  const traces = {
    workspaceId: workspace.id,
    planOnly,
    step: origin.step,
    ownVersionId: inputs.configurationVersionId === undefined ? configurationVersionId : undefined
  }
  savedState.own({ ...traces, leave })
  const asked: NewRun = {
    workspaceId: workspace.id,
    configurationVersionId,
    message: markMessage(message, origin),
    planOnly,
    autoApply: inputs.operation === 'apply' && !inputs.wait,
    savePlan: inputs.operation === 'save-plan',
    isDestroy: inputs.mode === 'destroy',
    refreshOnly: inputs.mode === 'refresh-only',
    refresh: inputs.refresh,
    allowEmptyApply: inputs.allowEmptyApply,
    allowConfigGeneration: inputs.generateConfiguration,
    targetAddrs: inputs.target,
    replaceAddrs: inputs.replace,
    variables,
    terraformVersion: inputs.terraformVersion
  }
  // A request that creates a run is not given up half-way: its answer names the run to end.
  const created = await createRun(tfe, asked, traces)
  savedState.own({ runId: created.id, leave })
  const url = runUrl(inputs.connection.site, workspace.organization ?? inputs.organization, workspace.name, created.id)
  savedState.connect({ ...inputs.connection, runUrl: url })
  world.log.info(`Run ${created.id}: ${url}`)
  setRunOutputs(results, created, url)
  // An answer may repeat the request. A step that does not follow the run looks once.
  const isHeeded = ignoredAttributes(asked, created).length === 0
  const run = isHeeded && !inputs.wait ? await tfe.runs.read(created.id, { signal: world.signal }) : created
  const problems = ignoredAttributes(asked, run)
  if (problems.length > 0) {
    savedState.own({ runId: run.id })
    throw await endUnwanted(world, tfe, new NotAsAsked(run, problems), setFinalRunOutputs(results, url))
  }
  const verify = (read: Run): void => {
    const ignored = ignoredAttributes(asked, read)
    if (ignored.length > 0) throw new NotAsAsked(read, ignored)
  }
  return { run, url, verify }
}

/** How long ending a run may take after the job. */
const AFTER_JOB = { patienceMs: 120_000 }

/** Ends what is left of a step that did not live to do it. */
export async function endLeftover({ log }: World, tfe: Tfe, owned: OwnedRun): Promise<void> {
  const runs = 'runId' in owned ? [await tfe.runs.read(owned.runId)] : await findRuns(tfe, owned)
  for (const run of runs) {
    if (owned.leave === true) {
      log.info(`Run ${run.id} continues, because \`on-cancel\` is \`leave\`.`)
      continue
    }
    const stopped = await endActiveRun(tfe, run, 'The GitHub job ended before this run did', AFTER_JOB)
    const sentence = `Run ${run.id}: ${describeEndedRun(stopped)}.`
    if (stopped.how === 'left') log.warning(sentence)
    else log.info(sentence)
  }
}

/** Plans of earlier commits are useless. A failure to end them does not prevent the new plan. */
async function endSuperseded({ log, signal }: World, tfe: Tfe, workspace: Workspace, origin: RunOrigin): Promise<void> {
  try {
    for (const stopped of await supersede(tfe, workspace.id, origin, signal)) {
      log.info(
        `Run ${stopped.run.id}, which planned an earlier commit of the pull request: ${describeEndedRun(stopped)}.`
      )
    }
  } catch (error) {
    signal.throwIfAborted()
    log.warning(`The action can't end plans of earlier commits: ${log.reason(error)}`)
  }
}
