import picomatch from 'picomatch'
import type { Workspace } from '../tfe/resources/workspaces.ts'

export type Triggers = Pick<
  Workspace,
  'workingDirectory' | 'triggerPrefixes' | 'triggerPatterns' | 'triggersOnEveryChange'
>

/** Which changes affect every workspace, and where a directory of the checkout really is. */
export interface ChangeOptions {
  readonly sharedPaths: readonly string[]
  /** The real path of a directory from the top of the checkout, if it exists. */
  readonly resolve: (directory: string) => string | undefined
}

/**
 * Whether changed files affect a workspace, as the service decides it for a workspace that is connected to a repository: its trigger patterns
 * decide where it has some; otherwise its working directory and its trigger prefixes do, and a workspace without a working directory is affected by
 * every change. https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings/vcs#automatic-run-triggering
 */
export function isAffected(workspace: Triggers, files: readonly string[], options: ChangeOptions): boolean {
  if (workspace.triggersOnEveryChange) return true
  if (options.sharedPaths.some(path => files.some(file => touches(file, normal(path))))) return true
  if (workspace.triggerPatterns.length > 0) {
    const matches = picomatch(workspace.triggerPatterns.map(normal), { dot: true })
    return files.some(file => matches(file))
  }
  const named = [workspace.workingDirectory ?? '', ...workspace.triggerPrefixes].map(normal)
  if (named.includes('')) return true
  const directories = [...named, ...named.map(options.resolve).filter(path => path !== undefined)]
  return directories.some(directory => files.some(file => touches(file, directory)))
}

/** A changed file that lies in the directory, or is above it: the commit of a submodule or the target of a link. */
const touches = (file: string, directory: string): boolean =>
  directory === '' || file === directory || file.startsWith(`${directory}/`) || directory.startsWith(`${file}/`)

/** `./env//prod/` and `/env/prod` are `env/prod`. */
const normal = (path: string): string =>
  path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')
