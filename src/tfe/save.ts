import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { InputError, isError, RunFailed } from '../errors.ts'
import type { Answer } from '../network/fetch.ts'
import { download } from './download.ts'
import type { Http } from './http.ts'

export interface SaveOptions {
  readonly target: string
  readonly signal: AbortSignal
  /** Bytes that it may have. A larger file is neither a state nor a configuration, and fills the disk. */
  readonly most?: number
  /** Looks at the whole file before it gets its name. Where this throws, it never does. */
  readonly check?: (temporary: string) => Promise<void>
}

const MAX_FILE_BYTES = 4 * 2 ** 30

/**
 * Downloads into a file that only its owner can read. It appears whole or not at all: the partial file has another name, and is
 * on the disk before it gets its own.
 */
export async function save(
  http: Http,
  from: URL,
  path: string,
  { target, signal, most = MAX_FILE_BYTES, check }: SaveOptions
): Promise<void> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`)
  const file = await onDisk(target, async () => {
    await mkdir(dirname(target), { recursive: true })
    return open(temporary, 'ax', 0o600)
  })
  try {
    await download(http, from, path, (response, alive) => write(file, { target, most }, response, alive), signal)
    await onDisk(target, () => file.sync())
    await check?.(temporary)
    signal.throwIfAborted()
    await onDisk(target, () => rename(temporary, target))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Each attempt of a download begins anew. */
async function write(
  file: FileHandle,
  { target, most }: { readonly target: string; readonly most: number },
  response: Answer,
  alive: () => void
): Promise<void> {
  await onDisk(target, () => file.truncate(0))
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    alive()
    bytes += chunk.byteLength
    if (bytes > most) throw new RunFailed(`${target} is not written: it would have more than ${most / 2 ** 30} GiB.`)
    await onDisk(target, () => file.appendFile(chunk))
  }
}

/** An error of the disk is not one of the network: a retry does not fix it. */
async function onDisk<T>(target: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    const why = isError(error) ? error.message : String(error)
    throw new InputError([`\`path\`: ${target} can't be written: ${why}`], { cause: error })
  }
}
