/** One gzip file (RFC 1952) made of blocks, of which several are compressed at the same time. */
import { type WriteStream, createWriteStream } from 'node:fs'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib'

export const BLOCK_BYTES = 256 * 1024
/** Twice the threads that Node has for it, which a running process can't change: none of them waits for its next block. */
const CONCURRENT_BLOCKS = 8
/** Deflate, no name, no time, fastest, unknown system: the same directory gives the same file on any machine. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255])

/** Ends a block so that another can follow it. */
const FLUSH = constants.Z_SYNC_FLUSH

const deflate = promisify(deflateRaw)

export class GzipFile {
  /** Of the file, so far. */
  bytes = 0
  readonly #stream: WriteStream
  readonly #jobs: Promise<Buffer>[] = []
  #sent = Promise.resolve()
  #checksum = 0
  #size = 0

  /** The file is closed by `close`. */
  constructor(descriptor: number) {
    // While it writes, a stream gathers the next blocks, to write them at once: waiting for each block would cost more.
    this.#stream = createWriteStream('', { fd: descriptor })
    this.#stream.on('error', () => undefined) // Each write tells its own caller, and all that follow.
    this.#write(HEADER).catch(() => undefined)
  }

  /** Takes a block with so many bytes in it, and gives an empty one for it: a used one, when enough are under way. */
  async exchange(block: Buffer, length: number, level: 0 | 1): Promise<Buffer> {
    this.#start(block, this.#counted(block, length), level)
    const used = this.#jobs.length > CONCURRENT_BLOCKS ? await this.#jobs.shift() : undefined
    return used ?? Buffer.allocUnsafeSlow(BLOCK_BYTES)
  }

  async finish(block: Buffer, length: number): Promise<void> {
    // Right here: for the only block that most archives have, a thread would take longer to begin than this to end.
    const last = deflateRawSync(this.#counted(block, length), { level: 1, memLevel: 9 })
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(this.#checksum)
    trailer.writeUInt32LE(this.#size % 2 ** 32, 4)
    await this.#sent
    await Promise.all([...this.#jobs, this.#write(Buffer.concat([last, trailer]))])
  }

  /** When nothing uses the file any more; a failure to write it comes here at the latest. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#sent, ...this.#jobs])
    await new Promise<unknown>(resolve => this.#stream.close(resolve))
    if (this.#stream.errored !== null) throw this.#stream.errored
  }

  #counted(block: Buffer, length: number): Buffer {
    const data = block.subarray(0, length)
    this.#checksum = crc32(data, this.#checksum)
    this.#size += length
    return data
  }

  #start(block: Buffer, data: Buffer, level: 0 | 1): void {
    // With the room that a block of noise needs, and a flush in its first step, zlib is done in one go.
    const compressed = deflate(data, {
      level,
      memLevel: 9,
      chunkSize: BLOCK_BYTES + 1024,
      flush: FLUSH,
      finishFlush: FLUSH
    })
    const before = this.#sent
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
    this.#sent = (async () => {
      const bytes = await compressed
      await before
      this.#write(bytes).then(() => {
        // Frees the memory now. The garbage collector would let some 80 MB of such buffers gather.
        bytes.buffer.transfer(0)
        resolve(block)
      }, reject)
    })()
    this.#sent.catch(reject)
    promise.catch(() => undefined) // Whoever waits for it gets the error, though maybe later.
    this.#jobs.push(promise)
  }

  #write(bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(bytes, error => {
        this.bytes += bytes.length
        if (error) reject(this.#stream.errored ?? error)
        else resolve()
      })
    })
  }
}
