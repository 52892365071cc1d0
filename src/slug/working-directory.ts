import { readdirSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { InputError } from '../errors.ts'

/** The parts of a path, without those that say nothing: `./env//prod/` is `env`, `prod`. */
export const components = (path: string): readonly string[] =>
  posix
    .normalize(path.replaceAll('\\', '/'))
    .split('/')
    .filter(part => part !== '' && part !== '.')

/**
 * Sees that a directory holds what the workspace will run in. Otherwise the run fails after the upload, with a message about a path on
 * somebody else's machine. https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings#terraform-working-directory
 */
export function checkWorkingDirectory(
  directory: string,
  workingDirectory: string | undefined,
  workspace: string
): void {
  if (workingDirectory === undefined) return
  const parts = components(workingDirectory)
  if (holdsConfiguration(join(directory, ...parts))) return
  const name = parts.join('/')
  const own = components(resolve(directory))
  const above =
    own.length >= parts.length && parts.every((part, index) => part === own[own.length - parts.length + index])
  const fix = above
    ? `It is itself that directory: give "${join(directory, ...parts.map(() => '..'))}", which holds it`
    : `Give the directory that holds "${name}", usually the top of the repository, or change the workspace's setting`
  throw new InputError([
    `\`directory\`: the workspace "${workspace}" runs Terraform in "${name}" of what is uploaded, and "${directory}" has no Terraform files there. ${fix}`
  ])
}

function holdsConfiguration(directory: string): boolean {
  try {
    return readdirSync(directory).some(name => /\.(tf|tofu)(\.json)?$/.test(name))
  } catch {
    return false
  }
}
