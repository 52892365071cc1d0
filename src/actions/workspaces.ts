import { InputError, RunFailed } from '../errors.ts'
import { parseInputs, type Inputs, type InputReader } from '../github/inputs.ts'
import { Results } from '../github/results.ts'
import { selectWorkspaces } from '../steps/affected-workspaces.ts'
import type { Tfe } from '../tfe/client.ts'
import { matchesFilter, type WorkspaceFilter } from '../tfe/resources/workspace-filter.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { connectionInputs, organizationInput } from '../inputs/connection.ts'
import { tagsInput } from '../inputs/workspace-settings.ts'
import { main } from './main.ts'
import { connect, type WorldOverrides } from '../steps/world.ts'

export const WORKSPACES = ['matrix', 'workspaces', 'count'] as const

/** Jobs that one matrix may make: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
const MAX_MATRIX_JOBS = 256

export const workspacesInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  parseInputs(read, input => ({
    connection: connectionInputs(input, env),
    organization: organizationInput(input, env),
    name: input.text('name'),
    project: input.text('project'),
    tags: tagsInput(input),
    exclude: input.lines('exclude'),
    excludeLocal: input.flag('exclude-local'),
    ...changeInputs(input),
    githubToken: input.text('github-token')
  }))

function changeInputs(input: Inputs) {
  const changedOnly = input.flag('changed-only')
  const sharedPaths = input.lines('shared-paths')
  if (!changedOnly && sharedPaths.length > 0)
    input.reject('shared-paths', 'has no effect without `changed-only: true`. Set both, or remove it')
  return { changedOnly, sharedPaths }
}

/** Lists workspaces as a matrix for a later job. */
export const workspaces = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const inputs = workspacesInputs(world.read, world.env)
    const { organization, name, project, tags } = inputs
    const { log, signal } = world
    const tfe = connect(world, inputs.connection)
    const results = new Results(log, WORKSPACES)
    const projectId =
      project === undefined ? undefined : (await tfe.projects.findByName(organization, project, { signal }))?.id
    if (project !== undefined && projectId === undefined) {
      throw new InputError([
        `\`project\` must be the name of a project, but \`${project}\` does not exist in ${organization} or the token can't see it. Check the name and the token`
      ])
    }
    const filter = { name, projectId, tags }
    const all = await Array.fromAsync(tfe.workspaces.list(organization, filter, { signal }))
    const listed = await matching(tfe, all, { filter, signal })
    const chosen = await selectWorkspaces(world, listed, inputs)
    if (chosen.length > MAX_MATRIX_JOBS) {
      throw new RunFailed(
        `${chosen.length} workspaces exceed GitHub's limit of ${MAX_MATRIX_JOBS} jobs of one matrix. Divide them by \`name\`, \`project\` or \`tags\`.`
      )
    }
    results.set('matrix', JSON.stringify({ include: chosen.map(entry) }))
    results.set('workspaces', JSON.stringify(chosen.map(workspace => workspace.name)))
    results.set('count', chosen.length)
  }, overrides)

/** Holds each workspace against the filter: a server that does not know a part of it lists everything. */
async function matching(
  tfe: Tfe,
  listed: readonly Workspace[],
  { filter, signal }: { readonly filter: WorkspaceFilter; readonly signal: AbortSignal }
): Promise<readonly Workspace[]> {
  const found: Workspace[] = []
  const isNamed = (workspace: Workspace): boolean => matchesFilter(workspace, { ...filter, tags: [] }) !== false
  for (const workspace of listed.filter(isNamed)) {
    const needsTags = filter.tags.length > 0 && workspace.bindings === undefined
    const bindings = needsTags ? await tfe.tags.effective(workspace.id, { signal }) : workspace.bindings
    const match = matchesFilter({ ...workspace, bindings }, filter)
    if (typeof match === 'object') {
      throw new RunFailed(
        `\`${match.hidden}\`: the server does not return the ${match.hidden} of the workspace "${workspace.name}", so the action can't check that the workspace matches the request. Select the workspaces by \`name\`, or update Terraform Enterprise.`
      )
    }
    if (match) found.push(workspace)
  }
  return found
}

/** What a job of the matrix reads as `matrix.workspace` and so on. */
const entry = ({ id, name, workingDirectory }: Workspace) => ({
  workspace: name,
  'workspace-id': id,
  'working-directory': workingDirectory ?? ''
})
