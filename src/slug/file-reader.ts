/** A file as it goes into an archive: header, bytes, zeros to fill its last record. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { RECORD_BYTES, encodeHeader } from './header.ts'
import { changed, withReadErrors } from './pack-errors.ts'
import type { WalkEntry } from './walk.ts'

type FileEntry = Extract<WalkEntry, { kind: 'file' }>

/** Should a link or a pipe take the place of a file, it is neither followed nor waited for. Windows lacks these flags. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants as Readonly<Record<string, number | undefined>>
const READ = (O_RDONLY ?? 0) | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)

export class OpenFile {
  readonly size: number
  readonly isExecutable: boolean
  readonly #name: string
  readonly #descriptor: number
  readonly #header: Buffer

  constructor(entry: FileEntry) {
    this.#name = entry.name
    this.#descriptor = withReadErrors(entry.name, () => openSync(entry.path, READ))
    const stats = fstatSync(this.#descriptor)
    if (!stats.isFile()) {
      this.close()
      throw changed(entry.name, 'became something else')
    }
    this.size = stats.size
    this.isExecutable = (stats.mode & 0o111) !== 0
    this.#header = encodeHeader({ kind: 'file', name: entry.name, stats })
  }

  /** In the archive, with all that belongs to it. */
  get length(): number {
    return this.#header.length + this.size + this.#padding
  }

  /** All of it, in a buffer with more room than that; undefined when there are more or less bytes than there were. */
  whole(buffer: Buffer): Buffer | undefined {
    const start = this.#header.copy(buffer)
    const end = start + this.size
    // Asks for a byte too many, to see that there is none.
    let at = start
    let count: number
    do {
      count = this.#read(buffer, at, end + 1)
      at += count
    } while (count > 0 && at < end)
    return at === end ? buffer.fill(0, end, this.length).subarray(0, this.length) : undefined
  }

  /** What the file itself has, in what `whole` gave. */
  contentIn(whole: Buffer): Buffer {
    return whole.subarray(this.#header.length, this.#header.length + this.size)
  }

  /** The same in parts, each only until the next one is asked for. `read` gets those of the file itself. */
  *parts(buffer: Buffer, read: (content: Buffer) => void): Generator<Buffer, void> {
    yield this.#header
    for (let left = this.size; left > 0;) {
      const count = this.#read(buffer, 0, Math.min(left, buffer.length))
      if (count === 0) throw changed(this.#name, 'was cut short')
      const part = buffer.subarray(0, count)
      read(part)
      yield part
      left -= count
    }
    if (fstatSync(this.#descriptor).size !== this.size) throw changed(this.#name, 'grew')
    yield Buffer.alloc(this.#padding)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  get #padding(): number {
    return (RECORD_BYTES - (this.size % RECORD_BYTES)) % RECORD_BYTES
  }

  #read(buffer: Buffer, from: number, to: number): number {
    return withReadErrors(this.#name, () => readSync(this.#descriptor, buffer, from, to - from, null))
  }
}
