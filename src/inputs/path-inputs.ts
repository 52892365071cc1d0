import { readdirSync, statSync, type Stats } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Inputs } from '../github/inputs.ts'

/** The input `path`, below the checkout where it is relative. */
export const pathInput = (input: Inputs, env: NodeJS.ProcessEnv, why: string): string =>
  resolve(env.GITHUB_WORKSPACE ?? '.', input.required('path', why))

/** The input `path`, as that of a file that may be written. */
export function targetInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const path = pathInput(input, env, 'say where the file is to be')
  if (input.text('path') === undefined) return path
  if (found(path)?.isDirectory() === true) input.reject('path', `${path} is a directory: name a file`)
  rejectObstacle(input, path)
  return path
}

/** The input `path`, as that of a directory that is to be made. What is there already would be mixed with what comes. */
export function newDirectoryInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const path = pathInput(input, env, 'say which directory is to be made')
  if (input.text('path') === undefined) return path
  const there = found(path)
  if (there !== undefined && (!there.isDirectory() || readdirSync(path).length > 0))
    input.reject('path', `${path} is there already: name a directory that is not, or is empty`)
  else if (path === resolve(env.GITHUB_WORKSPACE ?? '.'))
    input.reject('path', `${path} is the checkout itself: name a directory in it`)
  rejectObstacle(input, path)
  return path
}

const found = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Directories on the way are made, but not where a file is in their place. */
function rejectObstacle(input: Inputs, path: string): void {
  let parent = dirname(path)
  while (found(parent) === undefined && parent !== dirname(parent)) parent = dirname(parent)
  if (found(parent)?.isDirectory() === false) input.reject('path', `${parent} is a file, so that ${path} can't be`)
}
