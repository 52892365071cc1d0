/** The headers of entries: ustar, and pax before it where ustar has no room for something. */
import type { Stats } from 'node:fs'
import { Header } from 'tar/header'
import { Pax } from 'tar/pax'
import { permissions, wholeSeconds } from './paths.ts'

/** Everything in a tar is a multiple of it. */
export const RECORD_BYTES = 512
/** What ustar has for a name, with the zero behind it. */
const NAME_LENGTH = 100

const TYPES = { directory: 'Directory', file: 'File', link: 'SymbolicLink' } as const

export interface HeaderOf {
  readonly kind: keyof typeof TYPES
  readonly name: string
  readonly stats: Stats
  /** Of a link. */
  readonly text?: string
}

export function encodeHeader({ kind, name, stats, text }: HeaderOf): Buffer {
  const link = text === undefined ? {} : { linkpath: text }
  const size = kind === 'file' ? stats.size : 0
  const mtime = wholeSeconds(stats.mtimeMs)
  const mode = kind === 'link' ? 0o777 : permissions(stats.mode, kind === 'directory')
  // Header can split a long name in two, but takes long over it, loses the slash of a directory and adds ./ to a file.
  const isLong = Buffer.byteLength(name) >= NAME_LENGTH
  const path = isLong ? name.replace(/[^ -~]/g, '_').slice(0, NAME_LENGTH - 1) : name
  const header = new Header({ ...link, path, type: TYPES[kind], mode, uid: 0, gid: 0, size, mtime })
  const record = Buffer.alloc(RECORD_BYTES)
  const needsPax = header.encode(record) || isLong
  return needsPax ? Buffer.concat([new Pax({ ...link, path: name, size, mtime }).encode(), record]) : record
}
