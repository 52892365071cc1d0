import { existsSync, readdirSync, statSync, type Stats } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import type { Inputs } from '../github/inputs.ts'

/** The input `path`, below the checkout where it is relative. */
export function pathInput(input: Inputs, env: NodeJS.ProcessEnv, fix: string): string {
  const path = input.required('path', fix)
  rejectHostPath(input, 'path', path, env)
  return resolve(env.GITHUB_WORKSPACE ?? '.', path)
}

/** The input `directory`, the checkout unless given. */
export function directoryInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const directory = input.text('directory')
  if (directory !== undefined) rejectHostPath(input, 'directory', directory, env)
  return directory ?? env.GITHUB_WORKSPACE ?? '.'
}

/**
 * In the container of a job, `github.workspace` is a path of the machine around it, which does not exist inside:
 * https://github.com/actions/runner/issues/716. Both end with the repository's name twice.
 */
export function rejectHostPath(input: Inputs, name: string, path: string, env: NodeJS.ProcessEnv): void {
  const [, ending] = /^\/__w(\/[^/]+\/[^/]+)\/*$/.exec(env.GITHUB_WORKSPACE ?? '') ?? []
  const at = ending === undefined || !isAbsolute(path) ? -1 : `${path}/`.indexOf(`${ending}/`)
  if (ending === undefined || at <= 0 || path.startsWith('/__w/')) return
  const checkout = path.slice(0, at + ending.length)
  if (existsSync(checkout)) return
  const below = path.slice(checkout.length).replace(/^\/+/, '')
  input.reject(
    name,
    `must be a path in the container of the job, but "${path}" is a path of the machine around it, as \`github.workspace\` gives it. Set it to ${below === '' ? 'the environment variable GITHUB_WORKSPACE' : `\`${below}\``}${name === 'directory' && below === '' ? ', or remove it' : ''}`
  )
}

/** The input `path`, as that of a file that may be written. */
export function targetInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const path = pathInput(input, env, 'Set it to the path of the file to write')
  if (input.text('path') === undefined) return path
  if (found(path)?.isDirectory() === true)
    input.reject('path', `must be the path of a file, but ${path} is a directory`)
  rejectObstacle(input, path)
  return path
}

/** The input `path`, as the path of a directory to create. Existing files would mix with the new ones. */
export function newDirectoryInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const path = pathInput(input, env, 'Set it to the path of the directory to create')
  if (input.text('path') === undefined) return path
  const existing = found(path)
  if (existing !== undefined && (!existing.isDirectory() || readdirSync(path).length > 0))
    input.reject('path', `must be a new or empty directory, but ${path} exists`)
  else if (path === resolve(env.GITHUB_WORKSPACE ?? '.'))
    input.reject('path', `must be a directory inside the checkout, but is the checkout itself: ${path}`)
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
  if (found(parent)?.isDirectory() === false) input.reject('path', `must be in a directory, but ${parent} is a file`)
}
