/** The headers of entries: ustar, and pax before it where ustar has no room for something. */
import type { Stats } from 'node:fs'
import { Header } from 'tar/header'
import { Pax } from 'tar/pax'
import { permissions, wholeSeconds } from './paths.ts'

/** Everything in a tar is a multiple of it. */
export const RECORD = 512

const TYPES = { directory: 'Directory', file: 'File', link: 'SymbolicLink' } as const

export interface HeaderOf {
  readonly kind: keyof typeof TYPES
  readonly name: string
  readonly stats: Stats
  /** Of a link. */
  readonly text?: string
}

export function encodeHeader({ kind, name, stats, text }: HeaderOf): Buffer {
  const path = text === undefined ? { path: name } : { path: name, linkpath: text }
  const size = kind === 'file' ? stats.size : 0
  const mtime = wholeSeconds(stats.mtimeMs)
  const mode = kind === 'link' ? 0o777 : permissions(stats.mode, kind === 'directory')
  const header = new Header({ ...path, type: TYPES[kind], mode, uid: 0, gid: 0, size, mtime })
  const record = Buffer.alloc(RECORD)
  // To split a long name in two, as ustar can, Header drops the slash of a directory, and makes ./name of a bare name.
  const needsPax = header.encode(record) || Buffer.byteLength(name) >= 100
  return needsPax ? Buffer.concat([new Pax({ ...path, size, mtime }).encode(), record]) : record
}
