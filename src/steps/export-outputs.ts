import { ApiError, InputError, isRequestFailure, RunFailed } from '../errors.ts'
import { formatOutput, type EXPORTS, type Results } from '../github/results.ts'
import type { ExportInputs } from '../inputs/export-inputs.ts'
import type { ReportedOutput } from '../report/report.ts'
import { describeEnding, type Outcome } from '../run/outcome.ts'
import {
  missingPermission,
  readCurrentOutputs,
  readOutputs,
  type MissingOutputs,
  type Outputs,
  type OutputFilter
} from '../state/read-outputs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersionOutput } from '../tfe/resources/state-version-outputs.ts'
import { WITH_OUTPUTS, type StateVersion } from '../tfe/resources/state-versions.ts'
import { temporaryFile } from './temporary-file.ts'
import type { World } from './world.ts'

/**
 * Exports the outputs that a run has left behind. `seen` gets them as people may see them, also where the file with them can't be written: the
 * error then begins with how the run ended.
 */
export async function exportOutputs(
  world: World,
  tfe: Tfe,
  outcome: Outcome,
  exports: ExportInputs,
  results: Results<(typeof EXPORTS)[number]>,
  seen: (outputs: readonly ReportedOutput[]) => void = () => undefined
): Promise<void> {
  const { log, signal } = world
  const found = await outputsOf(tfe, outcome, () => exports.sensitive === 'mask', signal).catch((error: unknown) => {
    if (!isRequestFailure(error)) throw error
    throw new RunFailed(`${describeEnding(outcome)}, but the outputs can't be read: ${log.reason(error)}`, {
      cause: error
    })
  })
  if ('missing' in found) {
    if (found.missing === 'permission') {
      log.warning(`The outputs are not exported: ${missingPermission(found.workspace)}.`)
      return
    }
    log.info('The workspace has no state yet, and so no outputs.')
  } else {
    if (outcome.ending !== 'applied') log.info("The outputs are the workspace's current ones: nothing was applied.")
    else if (!found.isOfRun)
      log.info("The outputs are the workspace's current ones: the service does not show which state the run wrote.")
    results.set('state-version-id', found.stateVersionId)
    seen(
      found.outputs.map(output => ({
        name: output.name,
        text: output.sensitive ? undefined : formatOutput(output.value)
      }))
    )
  }
  await exportAll(world, 'missing' in found ? [] : found.outputs, exports, results).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error
    throw new RunFailed(`${describeEnding(outcome)}, but \`outputs-file\` is not set: ${error.message}`, {
      cause: error
    })
  })
}

/** Those of the state version that the run wrote, else the workspace's current ones. */
async function outputsOf(
  tfe: Tfe,
  { ending, run }: Outcome,
  reveal: OutputFilter,
  signal: AbortSignal
): Promise<(Outputs & { readonly isOfRun: boolean }) | MissingOutputs> {
  const ids = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : []
  const written = await Promise.all(ids.map(id => readable(tfe, id, run.workspaceId, signal)))
  const newest = written.filter(each => each !== undefined).toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0]
  if (newest !== undefined) return { ...(await readOutputs(tfe, newest, reveal, signal)), isOfRun: true }
  if (run.workspaceId === undefined) return { missing: 'state' }
  const current = await readCurrentOutputs(tfe, run.workspaceId, reveal, signal)
  return 'missing' in current ? current : { ...current, isOfRun: false }
}

/** Undefined where the token may not read states. */
async function readable(
  tfe: Tfe,
  id: string,
  workspace: string | undefined,
  signal: AbortSignal
): Promise<StateVersion | undefined> {
  try {
    const owner = workspace !== undefined && { of: { workspace } }
    return await tfe.stateVersions.read(id, { ...WITH_OUTPUTS, signal, ...owner })
  } catch (error) {
    if (ApiError.is(error, 403, 404)) return undefined
    throw error
  }
}

/** Exports outputs that were read, but for sensitive ones that are not asked for. */
export async function exportAll(
  world: World,
  all: readonly StateVersionOutput[],
  { prefix, sensitive }: ExportInputs,
  results: Results<(typeof EXPORTS)[number]>
): Promise<void> {
  const { log } = world
  // Older services give sensitive values unasked.
  for (const { sensitive: isSensitive, value } of all) if (isSensitive) log.secrets.add(value)
  const unclear = all.filter(({ tellsSensitivity }) => !tellsSensitivity)
  if (unclear.length > 0) {
    log.warning(
      `The server does not say whether these outputs are sensitive, so the action treats them as sensitive: ${namesOf(unclear)}.`
    )
  }
  const isOmitted = (output: StateVersionOutput): boolean => output.sensitive && sensitive === 'omit'
  const omitted = all.filter(isOmitted)
  if (omitted.length > 0) {
    log.info(
      `Omitted because they are sensitive: ${namesOf(omitted)}. To export them masked, set \`sensitive-outputs: mask\`.`
    )
  }
  await results.export(
    all.filter(output => !isOmitted(output)),
    prefix,
    text => temporaryFile(world, 'outputs', 'json', text)
  )
}

const namesOf = (outputs: readonly StateVersionOutput[]): string => outputs.map(({ name }) => name).join(', ')
