import { poll } from '../clock.ts'
import { ApiError, InputError, RunFailed } from '../errors.ts'
import type { EnsureInputs } from '../inputs/workspace-settings.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce, UNTIL_SEEN_MS } from '../tfe/write-once.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import type { VariableSet } from '../tfe/resources/workspace-variables.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { checkValues } from './workspace-tags.ts'
import {
  attributesOf,
  creationSettings,
  changedSettings,
  ignoredSettings,
  requestedSettings,
  settingsThatDiffer,
  type Setting
} from './setting-changes.ts'
import type { World } from './world.ts'

/** Times that a workspace is created at most. */
const MAX_ATTEMPTS = 3

/** What inputs name, found before anything is written. */
export interface ReferencedResources {
  readonly projectId: string | undefined
  readonly settings: readonly Setting[]
  readonly variableSets: readonly VariableSet[]
  readonly from: Workspace | undefined
}

/** Looks up everything that is named. One error names all that is missing. */
export async function findReferencedResources(
  { signal }: World,
  tfe: Tfe,
  inputs: EnsureInputs
): Promise<ReferencedResources> {
  const { organization, project, agentPool, variableSets, fromWorkspace } = inputs
  const problems: string[] = []
  const missing = (input: string, what: string, name: string) => {
    problems.push(
      `\`${input}\`: there is no ${what} "${name}" in ${organization} that the token can see. Check the name, and the permissions of the token's team`
    )
  }
  const foundProject =
    project === undefined ? undefined : await tfe.projects.findByName(organization, project, { signal })
  if (project !== undefined && foundProject === undefined) missing('project', 'project', project)
  const pool =
    agentPool === undefined ? undefined : await tfe.agentPools.findByName(organization, agentPool, { signal })
  if (agentPool !== undefined && pool === undefined) missing('agent-pool', 'agent pool', agentPool)
  const sets: VariableSet[] = []
  for (const name of variableSets) {
    const set = await tfe.variableSets.findByName(organization, name, { signal })
    if (set === undefined) missing('variable-sets', 'variable set', name)
    else sets.push(set)
  }
  const from = fromWorkspace === undefined ? undefined : await find(tfe, organization, fromWorkspace, signal)
  if (fromWorkspace !== undefined && from === undefined) missing('from-workspace', 'workspace', fromWorkspace)
  if (problems.length > 0) throw new InputError(problems)
  return { projectId: foundProject?.id, settings: requestedSettings(inputs, pool), variableSets: sets, from }
}

async function find(
  tfe: Tfe,
  organization: string,
  name: string,
  signal?: AbortSignal
): Promise<Workspace | undefined> {
  try {
    return await tfe.workspaces.readByName(organization, name, { signal })
  } catch (error) {
    if (ApiError.isAbsence(error)) return undefined
    throw error
  }
}

export interface EnsureResult {
  readonly workspace: Workspace
  readonly created: boolean
  /** The workspace as it was, unless it is created. */
  readonly before?: Workspace
  /** The settings that were not as they are now. */
  readonly changes: readonly string[]
}

/** Creates the workspace, or brings its settings in line. `confirmSettings` tells whether the server did all of it. */
export async function ensureWorkspace(
  world: World,
  tfe: Tfe,
  inputs: EnsureInputs,
  found: ReferencedResources
): Promise<EnsureResult> {
  const { organization, workspace: name } = inputs
  const there = await find(tfe, organization, name, world.signal)
  if (there !== undefined) return bringSettingsInLine(world, tfe, there, found)
  const created = await create(world, tfe, inputs, found)
  if (!created.isNew) return bringSettingsInLine(world, tfe, created.workspace, found)
  const { workspace } = created
  const project = inputs.project === undefined ? [] : ['project']
  return { workspace, created: true, changes: [...found.settings.map(({ input }) => input), ...project] }
}

