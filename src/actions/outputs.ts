import { ApiError, InputError } from '../errors.ts'
import { parse, type Read } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import { readOutputs, revealed } from '../run/outputs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersionOutput } from '../tfe/state-version-outputs.ts'
import { WITH_OUTPUTS } from '../tfe/state-versions.ts'
import type { Workspace } from '../tfe/workspaces.ts'
import { connectionInputs } from './connection.ts'
import { connect, main, type Outside, type World } from './main.ts'
import { stateVersionInputs, type StateVersionInputs } from './state-inputs.ts'
import { exportAll, exportInputs } from './terraform-outputs.ts'

export const OUTPUTS = EXPORTS

export const outputsInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  parse(read, input => ({
    connection: connectionInputs(input, env),
    of: stateVersionInputs(input, env),
    names: [...new Set(input.lines('names'))],
    exports: exportInputs(input)
  }))

interface Found {
  readonly stateVersionId: string | undefined
  readonly outputs: readonly StateVersionOutput[]
}

type Wanted = (output: StateVersionOutput) => boolean

/** Exports Terraform's outputs, without a run. */
export const outputs = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { connection, of, names, exports } = outputsInputs(world.read, world.env)
    const isWanted: Wanted = ({ name }) => names.length === 0 || names.includes(name)
    const reveal: Wanted = output => exports.sensitive === 'mask' && isWanted(output)
    const found = await find(world, connect(world, connection), of, reveal)
    const problems = objections(names, found.outputs, exports.sensitive)
    if (problems.length > 0) throw new InputError(problems)
    const results = new Results(world.log, OUTPUTS)
    results.set('state-version-id', found.stateVersionId)
    const exported = found.outputs.filter(isWanted)
    await exportAll(world, exported, exports, results)
    world.log.info(`Outputs: ${exported.map(({ name }) => name).join(', ') || 'none'}`)
  }, outside)

/** What was named and can't be exported, before anything is. */
function objections(
  names: readonly string[],
  outputs: readonly StateVersionOutput[],
  sensitive: 'omit' | 'mask'
): readonly string[] {
  const there = outputs.map(({ name }) => name).join(', ') || 'none'
  return names.flatMap(name => {
    const output = outputs.find(each => each.name === name)
    if (output === undefined) return [`\`names\`: there is no output "${name}". There are: ${there}`]
    const isLeftOut = output.sensitive && sensitive === 'omit'
    return isLeftOut ? [`\`names\`: "${name}" is sensitive. Set \`sensitive-outputs\` to mask`] : []
  })
}

async function find({ log, signal }: World, tfe: Tfe, of: StateVersionInputs, reveal: Wanted): Promise<Found> {
  if ('stateVersionId' in of) {
    const stateVersion = await tfe.stateVersions.read(of.stateVersionId, { ...WITH_OUTPUTS, signal })
    return { stateVersionId: stateVersion.id, ...(await readOutputs(tfe, stateVersion, reveal, signal)) }
  }
  const workspace = await tfe.workspaces.readByName(of.organization, of.workspace, { signal })
  const current = await tfe.stateVersions.readCurrent(workspace.id, { ...WITH_OUTPUTS, signal })
  if (current !== undefined) {
    return { stateVersionId: current.id, ...(await readOutputs(tfe, current, reveal, signal)) }
  }
  checkPermission(workspace)
  // A token that may read outputs alone is told nothing of the state that they are of.
  const listed = await currentOutputs(tfe, workspace, signal)
  if (listed === undefined) log.info('The workspace has no state yet, and so no outputs.')
  return { stateVersionId: undefined, outputs: await revealed(tfe, listed ?? [], reveal, signal) }
}

function checkPermission({ name, permissions }: Workspace): void {
  if (permissions.readStateOutputs === false) {
    throw new InputError([
      `\`workspace\`: the token may not read outputs of "${name}": give its team the permission to read state outputs`
    ])
  }
}

/** Milliseconds that the service may take to extract the outputs of a new state. */
const PROCESSING = 300_000

/** The service answers 503 until it has extracted them. */
async function currentOutputs(tfe: Tfe, { id }: Workspace, signal: AbortSignal) {
  const { clock } = tfe.http.connection
  const end = clock.now() + PROCESSING
  for (;;) {
    try {
      return await tfe.stateVersionOutputs.readCurrent(id, { signal })
    } catch (error) {
      // Each reading has waited for seconds by itself.
      if (!ApiError.is(error, 503) || clock.now() > end) throw error
    }
  }
}
