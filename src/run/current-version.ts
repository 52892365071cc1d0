import { ApiError, InputError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'

/**
 * The version that a workspace runs: its current one where that may be applied, else that of the run that was applied last.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#available-related-resources
 */
export async function currentVersion(tfe: Tfe, workspace: Workspace, signal: AbortSignal): Promise<string> {
  const { currentConfigurationVersionId: id, name } = workspace
  const current = id === undefined ? undefined : await read(tfe, id, signal)
  if (current !== undefined && isUsable(current)) {
    if (!current.provisional || (await isApplied(tfe, workspace, current.id, signal))) return current.id
  }
  for await (const { configurationVersionId } of appliedRuns(tfe, workspace, signal)) {
    const version = configurationVersionId === undefined ? undefined : await read(tfe, configurationVersionId, signal)
    if (version !== undefined && isUsable(version)) return version.id
    break
  }
  throw new InputError([
    `\`configuration-version-id\` can't be \`current\`, because the workspace "${name}" has no current configuration version that can run${statusNote(current)}, and no applied one. Set it to an id, or set \`directory\` instead`
  ])
}

/** The newest first. A server that does not know the filter lists runs of every status. */
async function* appliedRuns(tfe: Tfe, { id }: Workspace, signal: AbortSignal): AsyncGenerator<Run> {
  for await (const run of tfe.runs.list(id, { planOnly: false, statuses: ['applied'] }, { signal }))
    if (run.status === 'applied') yield run
}

/** Of a repository, the service fetches an archived one again. */
const isUsable = ({ status, speculative, isOfCommit }: ConfigurationVersion): boolean =>
  !speculative && (status === 'uploaded' || (status === 'archived' && isOfCommit))

const statusNote = (version: ConfigurationVersion | undefined): string =>
  version === undefined ? '' : ` (${version.id} is ${version.speculative ? 'speculative' : version.status})`

async function isApplied(tfe: Tfe, workspace: Workspace, versionId: string, signal: AbortSignal): Promise<boolean> {
  for await (const run of appliedRuns(tfe, workspace, signal)) if (run.configurationVersionId === versionId) return true
  return false
}

/** Undefined where its data are deleted. */
async function read(tfe: Tfe, id: string, signal: AbortSignal): Promise<ConfigurationVersion | undefined> {
  try {
    return await tfe.configurationVersions.read(id, { signal })
  } catch (error) {
    if (ApiError.isAbsence(error)) return undefined
    throw error
  }
}
