/** What of a directory goes into the archive, in the order in which Terraform puts it there. */
import { type Dirent, type Stats, lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import type { Path, IgnoreRules } from './ignore.ts'
import { isGitName, isWithin, textInArchive } from './paths.ts'
import { isInGit } from './root.ts'
import {
  badName,
  confinedLink,
  cyclicLink,
  deadLink,
  gitLink,
  isMissing,
  withReadErrors,
  specialLink,
  entryUnreadable
} from './pack-errors.ts'

export type WalkEntry =
  | { readonly kind: 'directory'; readonly name: string; readonly stats: Stats }
  | { readonly kind: 'link'; readonly name: string; readonly stats: Stats; readonly text: string }
  | { readonly kind: 'file'; readonly name: string; readonly path: string }

export interface Tree {
  /** Free of links. */
  readonly root: string
  /** The same directory as the workflow names it: links may have been made by that name. */
  readonly alias: string
  readonly rules: IgnoreRules
  /** Where a link out of the directory may lead at most; free of links. */
  readonly confine: string | undefined
}

/** A directory being read: ours, one below it, or one that a link out of it leads to. */
interface Frame {
  readonly source: string
  readonly prefix: string
  readonly path: Path
  readonly items: readonly Dirent[]
  next: number
  /** The directories of the links that led here. */
  readonly trail: readonly string[]
}

interface Visit {
  readonly entry?: WalkEntry
  readonly below?: Frame
}

const NOTHING: Visit = {}

/** Yields undefined for what is left out, so that whoever asks can do something else now and then. */
export function* walk(tree: Tree): Generator<WalkEntry | undefined, void> {
  const stack = [open(tree.root, '', tree.rules.root, [])]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const item = frame.items[frame.next++]
    if (item === undefined) {
      stack.pop()
      continue
    }
    const { entry, below } = visit(tree, frame, item)
    if (below !== undefined) stack.push(below)
    yield entry
  }
}

function visit(tree: Tree, frame: Frame, item: Dirent): Visit {
  // Through a link, no rule brings it back: in .terraformignore and links, anybody who may push could ask for the checkout's credentials.
  if (frame.trail.length > 0 && isGitName(item.name)) return NOTHING
  const path = tree.rules.read(frame.path, item.name)
  if (item.isDirectory()) return visitDirectory(tree, frame, item, path)
  if (tree.rules.excludes(path)) return NOTHING
  const name = checked(frame, item)
  if (item.isFile()) return { entry: { kind: 'file', name, path: frame.source + sep + item.name } }
  // Terraform passes over sockets, pipes and devices without a word.
  return item.isSymbolicLink() ? visitLink(tree, frame, name, frame.source + sep + item.name) : NOTHING
}

/** What is below a directory is matched by itself, also where the directory is left out. */
function visitDirectory({ rules }: Tree, frame: Frame, item: Dirent, path: Path): Visit {
  const inside = rules.read(path, '/')
  if (rules.skips(path)) return NOTHING
  const name = checked(frame, item)
  const source = frame.source + sep + item.name
  const below = open(source, `${name}/`, inside, frame.trail)
  if (rules.excludes(path) || rules.excludes(inside)) return { below }
  return { below, entry: { kind: 'directory', name: `${name}/`, stats: withReadErrors(name, () => lstatSync(source)) } }
}

function visitLink(tree: Tree, frame: Frame, name: string, path: string): Visit {
  const written = withReadErrors(name, () => readlinkSync(path))
  const text = textInArchive({ path, name, text: written }, [tree.root, tree.alias])
  if (text !== undefined)
    return { entry: { kind: 'link', name, text, stats: withReadErrors(name, () => lstatSync(path)) } }
  return follow(tree, frame, name, path, written)
}

/** What a link out of the directory leads to takes its place. */
function follow({ root, rules, confine }: Tree, frame: Frame, name: string, path: string, text: string): Visit {
  const target = resolved(name, path, text)
  if (confine !== undefined && !isWithin(confine, target)) throw confinedLink(name, target, confine)
  if (withReadErrors(name, () => isInGit(path, confine ?? root))) throw gitLink(name, target)
  const stats = withReadErrors(name, () => statSync(target))
  if (stats.isFile()) return { entry: { kind: 'file', name, path: target } }
  if (!stats.isDirectory()) throw specialLink(name, target)
  const trail = [...frame.trail, dirname(path)]
  if (trail.some(place => isWithin(target, place))) throw cyclicLink(name, target)
  // Terraform starts again with the rules here: a leading / means the top of the other directory.
  return { below: open(target, `${name}/`, rules.root, trail) }
}

function resolved(name: string, path: string, text: string): string {
  try {
    return realpathSync(path)
  } catch (error) {
    throw isMissing(error) ? deadLink(name, text, error) : entryUnreadable(name, error)
  }
}

function open(source: string, prefix: string, path: Path, trail: readonly string[]): Frame {
  const items = withReadErrors(prefix || '.', () => readdirSync(source, { withFileTypes: true }))
  return { source, prefix, path, items: sorted(items), next: 0, trail }
}

/** By bytes, where UTF-16 has an order of its own beyond U+D7FF. */
function sorted(items: Dirent[]): Dirent[] {
  const compare = items.some(({ name }) => /[\ud800-\udfff]/.test(name)) ? byBytes : byCodeUnits
  return items.sort((a, b) => compare(a.name, b.name))
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : 1
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** The name in the archive. What isn't UTF-8 on the disk reads as U+FFFD, which is also a character of its own. */
function checked(frame: Frame, item: Dirent): string {
  const name = frame.prefix + item.name
  if (!item.name.isWellFormed()) throw badName(name)
  if (item.name.includes('\ufffd')) {
    const expected = Buffer.from(item.name)
    const names = withReadErrors(name, () => readdirSync(frame.source, { encoding: 'buffer' }))
    if (!names.some(found => found.equals(expected))) throw badName(name)
  }
  return name
}