async function bringSettingsInLine(
  world: World,
  tfe: Tfe,
  there: Workspace,
  found: ReferencedResources
): Promise<EnsureResult> {
  const settings = changedSettings(there, found.settings)
  const isElsewhere = found.projectId !== undefined && found.projectId !== there.projectId
  if (settings.length === 0 && !isElsewhere) return { workspace: there, created: false, changes: [] }
  world.signal.throwIfAborted()
  // The mode and the pool only make sense together.
  const together = found.settings.filter(({ input }) => input === 'execution-mode' || input === 'agent-pool')
  const isOfAgents = settings.some(({ input }) => input === 'execution-mode' || input === 'agent-pool')
  const attributes = { ...attributesOf(settings), ...(isOfAgents && attributesOf(together)) }
  const workspace = await explained(found, () =>
    tfe.workspaces.update(there.id, { attributes, ...(isElsewhere && { projectId: found.projectId }) })
  )
  const changes = settingsThatDiffer(there, workspace, settings).map(({ input }) => input)
  return { workspace, created: false, before: there, changes: [...changes, ...(isElsewhere ? ['project'] : [])] }
}

/** The name may be taken a moment ago, by another job or by a request whose answer was lost. */
async function create(
  world: World,
  tfe: Tfe,
  { organization, workspace: name, tags }: EnsureInputs,
  found: ReferencedResources
): Promise<{ readonly workspace: Workspace; readonly isNew: boolean }> {
  const projectId = found.projectId ?? found.from?.projectId
  await checkValues(world, tfe, { organization, projectId, tags })
  world.signal.throwIfAborted()
  const attributes = attributesOf(creationSettings(found.settings, found.from))
  let isRefused = false
  const workspace = await explained(found, () =>
    sendOnce(tfe.clock, {
      attempts: MAX_ATTEMPTS,
      send: () => tfe.workspaces.create(organization, name, { attributes, projectId, tags }),
      isUnclear(error) {
        isRefused = isTaken(error, 'name')
        return isRefused || mayHaveSucceeded(error)
      },
      find: () => find(tfe, organization, name)
    })
  )
  return { workspace, isNew: !isRefused }
}

/** Whether a name is refused because somebody has it. */
const isTaken = (error: unknown, attribute: string): boolean =>
  ApiError.is(error, 422) &&
  error.problems.some(
    ({ detail, pointer }) => pointer?.endsWith(`/${attribute}`) === true || /\btaken\b/.test(detail ?? '')
  )

/** Holds the workspace as it is now against the request: a server that does not know a setting takes it, and may repeat it in its answer. */
export async function confirmSettings(
  { signal }: World,
  tfe: Tfe,
  { workspace, created, before }: EnsureResult,
  found: ReferencedResources
): Promise<void> {
  const settings = created ? creationSettings(found.settings, found.from) : found.settings
  const projectId = found.projectId ?? (created ? found.from?.projectId : undefined)
  const ignoredBy = (now: Workspace): readonly string[] => [
    ...ignoredSettings(now, settings, before).map(({ input }) => `\`${input}\``),
    ...(projectId === undefined || now.projectId === projectId ? [] : ['`project`'])
  ]
  let names = ignoredBy(workspace)
  const isWritten = created || before !== undefined
  if (names.length === 0 && isWritten)
    await poll(tfe.clock, { pausesMs: UNTIL_SEEN_MS, signal }, async () => {
      names = ignoredBy(await tfe.workspaces.read(workspace.id, { signal }))
      return names.length === 0 || undefined
    })
  if (names.length === 0) return
  throw new RunFailed(
    `The server accepted ${names.join(', ')}, but did not set it. It may not support this setting. Remove it, or set it in the workspace's settings.`
  )
}

/** Destroying by date is not in every plan: the service answers as if it did not exist. */
async function explained<T>({ settings }: ReferencedResources, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const dates = settings.map(({ input }) => input).filter(input => input.startsWith('auto-destroy-'))
    if (dates.length === 0 || !ApiError.is(error, 404, 422)) throw error
    throw new RunFailed(
      `${error.message}\n\`${dates.join('`, `')}\` may be the reason: not every plan of HCP Terraform has scheduled destroys, and the token's team must be allowed to manage them. Leave it out, or ask an owner of the organization.`,
      { cause: error }
    )
  }
}
