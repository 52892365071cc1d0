/** Arithmetic of paths and of what is known about files: nothing here looks at a disk. */
import nodePath, { posix, type PlatformPath } from 'node:path'

export function isWithin(directory: string, path: string, flavor: PlatformPath = nodePath): boolean {
  const way = flavor.relative(directory, path)
  return way !== '..' && !way.startsWith(`..${flavor.sep}`) && !flavor.isAbsolute(way)
}

/** What git keeps of a checkout, with the credentials in its configuration. Some systems ignore the case of names. */
export const isGitName = (name: string): boolean => name.toLowerCase() === '.git'

export interface Link {
  /** Where it is on this machine. */
  readonly path: string
  /** Where it is in the archive. */
  readonly name: string
  readonly text: string
}

/**
 * What a link to something below one of the roots says in the archive: its own text, if that leads to the same place
 * there without leaving the archive on the way; else the way from its place to that one. Terraform keeps the text in
 * any case, and so uploads links that are broken, or that the service refuses ("has external target"): absolute ones,
 * ones through `../name-of-the-root`, and those that an outside directory brings along.
 * Undefined where the link leads elsewhere.
 */
export function textInArchive(
  link: Link,
  roots: readonly string[],
  flavor: PlatformPath = nodePath
): string | undefined {
  const target = flavor.resolve(flavor.dirname(link.path), link.text)
  const root = roots.find(candidate => isWithin(candidate, target, flavor))
  if (root === undefined) return undefined
  const wanted = slashed(flavor.relative(root, target), flavor)
  const place = posix.dirname(link.name)
  const text = slashed(link.text, flavor)
  const found = posix.join(place, text).replace(/\/$/, '')
  if (!flavor.isAbsolute(link.text) && found === (wanted || '.')) return text
  return posix.relative(`/${place}`, `/${wanted}`) || '.'
}

/** The permission bits. Windows has none of its own, where Node makes up 0666 for everything. */
export function permissions(mode: number, isDirectory: boolean, platform: NodeJS.Platform = process.platform): number {
  if (platform === 'win32') return isDirectory ? 0o755 : 0o644
  return mode & 0o777
}

/** To the nearest second, half a second up, as Go rounds it. */
export function wholeSeconds(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 1000 + 0.5) * 1000)
}

function slashed(path: string, flavor: PlatformPath): string {
  return flavor.sep === '/' ? path : path.replaceAll(flavor.sep, '/')
}
