/** What was downloaded as a directory again. An archive comes from elsewhere: nothing in it is written outside of that directory. */
import { createReadStream } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { ReadEntry } from 'tar'
import { UnpackSync } from 'tar/unpack'
import { InputError, isError, RunFailed } from '../errors.ts'
import { ArchiveEntryGuard, isPathSegment, type Link } from './entries.ts'

export interface Unpacked {
  /** Files and links; directories don't count. */
  readonly files: number
  /** What was left out, each with why. */
  readonly leftOut: readonly string[]
}

/** Bytes that an archive may unpack to, and how many for each of its own; below the floor, any number. */
const MAX_UNPACKED_BYTES = 4 * 2 ** 30
const MAX_EXPANSION_RATIO = 200
const EXPANSION_FLOOR_BYTES = 64 * 2 ** 20

/** Unpacks a .tar.gz into a directory that does not exist yet or empty. It appears whole or not at all. */
export async function unpack(archive: string, directory: string, signal: AbortSignal): Promise<Unpacked> {
  const temporary = await siblingDirectory(directory)
  try {
    const { size } = await stat(archive)
    const entries = new ArchiveEntryGuard()
    await pipeline(createReadStream(archive), createGunzip(), bounded(size), into(temporary, entries), { signal })
    if (entries.refusal !== undefined) throw new RunFailed(`The archive is not unpacked: ${entries.refusal}.`)
    for (const link of entries.links) await makeLink(temporary, link)
    await chmod(temporary, 0o755)
    await rename(temporary, directory)
    return { files: entries.files, leftOut: entries.leftOut }
  } catch (error) {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
    signal.throwIfAborted()
    if (error instanceof InputError || error instanceof RunFailed) throw error
    const why = isError(error) ? error.message : String(error)
    throw new RunFailed(`The archive can't be unpacked: ${why}`, { cause: error })
  }
}

async function siblingDirectory(directory: string): Promise<string> {
  try {
    await mkdir(dirname(directory), { recursive: true })
    return await mkdtemp(join(dirname(directory), `.${basename(directory)}.`))
  } catch (error) {
    throw new InputError([`\`path\`: ${directory} can't be created: ${(error as Error).message}`], { cause: error })
  }
}

/** Ends what would fill the disk: a small archive can unpack to anything. */
function bounded(compressed: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      const isBomb = bytes > EXPANSION_FLOOR_BYTES && bytes > compressed * MAX_EXPANSION_RATIO
      if (bytes <= MAX_UNPACKED_BYTES && !isBomb) done(null, chunk)
      else {
        done(
          new RunFailed(
            `The archive of ${compressed} bytes is not unpacked: it would be more than ${MAX_EXPANSION_RATIO} times as large, or larger than ` +
              `${MAX_UNPACKED_BYTES / 2 ** 30} GiB. Without \`extract\`, the action keeps the archive packed.`
          )
        )
      }
    }
  })
}

/**
 * Takes a tar, and writes its entries as they come. It is done with each chunk when it returns: what fails fails there, and nothing is
 * written behind the back of whoever clears up.
 */
function into(directory: string, entries: ArchiveEntryGuard): (chunks: AsyncIterable<Buffer>) => Promise<void> {
  const unpacker = new UnpackSync({
    cwd: directory,
    strict: true,
    // What is in the archive is a tar: it is not searched for another compression.
    gzip: false,
    brotli: false,
    zstd: false,
    preserveOwner: false,
    filter: (_path, entry) => entries.take(entry as ReadEntry)
  })
  unpacker.on('ignoredEntry', (entry: ReadEntry) => entries.leave(entry))
  let isOver = false
  unpacker.on('eof', () => (isOver = true))
  const failures: Error[] = []
  unpacker.on('error', (error: Error) => failures.push(error))
  return async chunks => {
    try {
      for await (const chunk of chunks) {
        // What follows the end of a tar is nothing. The unpacker would gather all of it.
        if (!isOver) unpacker.write(chunk)
        if (failures[0] !== undefined) throw failures[0]
      }
    } finally {
      // Closes the file that it is at.
      unpacker.end()
    }
    if (failures[0] !== undefined) throw failures[0]
  }
}

/** Links come last, so that nothing is written through one. */
async function makeLink(root: string, { path, target }: Link): Promise<void> {
  const names = path.split('/').filter(isPathSegment)
  for (let depth = 1; depth < names.length; depth++) {
    const parent = join(root, ...names.slice(0, depth))
    await mkdir(parent).catch(() => undefined)
    if (!(await lstat(parent)).isDirectory()) throw behind(path)
  }
  await symlink(target, join(root, ...names)).catch(() => Promise.reject(behind(path)))
}

const behind = (path: string): RunFailed =>
  new RunFailed(`The archive is not unpacked: its link ${JSON.stringify(path)} is something else as well.`)
