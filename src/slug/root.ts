/** Where something that a workflow names really is, and whether it may be sent. */
import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { isGitName, isWithin } from './paths.ts'
import { isMissing, ledOutside, directoryMissing, notADirectory, noWorkspace, entryUnreadable } from './pack-errors.ts'

export interface Root {
  /** Free of links. */
  readonly path: string
  /** The checkout, free of links. Undefined outside of a job. */
  readonly checkout: string | undefined
  readonly warnings: readonly string[]
}

/**
 * The directory without its links. One whose name leads into the checkout, and from there out of it by a link, is refused: whoever may commit
 * could upload any files of the machine. One that the workflow itself names outside of the checkout is packed, with a warning.
 */
export function rootOf(directory: string, confine: string | undefined): Root {
  const path = real(directory)
  if (!statSync(path).isDirectory()) throw notADirectory(directory)
  if (confine === undefined) return { path, checkout: undefined, warnings: [] }
  const checkout = checkoutOf(confine)
  if (isLedOutside(directory, confine)) throw ledOutside('directory', directory, path, confine)
  if (isWithin(checkout, path)) return { path, checkout, warnings: [] }
  const warning = `\`directory\` is outside of the checkout ${JSON.stringify(confine)}: the action uploads the files in ${JSON.stringify(path)}`
  return { path, checkout, warnings: [warning] }
}

/** Refuses a path as it refuses a directory to upload. What can't be found can't be read either. */
export function refuseLedOutside(input: string, file: string, confine: string | undefined): void {
  const path = realFile(file)
  if (confine === undefined || path === undefined || !isLedOutside(file, confine)) return
  throw ledOutside(input, file, path, confine)
}

/** Refuses to write into a directory that a link leads out of the checkout. Of one that is missing, the part that exists decides. */
export function refuseWrittenOutside(input: string, directory: string, confine: string | undefined): void {
  let place = resolve(directory)
  while (realFile(place) === undefined && place !== dirname(place)) place = dirname(place)
  refuseLedOutside(input, place, confine)
}

function realFile(file: string): string | undefined {
  try {
    return realpathSync(file)
  } catch {
    return undefined
  }
}

function real(directory: string): string {
  try {
    return realpathSync(directory)
  } catch (error) {
    throw isMissing(error) ? directoryMissing(directory, error) : entryUnreadable(directory, error)
  }
}

function checkoutOf(confine: string): string {
  try {
    return realpathSync(confine)
  } catch (error) {
    throw noWorkspace(confine, error)
  }
}

/**
 * Whether a path that exists leads into the checkout by its name or by a link, and from there out of it by a link, or into what git keeps of it.
 * One that names `.git` itself is as the workflow wants it.
 */
export function isLedOutside(path: string, confine: string): boolean {
  const checkout = checkoutOf(confine)
  if (isWithin(checkout, realpathSync(path)))
    return isInGit(path, checkout) && !isGitPath(relative(resolve(confine), resolve(path)))
  return isWithin(resolve(confine), resolve(path)) || passes(resolve(path), checkout, new Set())
}

/** Whether something that exists is, or is in, a `.git` below a directory. The names are those on the disk. */
export const isInGit = (path: string, top: string): boolean =>
  isGitPath(relative(realpathSync.native(top), realpathSync.native(path)))

const isGitPath = (path: string): boolean => path.split(sep).some(isGitName)

/** Whether a path, or that of a link on the way, leads through the checkout. */
function passes(path: string, checkout: string, seen: Set<string>): boolean {
  if (seen.has(path)) return false
  seen.add(path)
  if (isWithin(checkout, realpathSync(path))) return true
  const above = dirname(path)
  if (above !== path && passes(above, checkout, seen)) return true
  return lstatSync(path).isSymbolicLink() && passes(resolve(realpathSync(above), readlinkSync(path)), checkout, seen)
}
