/** Entries, as tar wants them, gathered in blocks for the compressed file. */
import { createHash } from 'node:crypto'
import { isDense } from './density.ts'
import { OpenFile } from './file-reader.ts'
import { BLOCK_BYTES, type GzipFile } from './gzip.ts'
import { RECORD_BYTES, encodeHeader } from './header.ts'
import { changed } from './pack-errors.ts'
import type { WalkEntry } from './walk.ts'

type FileEntry = Extract<WalkEntry, { kind: 'file' }>

/** A block being filled. */
interface Lane {
  block: Buffer
  length: number
  readonly level: 0 | 1
}

/**
 * Small files that compression can't make smaller are gathered in blocks of their own, which are stored as they are:
 * zlib spends four times as long on such bytes as on text. They come a little later in the archive for it. No entry
 * begins in one block and ends in another, but for those that fill several all by themselves.
 */
export class TarWriter {
  readonly #gzip: GzipFile
  readonly #signal: AbortSignal | undefined
  readonly #contents = createHash('sha256')
  readonly #buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES)
  readonly #deflated: Lane = { block: Buffer.allocUnsafeSlow(BLOCK_BYTES), length: 0, level: 1 }
  readonly #stored: Lane = { block: Buffer.allocUnsafeSlow(BLOCK_BYTES), length: 0, level: 0 }

  constructor(gzip: GzipFile, signal: AbortSignal | undefined) {
    this.#gzip = gzip
    this.#signal = signal
  }

  /** How many bytes the entry holds. */
  async add(entry: WalkEntry): Promise<number> {
    if (entry.kind === 'file') return this.#addFile(entry)
    this.#count(entry.kind, entry.name, entry.kind === 'link' ? entry.text : '')
    await this.#put(this.#deflated, encodeHeader(entry))
    return 0
  }

  /** A digest of the names and contents of all entries, and of which files can be run. Their other permissions and their times are not in it. */
  digest(): string {
    return this.#contents.digest('base64url')
  }

  /** No part of one entry can be read as another one. */
  #count(...properties: readonly (string | number | boolean)[]): void {
    this.#contents.update(`${JSON.stringify(properties)}\n`)
  }

  /** Two records of zeros end an archive. */
  async finish(): Promise<void> {
    await this.#send(this.#stored)
    await this.#put(this.#deflated, Buffer.alloc(2 * RECORD_BYTES))
    await this.#gzip.finish(this.#deflated.block, this.#deflated.length)
  }

  /** A file that is being written to gets a second chance, as long as nothing of it has been written. */
  async #addFile(entry: FileEntry): Promise<number> {
    const size = (await this.#tryFile(entry)) ?? (await this.#tryFile(entry))
    if (size === undefined) throw changed(entry.name, 'changed its size')
    return size
  }

  async #tryFile(entry: FileEntry): Promise<number | undefined> {
    const file = new OpenFile(entry)
    try {
      if (file.length < this.#buffer.length) {
        const bytes = file.whole(this.#buffer)
        if (bytes === undefined) return undefined
        this.#count(entry.kind, entry.name, file.isExecutable, file.size)
        this.#contents.update(file.contentIn(bytes))
        await this.#put(isDense(bytes.subarray(RECORD_BYTES)) ? this.#stored : this.#deflated, bytes)
      } else {
        this.#count(entry.kind, entry.name, file.isExecutable, file.size)
        await this.#putParts(file.parts(this.#buffer, content => this.#contents.update(content)))
      }
      return file.size
    } finally {
      file.close()
    }
  }

  async #put(lane: Lane, bytes: Buffer): Promise<void> {
    if (lane.length + bytes.length > lane.block.length) await this.#send(lane)
    lane.length += bytes.copy(lane.block, lane.length)
  }

  async #putParts(parts: Iterable<Buffer>): Promise<void> {
    const lane = this.#deflated
    await this.#send(lane)
    for (const part of parts) {
      for (let at = 0; at < part.length;) {
        if (lane.length === lane.block.length) await this.#send(lane, isDense(lane.block) ? 0 : 1)
        const count = part.copy(lane.block, lane.length, at)
        lane.length += count
        at += count
      }
    }
    await this.#send(lane)
  }

  async #send(lane: Lane, level = lane.level): Promise<void> {
    this.#signal?.throwIfAborted()
    if (lane.length === 0) return
    lane.block = await this.#gzip.exchange(lane.block, lane.length, level)
    lane.length = 0
  }
}
