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
    if (!current.provisional || (await wasApplied(tfe, workspace, current.id, signal))) return current.id
  }
  const versionId = (await lastApplied(tfe, workspace, signal))?.configurationVersionId
  const version = versionId === undefined ? undefined : await read(tfe, versionId, signal)
  if (version !== undefined && isUsable(version)) return version.id
  throw new InputError([
    `\`configuration-version-id\` can't be \`current\`, because the workspace "${name}" has no current configuration version that can run${statusNote(current)}, and no applied one. Set it to an id, or set \`directory\` instead`
  ])
}

/** Runs whose order shows that a server lists the newest first: one page. */
const RUNS_IN_ORDER = 100

/** The newest of the applied runs. Not every server lists the newest first. */
async function lastApplied(tfe: Tfe, workspace: Workspace, signal: AbortSignal): Promise<Run | undefined> {
  let last: Run | undefined
  let isInOrder = true
  let [seen, before] = [0, Infinity]
  for await (const run of listedRuns(tfe, workspace, signal)) {
    const at = createdAt(run)
    isInOrder &&= at <= before
    before = at
    seen += 1
    if (isApplied(run)) {
      if (last !== undefined && Number.isNaN(createdAt(last) + at)) throw undated(workspace)
      if (last === undefined || at > createdAt(last)) last = run
    }
    if (last !== undefined && isInOrder && seen >= RUNS_IN_ORDER) break
  }
  return last
}

const createdAt = ({ resource }: Run): number => Date.parse(resource.attributes.text('created-at') ?? '')

const undated = ({ name }: Workspace): InputError =>
  new InputError([
    `\`configuration-version-id\` can't be \`current\`, because the service does not show which run of the workspace "${name}" it applied last: its runs have no \`created-at\`. Set it to an id, or set \`directory\` instead`
  ])

const listedRuns = (tfe: Tfe, { id }: Workspace, signal: AbortSignal): AsyncGenerator<Run> =>
  tfe.runs.list(id, { planOnly: false, statuses: ['applied'] }, { signal })

/** A server that does not know the filter lists runs of every status. */
const isApplied = ({ status }: Run): boolean => status === 'applied'

/** Of a repository, the service fetches an archived one again. */
const isUsable = ({ status, speculative, isOfCommit }: ConfigurationVersion): boolean =>
  !speculative && (status === 'uploaded' || (status === 'archived' && isOfCommit))

const statusNote = (version: ConfigurationVersion | undefined): string =>
  version === undefined ? '' : ` (${version.id} is ${version.speculative ? 'speculative' : version.status})`

async function wasApplied(tfe: Tfe, workspace: Workspace, versionId: string, signal: AbortSignal): Promise<boolean> {
  for await (const run of listedRuns(tfe, workspace, signal))
    if (isApplied(run) && run.configurationVersionId === versionId) return true
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
