import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from './engine.ts'

/** Where Terraform runs. `undefined`, and said in the log, where the upload has no such directory. */
export async function folderOf({ directory, workingDirectory, log }: Work): Promise<string | undefined> {
  const folder = join(directory, workingDirectory)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() === true) return folder
  log(`Operation failed: the working directory "${workingDirectory}" is not in the configuration version`)
  return undefined
}
