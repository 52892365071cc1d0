/** One gzip file (RFC 1952) made of blocks, of which several are compressed at the same time. */
import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

export const BLOCK = 256 * 1024
/** Node compresses on four threads, and nothing in a running process changes that. */
const AT_ONCE = 4
/** Deflate, no name, no time, fastest, unknown system: the same directory gives the same file on any machine. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255])

const deflate = promisify(deflateRaw)

export class GzipFile {
  /** Of the file, so far. */
  bytes = 0
  readonly #file: FileHandle
  readonly #free: Buffer[] = Array.from({ length: AT_ONCE }, () => Buffer.allocUnsafeSlow(BLOCK))
  readonly #jobs: Promise<Buffer>[] = []
  #written: Promise<unknown>
  #checksum = 0
  #size = 0

  constructor(file: FileHandle) {
    this.#file = file
    this.#written = this.#write(HEADER)
  }

  /** Takes a block with so many bytes in it, and gives an empty one for it: a used one, when all are under way. */
  async exchange(block: Buffer, length: number, level: 0 | 1): Promise<Buffer> {
    this.#start(block, length, level, constants.Z_SYNC_FLUSH)
    const free = this.#free.pop() ?? (await this.#jobs.shift())
    if (free === undefined) throw new RangeError('a block is missing')
    return free
  }

  async finish(last: Buffer): Promise<void> {
    this.#start(last, last.length, 1, constants.Z_FINISH)
    await Promise.all(this.#jobs)
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(this.#checksum)
    trailer.writeUInt32LE(this.#size % 2 ** 32, 4)
    await this.#write(trailer)
  }

  /** After a failure: when nothing uses the file any more. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#written, ...this.#jobs])
  }

  #start(block: Buffer, length: number, level: 0 | 1, flush: number): void {
    const data = block.subarray(0, length)
    this.#checksum = crc32(data, this.#checksum)
    this.#size += length
    // With the room that a block of noise needs, and a flush in its first step, zlib is done in one go.
    const compressed = deflate(data, { level, memLevel: 9, flush, finishFlush: flush, chunkSize: BLOCK + 1024 })
    const before = this.#written
    const job = (async () => {
      const bytes = await compressed
      await before
      await this.#write(bytes)
      // Frees the memory now. The garbage collector would let some 80 MB of such buffers gather.
      bytes.buffer.transfer(0)
      return block
    })()
    job.catch(() => undefined) // Whoever waits for it gets the error, though maybe later.
    this.#written = job
    this.#jobs.push(job)
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.writeFile(bytes)
    this.bytes += bytes.length
  }
}
