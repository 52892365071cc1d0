/** A directory as the archive that Terraform would upload, made in a file: it is never whole in memory. */
import { openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { GzipFile } from './gzip.ts'
import { type Rules, parseRules } from './ignore.ts'
import { allExcluded, codeOf, empty, isMissing, missing, notADirectory, noWorkspace, unreadable } from './refusal.ts'
import { TarWriter } from './tar-writer.ts'
import { type Entry, walk } from './walk.ts'

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

interface Instructions {
  readonly rules: Rules
  readonly isDefault: boolean
  readonly warnings: readonly string[]
}

const IGNORE_FILE = '.terraformignore'
const LARGEST = 5
/** How long to go on without a look at signals and timers. */
const STRETCH_MS = 20

/** Fails with an InputError that names the path at fault, or with the signal's reason; no archive is left then. */
export async function pack(directory: string, { archive, signal, confine }: PackOptions): Promise<Archive> {
  signal?.throwIfAborted()
  const root = rootOf(directory)
  const { rules, isDefault, warnings } = readRules(root)
  const limit = confine === undefined ? undefined : workspaceOf(confine)
  const gzip = new GzipFile(openSync(archive, 'wx', 0o600))
  try {
    const own = realpathSync(archive)
    const entries = walk({ root, alias: resolve(directory), rules, confine: limit })
    const { files, largest } = await write(entries, new TarWriter(gzip, signal), own, signal)
    if (files === 0) throw isDefault ? empty(directory) : allExcluded(directory)
    await gzip.close()
    return { path: archive, bytes: gzip.bytes, files, warnings, largest }
  } catch (error) {
    await gzip.close().catch(() => undefined)
    rmSync(archive)
    throw error
  }
}

function rootOf(directory: string): string {
  const root = resolved(directory)
  if (!statSync(root).isDirectory()) throw notADirectory(directory)
  return root
}

function resolved(directory: string): string {
  try {
    return realpathSync(directory)
  } catch (error) {
    throw isMissing(error) ? missing(directory, error) : unreadable(directory, error)
  }
}

function workspaceOf(confine: string): string {
  try {
    return realpathSync(confine)
  } catch (error) {
    throw noWorkspace(confine, error)
  }
}

/** Only the file at the root counts. */
function readRules(root: string): Instructions {
  const { text, problem } = readIgnoreFile(join(root, IGNORE_FILE))
  const rules = parseRules(text)
  const warnings = rules.invalid.map(
    line => `${IGNORE_FILE}: ${JSON.stringify(line)} is no valid rule and has no effect`
  )
  if (problem !== undefined)
    warnings.push(`${IGNORE_FILE} can't be read (${problem}): only Terraform's default rules apply`)
  return { rules, isDefault: text === undefined, warnings }
}

/** Terraform warns too, and goes on. */
function readIgnoreFile(path: string): { readonly text?: string; readonly problem?: string } {
  try {
    return statSync(path).isFile() ? { text: readFileSync(path, 'utf8') } : { problem: 'not a file' }
  } catch (error) {
    return isMissing(error) ? {} : { problem: codeOf(error) }
  }
}

async function write(
  entries: Iterable<Entry | undefined>,
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
  if (largest.length >= LARGEST && file.bytes <= (largest.at(-1)?.bytes ?? 0)) return
  largest.push(file)
  largest.sort((a, b) => b.bytes - a.bytes)
  largest.splice(LARGEST)
}
