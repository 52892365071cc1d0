import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from './world.ts'

/** Writes a file that only its owner can read, and gives its path. */
export async function temporaryFile({ env }: World, name: string, extension: string, text: string): Promise<string> {
  const file = join(env.RUNNER_TEMP ?? tmpdir(), `terraform-${name}-${crypto.randomUUID()}.${extension}`)
  await writeFile(file, text, { mode: 0o600, flag: 'wx' })
  return file
}
