/** What was downloaded as a directory again. An archive comes from elsewhere: nothing in it is written outside of that directory. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { ReadEntry } from 'tar'
import { Unpack } from 'tar/unpack'
import { InputError, RunFailed } from '../errors.ts'

export interface Unpacked {
  /** Files and links; directories don't count. */
  readonly files: number
  /** What was left out, each with why. */
  readonly leftOut: readonly string[]
}

/** Bytes that an archive may unpack to, and how many for each of its own; below the floor, any number. */
const MOST_BYTES = 4 * 2 ** 30
const MOST_RATIO = 200
const RATIO_FLOOR = 64 * 2 ** 20
const MOST_ENTRIES = 500_000

/** Unpacks a .tar.gz into a directory that is not there yet or empty. It appears whole or not at all. */
export async function unpack(archive: string, directory: string, signal: AbortSignal): Promise<Unpacked> {
  const temporary = await beside(directory)
  try {
    const entries = new Entries()
    const { size } = await stat(archive)
    const unpacker = new Unpack({
      cwd: temporary,
      strict: true,
      // What is in the archive is a tar: it is not looked for another compression.
      gzip: false,
      brotli: false,
      zstd: false,
      preserveOwner: false,
      filter: (_path, entry) => entries.take(entry as ReadEntry)
    })
    unpacker.on('ignoredEntry', (entry: ReadEntry) => entries.leave(entry))
    await pipeline(createReadStream(archive), createGunzip(), bounded(size), unpacker, { signal })
    if (entries.refusal !== undefined) throw new RunFailed(`The archive is not unpacked: ${entries.refusal}.`)
    await chmod(temporary, 0o755)
    await rename(temporary, directory)
    return { files: entries.files, leftOut: entries.leftOut }
  } catch (error) {
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 })
    signal.throwIfAborted()
    throw error instanceof InputError || error instanceof RunFailed ? error : unusable(error)
  }
}

async function beside(directory: string): Promise<string> {
  try {
    await mkdir(dirname(directory), { recursive: true })
    return await mkdtemp(join(dirname(directory), `.${basename(directory)}.${randomBytes(2).toString('hex')}`))
  } catch (error) {
    throw new InputError([`\`path\`: ${directory} can't be made: ${(error as Error).message}`], { cause: error })
  }
}

const unusable = (error: unknown): RunFailed =>
  new RunFailed(`The archive can't be unpacked: ${Error.isError(error) ? error.message : String(error)}`, {
    cause: error
  })

/** Ends what would fill the disk: a small archive can unpack to anything. */
function bounded(compressed: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      const isBomb = bytes > RATIO_FLOOR && bytes > compressed * MOST_RATIO
      if (bytes > MOST_BYTES || isBomb) {
        done(
          new RunFailed(
            `The archive of ${compressed} bytes is not unpacked: it is more than ${MOST_RATIO} times as large unpacked, or more than ` +
              `${MOST_BYTES / 2 ** 30} GiB. Without \`extract\`, it is kept as it is.`
          )
        )
      } else done(null, chunk)
    }
  })
}

/** Judges each entry before anything of it is written. */
class Entries {
  files = 0
  readonly leftOut: string[] = []
  /** What makes all of the archive unfit. From there on, nothing more is written. */
  refusal: string | undefined
  #count = 0

  take(entry: ReadEntry): boolean {
    this.refusal ??= refusal(entry.path, ++this.#count)
    if (this.refusal !== undefined) return false
    if (objection(entry) !== undefined) return false
    const isDirectory = entry.type === 'Directory'
    // No setuid, and whoever unpacks can read and write what they have.
    entry.mode = ((entry.mode ?? 0o644) & 0o777) | (isDirectory ? 0o700 : 0o600)
    if (!isDirectory) this.files++
    return true
  }

  /** What was not taken, or is of a kind that nobody knows. What describes other entries is no loss. */
  leave(entry: ReadEntry): void {
    if (!entry.meta) this.leftOut.push(`${entry.path} (${objection(entry) ?? 'of no use'})`)
  }
}

function refusal(path: string, count: number): string | undefined {
  if (count > MOST_ENTRIES) return `it has more than ${MOST_ENTRIES} entries`
  return isInside(path) ? undefined : `its entry ${JSON.stringify(path)} leads out of the directory`
}

const isInside = (name: string): boolean => !/^([/\\]|[A-Za-z]:)/.test(name) && !name.split(/[/\\]/).includes('..')

function objection({ type, path, linkpath = '' }: ReadEntry): string | undefined {
  if (['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(type)) return undefined
  if (type === 'Link') return 'a hard link'
  if (type !== 'SymbolicLink') return 'neither a file, a directory nor a link'
  return staysInside(path, linkpath) ? undefined : `a link to ${linkpath}, which may lead elsewhere`
}

/**
 * Whether a link leads nowhere but into the directory. It may go up at its beginning alone, as far as it lies deep: after a name that is itself
 * a link, going up leads to wherever that one points.
 */
function staysInside(path: string, target: string): boolean {
  if (/^([/\\]|[A-Za-z]:)/.test(target)) return false
  const names = target.split('/').filter(name => name !== '' && name !== '.')
  const down = names.findIndex(name => name !== '..')
  const up = down < 0 ? names.length : down
  const depth = path.split('/').filter(name => name !== '' && name !== '.').length - 1
  return up <= depth && !names.slice(up).includes('..')
}
