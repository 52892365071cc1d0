import { realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { RunFailed } from '../errors.ts'
import type { ConnectionInputs } from '../inputs/connection.ts'
import { isAffected } from '../run/changed-workspaces.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { filesOfEvent } from './changed-files.ts'
import type { World } from './world.ts'

export interface Selection {
  readonly connection: ConnectionInputs
  readonly exclude: readonly string[]
  readonly excludeLocal: boolean
  readonly changedOnly: boolean
  readonly sharedPaths: readonly string[]
  readonly githubToken: string | undefined
}

/** The workspaces of a list that are wanted. The log names those that are left out, and why. */
export async function selectWorkspaces(
  world: World,
  listed: readonly Workspace[],
  selection: Selection
): Promise<readonly Workspace[]> {
  const files = selection.changedOnly ? await filesOfEvent(world, selection) : undefined
  const options = { sharedPaths: selection.sharedPaths, resolve: resolver(world.env.GITHUB_WORKSPACE ?? '.') }
  const isExcluded = ({ name }: Workspace): boolean => selection.exclude.some(pattern => isNamed(name, pattern))
  if (selection.excludeLocal) checkExecutionModes(listed.filter(workspace => !isExcluded(workspace)))
  const reason = (workspace: Workspace): string | undefined => {
    if (isExcluded(workspace)) return 'excluded by `exclude`'
    if (selection.excludeLocal && workspace.executionMode === 'local') return 'its execution mode is local'
    if (files !== undefined && !isAffected(workspace, files, options)) return 'no changed file affects it'
    return undefined
  }
  const reasons = listed.map(reason)
  const left = listed.flatMap(({ name }, at) => (reasons[at] === undefined ? [] : [`${name}: ${reasons[at]}`]))
  const chosen = listed.filter((_, at) => reasons[at] === undefined)
  world.log.info(
    `Workspaces: ${listed.length} found, ${chosen.length} listed, ${left.length} left out${files === undefined ? '' : `; changed files: ${files.length}`}`
  )
  if (left.length > 0) {
    world.log.group('Workspaces that are left out')
    world.log.remote(left.map(line => world.log.clean(line)))
    world.log.endGroup()
  }
  return chosen
}

/** A workspace whose mode the server does not show may be local. */
function checkExecutionModes(workspaces: readonly Workspace[]): void {
  const hidden = workspaces.find(({ executionMode }) => executionMode === undefined)
  if (hidden !== undefined)
    throw new RunFailed(
      `\`exclude-local\`: the server does not show the execution mode of the workspace "${hidden.name}", so the action can't check that it is not local. Leave local workspaces out with \`exclude\`, or update Terraform Enterprise.`
    )
}

/** `*` matches any text; names are compared without case, as the service does. */
function isNamed(name: string, pattern: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found =
      index === parts.length - 1 ? name.toLowerCase().lastIndexOf(part) : name.toLowerCase().indexOf(part, at)
    if (found < at || (index === 0 && found !== 0)) return false
    at = found + part.length
  }
  return at === name.length
}

/** Where a directory of the checkout really is, through symbolic links, from the top of the checkout. */
const resolver =
  (checkout: string) =>
  (directory: string): string | undefined => {
    try {
      const path = relative(realpathSync(checkout), realpathSync(join(checkout, directory)))
      return path.startsWith('..') ? undefined : path.split(sep).join('/')
    } catch {
      return undefined
    }
  }
