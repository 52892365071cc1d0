import { readdirSync } from 'node:fs'
import { join, posix, relative, resolve } from 'node:path'
import { InputError } from '../errors.ts'
import { checkExcluded } from './excluded.ts'

/** The parts of a path, without those that say nothing: `./env//prod/` is `env`, `prod`. */
export const pathSegments = (path: string): readonly string[] =>
  posix
    .normalize(path.replaceAll('\\', '/'))
    .split('/')
    .filter(part => part !== '' && part !== '.')

export interface ExpectedConfiguration {
  readonly checkout?: string | undefined
  /** Only a plan that destroys everything needs no configuration. */
  readonly mayBeEmpty: boolean
}

/**
 * Sees that a directory holds what the workspace will run in. Otherwise the run fails after the upload, with a message about a path on
 * somebody else's machine. https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#terraform-working-directory
 */
export function checkWorkingDirectory(
  directory: string,
  workingDirectory: string | undefined,
  workspace: string,
  { checkout, mayBeEmpty }: ExpectedConfiguration
): void {
  const parts = pathSegments(workingDirectory ?? '')
  if (parts[0] !== '..' && holdsConfiguration(join(directory, ...parts))) {
    checkExcluded(directory, parts, isConfiguration, checkout)
    return
  }
  // Nothing is checked out: that is said when it is packed.
  if (isEmpty(directory)) return
  if (parts.length === 0) {
    checkTop(directory, workspace, mayBeEmpty)
    return
  }
  const name = parts.join('/')
  const own = pathSegments(resolve(directory))
  const above =
    own.length >= parts.length && parts.every((part, index) => part === own[own.length - parts.length + index])
  const fix = above
    ? `It is that directory itself. Set it to "${join(directory, ...parts.map(() => '..'))}", which contains that directory`
    : `Set it to the directory that contains "${name}", usually the root of the repository, or change the workspace's setting`
  throw new InputError([
    `\`directory\`: the workspace "${workspace}" runs Terraform in "${name}" of the upload, but "${directory}" has no Terraform files there. ${fix}`
  ])
}

/** Most people who forget `directory` have the configuration in a folder of the repository. */
function checkTop(directory: string, workspace: string, mayBeEmpty: boolean): void {
  const below = foldersOf(directory).flatMap(folder => [
    folder,
    ...foldersOf(join(directory, folder)).map(inner => posix.join(folder, inner))
  ])
  const found = below.filter(folder => holdsConfiguration(join(directory, folder)))
  const [first] = found
  if (first === undefined && mayBeEmpty) return
  if (first === undefined)
    throw new InputError([
      `\`directory\`: "${directory}" has no Terraform files (.tf, .tofu, .tf.json, .tofu.json) at its top, where the workspace "${workspace}" runs Terraform. Set \`directory\` to the directory that contains the configuration, and check that an earlier step creates it or checks it out with \`actions/checkout\``
    ])
  throw new InputError([
    `\`directory\`: "${directory}" has no Terraform files (.tf, .tofu, .tf.json, .tofu.json) at its top, and ${found.slice(0, 3).join(', ')} below it has some. Set \`directory\` to "${relative('.', join(directory, first)) || '.'}"`
  ])
}

function foldersOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter(item => item.isDirectory() && !item.name.startsWith('.') && item.name !== 'node_modules')
      .map(({ name }) => name)
  } catch {
    return []
  }
}

/** Also where it can't be read. */
function isEmpty(directory: string): boolean {
  try {
    return readdirSync(directory).length === 0
  } catch {
    return true
  }
}

function holdsConfiguration(directory: string): boolean {
  try {
    return readdirSync(directory).some(isConfiguration)
  } catch {
    return false
  }
}

/** Files that Terraform reads. */
export const isConfiguration = (name: string): boolean => /\.(tf|tofu)(\.json)?$/.test(name)
