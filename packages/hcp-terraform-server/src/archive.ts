import { open } from 'node:fs/promises'
import { mkdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { extract, list, type ReadEntry } from 'tar'

const FILES = new Set(['File', 'OldFile', 'ContiguousFile'])

/**
 * What is wrong with an uploaded archive, in the words of HashiCorp's unpacker; undefined when nothing is.
 * https://github.com/hashicorp/go-slug/blob/main/slug.go (Unpack)
 */
export async function faultOf(file: string): Promise<string | undefined> {
  if (!(await isGzip(file))) return 'failed to uncompress slug: gzip: invalid header'
  const links = new Set<string>()
  let fault: string | undefined
  try {
    await list({
      file,
      strict: true,
      onReadEntry: entry => {
        fault ??= entryFault(entry, links)
      }
    })
  } catch (error) {
    return `failed to uncompress slug: ${(error as Error).message}`
  }
  return fault === undefined ? undefined : `illegal slug error: ${fault}`
}

/** Directories are made for the files in them, and for `keep`; others of an archive are not. */
export async function unpack(file: string, directory: string, keep: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  const kept: string[] = []
  await extract({
    file,
    cwd: directory,
    preserveOwner: false,
    filter: (path, entry) => {
      if ('type' in entry && entry.type === 'Directory') {
        if (posix.normalize(path).replace(/\/$/, '') === posix.normalize(keep)) kept.push(path)
        return false
      }
      return !skipped(path)
    }
  })
  for (const path of kept) await mkdir(join(directory, path), { recursive: true })
}

function entryFault({ path, type, linkpath = '' }: ReadEntry, links: Set<string>): string | undefined {
  if (path === '' || skipped(path)) return undefined
  const name = posix.normalize(path).replace(/^\/+|\/+$/g, '')
  if (path.split('/').includes('..'))
    return `invalid filename, traversal with ".." outside of current directory: ${path}`
  const through = ancestors(name).find(parent => links.has(parent))
  if (through !== undefined) return `cannot extract "${path}" through symlink`
  if (type === 'SymbolicLink') {
    links.add(name)
    return external(name, linkpath) ? `invalid symlink ("${path}" -> "${linkpath}") has external target` : undefined
  }
  if (FILES.has(type) || type === 'Directory') return undefined
  return `failed creating "${path}", unsupported file type ${type}`
}

function external(name: string, target: string): boolean {
  if (posix.isAbsolute(target)) return true
  const resolved = posix.normalize(posix.join(posix.dirname(name), target))
  return resolved === '..' || resolved.startsWith('../')
}

function ancestors(name: string): string[] {
  const parts = name.split('/')
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'))
}

/** What macOS's tar adds next to every file. */
function skipped(path: string): boolean {
  return posix.basename(path).startsWith('._')
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
