/** A directory as the archive that Terraform would upload, made in a file: it is never whole in memory. */
import { lstatSync, openSync, realpathSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { GzipFile } from './gzip.ts'
import { IGNORE_FILE, readRules } from './ignore-file.ts'
import { allExcluded, directoryEmpty, EntryRefused, slashMissing } from './pack-errors.ts'
import { rootOf } from './root.ts'
import { TarWriter } from './tar-writer.ts'
import { type WalkEntry, walk } from './walk.ts'

export interface PackOptions {
  /** The file to make, for its owner's eyes only. It must not be there yet. */
  readonly archive: string
  readonly signal?: AbortSignal
  /** The workspace. Links out of the directory are followed, as Terraform does, but never out of this one. */
  readonly confine?: string
}

export interface Archive {
  readonly path: string
  readonly bytes: number
  /** Of the names and contents of its entries: the same for the same files, whenever they were written. */
  readonly digest: string
  /** Files and links; directories don't count. */
  readonly files: number
  readonly warnings: readonly string[]
  /** The biggest files, biggest first: where to look when the archive is too big. */
  readonly largest: readonly LargeFile[]
}

export interface LargeFile {
  readonly name: string
  readonly bytes: number
}

const LARGEST_FILES_LISTED = 5
/** How long to go on without a look at signals and timers. */
const STRETCH_MS = 20

/** Fails with an InputError that names the path at fault, or with the signal's reason; no archive is left then. */
export async function pack(directory: string, { archive, signal, confine }: PackOptions): Promise<Archive> {
  signal?.throwIfAborted()
  const { path: root, checkout, warnings: about } = rootOf(directory, confine)
  const { rules, isDefault, warnings } = readRules(root, checkout)
  const gzip = new GzipFile(openSync(archive, 'wx', 0o600))
  try {
    const own = realpathSync(archive)
    const entries = walk({ root, alias: resolve(directory), rules, confine: checkout })
    const writer = new TarWriter(gzip, signal)
    const { files, largest } = await write(entries, writer, own, signal)
    if (files === 0) throw isDefault ? directoryEmpty(directory) : allExcluded(directory)
    await gzip.close()
    return {
      path: archive,
      bytes: gzip.bytes,
      digest: writer.digest(),
      files,
      warnings: [...about, ...warnings],
      largest
    }
  } catch (error) {
    await gzip.close().catch(() => undefined)
    rmSync(archive)
    const rule = error instanceof EntryRefused ? rules.lackingSlash(pathOf(root, error.entry)) : undefined
    throw error instanceof EntryRefused && rule !== undefined ? slashMissing(error, rule) : error
  }
}

/** What rules match of a name: they start again behind a link. */
function pathOf(root: string, name: string): string {
  const parts = name.split('/')
  const isLink = (part: string, at: number): boolean =>
    at < parts.length - 1 &&
    lstatSync(join(root, ...parts.slice(0, at), part), { throwIfNoEntry: false })?.isSymbolicLink() === true
  return parts.slice(parts.findLastIndex(isLink) + 1).join('/')
}

async function write(
  entries: Iterable<WalkEntry | undefined>,
  writer: TarWriter,
  own: string,
  signal: AbortSignal | undefined
) {
  const largest: LargeFile[] = []
  let files = 0
  let rested = Date.now()
  for (const entry of entries) {
    if (Date.now() - rested > STRETCH_MS) {
      await setImmediate()
      rested = Date.now()
    }
    signal?.throwIfAborted()
    if (entry === undefined || (entry.kind === 'file' && entry.path === own)) continue
    const bytes = await writer.add(entry)
    if (entry.kind !== 'directory' && entry.name !== IGNORE_FILE) files++
    if (entry.kind === 'file') note(largest, { name: entry.name, bytes })
  }
  await writer.finish()
  return { files, largest }
}

function note(largest: LargeFile[], file: LargeFile): void {
  if (largest.length >= LARGEST_FILES_LISTED && file.bytes <= (largest.at(-1)?.bytes ?? 0)) return
  largest.push(file)
  largest.sort((a, b) => b.bytes - a.bytes)
  largest.splice(LARGEST_FILES_LISTED)
}
