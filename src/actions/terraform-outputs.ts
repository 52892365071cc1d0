import { tmpdir } from 'node:os'
import type { Inputs } from '../github/inputs.ts'
import { formatOutput } from '../github/masks.ts'
import type { EXPORTS, Results } from '../github/results.ts'
import type { ReportedOutput } from '../report/report.ts'
import { readOutputs } from '../run/outputs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersionOutput } from '../tfe/state-version-outputs.ts'
import type { StateVersion } from '../tfe/state-versions.ts'
import type { World } from './main.ts'

/** How Terraform's outputs become outputs of the step. */
export interface ExportInputs {
  readonly prefix: string
  readonly sensitive: 'omit' | 'mask'
}

export const exportInputs = (input: Inputs): ExportInputs => {
  const prefix = input.text('output-prefix') ?? ''
  if (!/^[\w-]*$/.test(prefix)) input.reject('output-prefix', `"${prefix}" may have letters, digits, _ and - alone`)
  return { prefix, sensitive: input.choice('sensitive-outputs', ['omit', 'mask']) }
}

/** Exports the outputs of a state version; none where there is no state yet. Gives them as people may see them. */
export async function exportOutputs(
  world: World,
  tfe: Tfe,
  stateVersion: StateVersion | undefined,
  exports: ExportInputs,
  results: Results<(typeof EXPORTS)[number]>
): Promise<readonly ReportedOutput[]> {
  const isAsked = (): boolean => exports.sensitive === 'mask'
  const all = stateVersion ? (await readOutputs(tfe, stateVersion, isAsked, world.signal)).outputs : []
  if (stateVersion === undefined) world.log.info('The workspace has no state yet, and so no outputs.')
  results.set('state-version-id', stateVersion?.id)
  return exportAll(world, all, exports, results)
}

/** Exports outputs that were read, but for sensitive ones that are not asked for. Gives them as people may see them. */
export async function exportAll(
  { env, log }: World,
  all: readonly StateVersionOutput[],
  { prefix, sensitive }: ExportInputs,
  results: Results<(typeof EXPORTS)[number]>
): Promise<readonly ReportedOutput[]> {
  const isOmitted = (output: StateVersionOutput): boolean => output.sensitive && sensitive === 'omit'
  const omitted = all.filter(isOmitted)
  if (omitted.length > 0) {
    log.info(
      `Left out, since they are sensitive: ${omitted.map(({ name }) => name).join(', ')}. \`sensitive-outputs: mask\` exports them, masked.`
    )
  }
  await results.export(
    all.filter(output => !isOmitted(output)),
    prefix,
    env.RUNNER_TEMP ?? tmpdir()
  )
  return all.map(output => ({ name: output.name, text: output.sensitive ? undefined : formatOutput(output.value) }))
}
