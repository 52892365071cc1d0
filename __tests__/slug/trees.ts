import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { list, type ReadEntry } from 'tar'
import { pack } from '../../src/slug/pack.ts'

/** What is to be at each path; a path that ends in a slash is an empty directory. */
export type Tree = Readonly<Record<string, string | Buffer | { readonly link: string }>>

export interface Place extends Disposable {
  readonly path: string
  at(...parts: string[]): string
}

/** A directory of one's own, gone at the end of the scope. */
export function place(): Place {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'slug-')))
  return {
    path,
    at: (...parts) => join(path, ...parts),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true })
  }
}

export function plant(directory: string, tree: Tree): void {
  mkdirSync(directory, { recursive: true })
  for (const [name, what] of Object.entries(tree)) {
    const path = join(directory, name)
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true })
    if (name.endsWith('/')) continue
    if (typeof what === 'string' || Buffer.isBuffer(what)) writeFileSync(path, what)
    else symlinkSync(what.link, path)
  }
}

/** `a b/c d/` as a tree of files that hold their own names. */
export function named(paths: string): Tree {
  return Object.fromEntries(paths.split(' ').map(path => [path, path]))
}

export interface Unpacked {
  readonly name: string
  readonly type: string
  readonly mode: string
  readonly seconds: number
  readonly owner: string
  readonly link: string | undefined
  readonly content: Buffer
}

/** The entries of an archive, as the `tar` package reads them. */
export function unpack(archive: string): Unpacked[] {
  const entries: Unpacked[] = []
  const onReadEntry = (entry: ReadEntry): void => {
    const chunks: Buffer[] = []
    entry.on('data', chunk => chunks.push(chunk))
    entry.on('end', () => entries.push(unpacked(entry, Buffer.concat(chunks))))
  }
  list({ file: archive, sync: true, strict: true, onReadEntry })
  return entries
}

function unpacked(entry: ReadEntry, content: Buffer): Unpacked {
  return {
    name: entry.path,
    type: entry.type,
    mode: (entry.mode ?? -1).toString(8),
    seconds: (entry.mtime?.getTime() ?? NaN) / 1000,
    owner: [entry.uid, entry.gid, entry.uname, entry.gname].join(':'),
    link: entry.type === 'SymbolicLink' ? entry.linkpath : undefined,
    content
  }
}

/** The names in the archive of a tree, in bytewise order. */
export async function packedNames(tree: Tree): Promise<string[]> {
  using temporary = place()
  plant(temporary.at('root'), tree)
  const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
  return unpack(path)
    .map(entry => entry.name)
    .sort()
}
