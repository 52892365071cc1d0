import type { Workspace } from '../tfe/resources/workspaces.ts'

/** Whether a changed file concerns a workspace: it lies where the workspace runs, or where it is told to look as well. */
export function isConcerned({ workingDirectory, triggerPrefixes }: Workspace, files: readonly string[]): boolean {
  const directories = [workingDirectory ?? '', ...triggerPrefixes].map(normal)
  return directories.some(directory => directory === '' || files.some(file => file.startsWith(`${directory}/`)))
}

/** `./env//prod/` and `/env/prod` are `env/prod`. */
const normal = (path: string): string =>
  path
    .split('/')
    .filter(part => part !== '' && part !== '.')
    .join('/')
