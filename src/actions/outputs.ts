import { InputError } from '../errors.ts'
import { parseInputs, type InputReader } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import {
  missingPermission,
  readCurrentOutputs,
  readOutputs,
  type Outputs,
  type OutputFilter
} from '../state/read-outputs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersionOutput } from '../tfe/resources/state-version-outputs.ts'
import { WITH_OUTPUTS } from '../tfe/resources/state-versions.ts'
import { connectionInputs } from '../inputs/connection.ts'
import { main } from './main.ts'
import { connect, type WorldOverrides, type World } from '../steps/world.ts'
import { stateVersionInputs, type StateVersionInputs } from '../inputs/state-inputs.ts'
import { exportInputs } from '../inputs/export-inputs.ts'
import { exportAll } from '../steps/export-outputs.ts'

export const OUTPUTS = [...EXPORTS, 'outputs-metadata'] as const

export const outputsInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    of: stateVersionInputs(input, env),
    names: [...new Set(input.lines('names'))],
    exports: exportInputs(input)
  }))

/** Exports Terraform's outputs, without a run. */
export const outputs = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { connection, of, names, exports } = outputsInputs(world.read, world.env)
    const isWanted: OutputFilter = ({ name }) => names.length === 0 || names.includes(name)
    const reveal: OutputFilter = output => exports.sensitive === 'mask' && isWanted(output)
    const found = await find(world, connect(world, connection), of, reveal)
    const problems = outputProblems(names, found.outputs, exports.sensitive)
    if (problems.length > 0) throw new InputError(problems)
    const results = new Results(world.log, OUTPUTS)
    results.set('state-version-id', found.stateVersionId)
    const exported = found.outputs.filter(isWanted)
    results.set('outputs-metadata', metadataOf(found.outputs, exported, exports.sensitive))
    await exportAll(world, exported, exports, results)
    const shown = exported.filter(({ sensitive }) => exports.sensitive === 'mask' || !sensitive)
    world.log.info(`Outputs: ${shown.map(({ name }) => name).join(', ') || 'none'}`)
  }, overrides)

/** What was named and can't be exported, before anything is. */
function outputProblems(
  names: readonly string[],
  outputs: readonly StateVersionOutput[],
  sensitive: 'omit' | 'mask'
): readonly string[] {
  const existing = outputs.map(({ name }) => name).join(', ') || 'none'
  return names.flatMap(name => {
    const output = outputs.find(each => each.name === name)
    if (output === undefined)
      return [`\`names\` must be names of outputs, but \`${name}\` does not exist. The workspace has: ${existing}`]
    if (!output.sensitive || sensitive === 'mask') return []
    const what = output.tellsSensitivity
      ? `the sensitive output \`${name}\``
      : `the output \`${name}\`, and the server does not say whether it is sensitive`
    return [`\`names\` has ${what}. Set \`sensitive-outputs: mask\` to export it`]
  })
}

async function find({ log, signal }: World, tfe: Tfe, of: StateVersionInputs, reveal: OutputFilter): Promise<Outputs> {
  if ('stateVersionId' in of) {
    const options = { ...WITH_OUTPUTS, signal }
    return readOutputs(tfe, await tfe.stateVersions.read(of.stateVersionId, options), reveal, signal)
  }
  const { id } = await tfe.workspaces.readByName(of.organization, of.workspace, { signal })
  const found = await readCurrentOutputs(tfe, id, reveal, signal)
  if (!('missing' in found)) return found
  if (found.missing === 'permission') throw new InputError([`\`workspace\`: ${missingPermission(found.workspace)}`])
  log.info('The workspace has no state yet, and so no outputs.')
  return { stateVersionId: undefined, outputs: [] }
}

/** What is known of each output but its value, and the names of those whose value is not exported. */
function metadataOf(
  all: readonly StateVersionOutput[],
  exported: readonly StateVersionOutput[],
  sensitive: 'omit' | 'mask'
): string {
  const outputs = all.map(({ id, name, type, detailedType, sensitive }) => [
    name,
    { id, type: type ?? null, 'detailed-type': detailedType ?? null, sensitive }
  ])
  const isLeftOut = (output: StateVersionOutput) =>
    !exported.includes(output) || (output.sensitive && sensitive === 'omit')
  const leftOut = all.filter(isLeftOut).map(({ name }) => name)
  return JSON.stringify({ outputs: Object.fromEntries(outputs) as unknown, 'left-out': leftOut })
}
