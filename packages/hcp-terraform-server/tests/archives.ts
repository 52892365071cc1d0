import { gzipSync } from 'node:zlib'
import { Header, type HeaderData } from 'tar'

/** A .tar.gz of these files, from no directory. */
export function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  return archiveWith(Object.entries(files).map(([path, content]) => ({ path, type: 'File' as const, content })))
}

/** One with any entries, also such as no packer would write. */
export function archiveWith(entries: readonly (HeaderData & { readonly content?: string })[]): Buffer {
  const blocks = entries.flatMap(({ content = '', ...data }) => {
    const body = Buffer.from(content)
    const header = new Header({ mode: 0o644, mtime: new Date(0), size: body.length, ...data })
    const block = Buffer.alloc(512)
    header.encode(block)
    return [block, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}
