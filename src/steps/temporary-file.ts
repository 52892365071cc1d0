import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../errors.ts'
import { codeOf } from '../slug/pack-errors.ts'
import type { World } from './world.ts'

/** Where files go that end with the job: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export const temporaryDirectory = (env: NodeJS.ProcessEnv): string => env.RUNNER_TEMP ?? tmpdir()

/** Makes a folder of its own, and gives its path. */
export function temporaryFolder({ env }: Pick<World, 'env'>, name: string): string {
  try {
    return mkdtempSync(join(temporaryDirectory(env), `${name}-`))
  } catch (error) {
    throw notWritable(env, error)
  }
}

/** Writes a file that only its owner can read, and gives its path. */
export async function temporaryFile(
  { env }: Pick<World, 'env'>,
  name: string,
  extension: string,
  text: string
): Promise<string> {
  const file = join(temporaryDirectory(env), `terraform-${name}-${crypto.randomUUID()}.${extension}`)
  try {
    await writeFile(file, text, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw notWritable(env, error)
  }
  return file
}

/** Codes of what is wrong with a folder or its disk: https://nodejs.org/api/errors.html#common-system-errors */
const OF_THE_DISK: readonly string[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']

/** What a failure to write a temporary file is called. Any other error stays what it is. */
export function notWritable(env: NodeJS.ProcessEnv, error: unknown): unknown {
  const code = codeOf(error)
  if (!OF_THE_DISK.includes(code)) return error
  const directory = JSON.stringify(temporaryDirectory(env))
  const given = env.RUNNER_TEMP === undefined ? 'RUNNER_TEMP is not set, and' : 'RUNNER_TEMP is'
  return new InputError(
    [
      `${given} ${directory}, where the action can't write a file (${code}). It must be an existing directory to which the runner's user can write, with enough free space for the archive and the outputs. Set it on the runner, or free disk space`
    ],
    { cause: error }
  )
}
