import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Inputs } from '../github/inputs.ts'

/** The input `path`, below the checkout where it is relative. */
export const pathInput = (input: Inputs, env: NodeJS.ProcessEnv, why: string): string =>
  resolve(env.GITHUB_WORKSPACE ?? '.', input.required('path', why))

/** The input `path`, as that of a file that may be written. */
export function targetInput(input: Inputs, env: NodeJS.ProcessEnv): string {
  const path = pathInput(input, env, 'say where the file is to be')
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  if (isDirectory && input.text('path') !== undefined) input.reject('path', `${path} is a directory: name a file`)
  return path
}
