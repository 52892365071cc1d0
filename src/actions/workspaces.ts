import { InputError, RunFailed } from '../errors.ts'
import { changedFiles } from '../github/git.ts'
import { readEvent } from '../github/event.ts'
import { parse, type Read } from '../github/inputs.ts'
import { Results } from '../github/results.ts'
import { isConcerned } from '../run/changed-workspaces.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { connectionInputs, organizationInput } from '../inputs/connection.ts'
import { tagsInput } from '../inputs/workspace-settings.ts'
import { main } from './main.ts'
import { connect, pullRequests, type Outside, type World } from '../steps/world.ts'

export const WORKSPACES = ['matrix', 'workspaces', 'count'] as const

/** Jobs that one matrix may make: https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
const MOST_JOBS = 256

export const workspacesInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  parse(read, input => ({
    connection: connectionInputs(input, env),
    organization: organizationInput(input, env),
    name: input.text('name'),
    project: input.text('project'),
    tags: tagsInput(input),
    changedOnly: input.flag('changed-only'),
    githubToken: input.text('github-token')
  }))

/** Lists workspaces as a matrix for a later job. */
export const workspaces = (outside?: Outside): Promise<void> =>
  main(async world => {
    const inputs = workspacesInputs(world.read, world.env)
    const { organization, name, project, tags } = inputs
    const { log, signal } = world
    const tfe = connect(world, inputs.connection)
    const results = new Results(log, WORKSPACES)
    const projectId =
      project === undefined ? undefined : (await tfe.projects.findByName(organization, project, { signal }))?.id
    if (project !== undefined && projectId === undefined) {
      throw new InputError([`\`project\`: there is no project "${project}" in ${organization} that the token may see`])
    }
    const listed = await Array.fromAsync(tfe.workspaces.list(organization, { name, projectId, tags }, { signal }))
    const files = inputs.changedOnly ? await filesOf(world, inputs) : undefined
    const chosen = files === undefined ? listed : listed.filter(workspace => isConcerned(workspace, files))
    log.info(
      `${listed.length} workspaces${files === undefined ? '' : `, of which ${chosen.length} are concerned by ${files.length} changed files`}.`
    )
    if (chosen.length > MOST_JOBS) {
      throw new RunFailed(
        `${chosen.length} workspaces are more than the ${MOST_JOBS} jobs of one matrix: divide them by \`name\`, \`project\` or \`tags\`.`
      )
    }
    results.set('matrix', JSON.stringify({ include: chosen.map(entry) }))
    results.set('workspaces', JSON.stringify(chosen.map(workspace => workspace.name)))
    results.set('count', chosen.length)
  }, outside)

/** What a job of the matrix reads as `matrix.workspace` and so on. */
const entry = ({ id, name, workingDirectory }: Workspace) => ({
  workspace: name,
  'workspace-id': id,
  'working-directory': workingDirectory ?? ''
})

/** The files that the pull request or push changed. Undefined, and so everything, where nobody can tell. */
async function filesOf(
  world: World,
  { connection, githubToken }: ReturnType<typeof workspacesInputs>
): Promise<readonly string[] | undefined> {
  const { env, log } = world
  const { payload } = readEvent(env)
  const { pull_request: pull, before, after } = payload
  const [from, to] = pull === undefined ? [before, after] : [pull.base?.sha, pull.head?.sha]
  const known = from !== undefined && to !== undefined && !/^0+$/.test(from)
  const files = known ? await changedFiles(env.GITHUB_WORKSPACE ?? '.', from, to, pull !== undefined) : undefined
  if (files !== undefined) return files
  if (pull?.number !== undefined && githubToken !== undefined) {
    const listed = await pullRequests(world, githubToken, connection).files(pull.number)
    if (listed !== undefined) return listed
  }
  log.warning(
    'Which files have changed can not be told, so that no workspace is left out. A checkout with `fetch-depth: 0` knows them.'
  )
  return undefined
}
