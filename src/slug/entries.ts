import type { ReadEntry } from 'tar'

/** A symbolic link to create. */
export interface Link {
  readonly path: string
  readonly target: string
}

const MAX_ENTRIES = 500_000

/** Judges each entry of an archive before anything of it is written. */
export class ArchiveEntryGuard {
  /** Files and links; directories don't count. */
  files = 0
  readonly links: Link[] = []
  readonly leftOut: string[] = []
  /** What makes all of the archive unfit. From there on, nothing more is written. */
  refusal: string | undefined
  #count = 0

  /** Whether to write an entry now. */
  take(entry: ReadEntry): boolean {
    this.refusal ??= refusal(entry.path, ++this.#count)
    if (this.refusal !== undefined || refusalOf(entry) !== undefined) return false
    const isDirectory = entry.type === 'Directory'
    if (!isDirectory) this.files++
    if (entry.type === 'SymbolicLink') {
      this.links.push({ path: entry.path, target: entry.linkpath ?? '' })
      return false
    }
    // No setuid, and whoever unpacks can read and write what they have.
    entry.mode = ((entry.mode ?? 0o644) & 0o777) | (isDirectory ? 0o700 : 0o600)
    return true
  }

  /** Notes what was not taken, or has an unknown kind. Entries that describe others are not lost. */
  leave(entry: ReadEntry): void {
    const why = refusalOf(entry)
    if (!entry.meta && why !== undefined) this.leftOut.push(`${entry.path} (${why})`)
  }
}

function refusal(path: string, count: number): string | undefined {
  if (count > MAX_ENTRIES) return `it has more than ${MAX_ENTRIES} entries`
  return isInside(path) ? undefined : `its entry ${JSON.stringify(path)} leads out of the directory`
}

const isAbsolute = (name: string): boolean => /^([/\\]|[A-Za-z]:)/.test(name)
const isInside = (name: string): boolean => !isAbsolute(name) && !name.split(/[/\\]/).includes('..')

/** Git runs programs that the settings of a repository name, for whoever asks it something there later. */
const isOfRepository = (path: string): boolean => path.split(/[/\\]/).some(name => /^\.git[. ]*$/i.test(name))

function refusalOf({ type, path, linkpath = '' }: ReadEntry): string | undefined {
  if (isOfRepository(path)) return 'a part of a git repository'
  if (['File', 'OldFile', 'ContiguousFile', 'Directory'].includes(type)) return undefined
  if (type === 'Link') return 'a hard link'
  if (type !== 'SymbolicLink') return 'neither a file, a directory nor a link'
  return staysInside(path, linkpath) ? undefined : `a link to ${linkpath}, which may lead elsewhere`
}

/**
 * Whether a link leads nowhere but into the directory. It may go up only at its beginning, as far as it is deep: after a name that is itself
 * a link, going up leads to wherever that one points. A backslash separates names on Windows, and here on every system.
 */
function staysInside(path: string, target: string): boolean {
  if (isAbsolute(target)) return false
  const names = target.split(/[/\\]/).filter(isPathSegment)
  const down = names.findIndex(name => name !== '..')
  const up = down < 0 ? names.length : down
  return up < path.split('/').filter(isPathSegment).length && !names.slice(up).includes('..')
}

/** A part of a path that leads somewhere. */
export const isPathSegment = (name: string): boolean => name !== '' && name !== '.'
