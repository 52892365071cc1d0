/** Gives what a log holds from a byte on, at most `limit` bytes; none when no more is written yet. */
export type LogSliceReader = (offset: number, limit: number) => Promise<Uint8Array>

/** Bytes that are asked for at first, and at most once slices come full: each request counts, and is held in memory. */
const READ_LIMIT_BYTES = 1_048_576
const MAX_READ_LIMIT_BYTES = 16_777_216
/** A slice of this size or more may have been cut short by the server: more is to be had at once. */
const FULL_READ_BYTES = 65_536
/** Bytes that are read in a row of a log that still grows. Then it is time to see how its run is. */
const MAX_BYTES_IN_A_ROW = 67_108_864
/** Limits of bytes of a log, and of slices after its phase: a longer log is endless. */
const MAX_LOG_BYTES = 2 ** 30
const MAX_READS = 20_000
/** The first byte of a log, and the last of one that is complete. */
const STX = 0x02
const ETX = 0x03

/**
 * One log, read from its start as it grows. Offsets count bytes, the markers too; characters and lines may be split anywhere.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#attributes (`log-read-url`)
 */
export class LogReader {
  readonly #slice: LogSliceReader
  readonly #decoder = new TextDecoder()
  #offset = 0
  #limit = READ_LIMIT_BYTES
  /** Whether the last byte was the end marker: it is not part of the text unless more follows. */
  #isMarked = false
  #slices = 0

  constructor(slice: LogSliceReader) {
    this.#slice = slice
  }

  /**
   * Whether what was read ends with the end marker. A log whose phase was killed may never have one, and a value in the log may have the same
   * character: only a log of which no more is to be had ends there.
   */
  get isMarked(): boolean {
    return this.#isMarked
  }

  /** Whether there is so much of it that the rest is not read. */
  get endless(): boolean {
    return this.#offset > MAX_LOG_BYTES || this.#slices > MAX_READS
  }

  /**
   * What has been written since the last call, slice by slice; a slice that ends inside of a character may give no text. Reads while
   * there may be more at once: after a slice as large as servers give, and with `toTheEnd` after any that is not empty, also one with the end
   * marker.
   */
  async *news(toTheEnd = false): AsyncGenerator<string> {
    const start = this.#offset
    for (let more = true; more && !this.endless;) {
      const bytes = await this.#slice(this.#offset, this.#limit)
      if (bytes.length === 0) return
      if (bytes.length >= this.#limit) this.#limit = Math.min(MAX_READ_LIMIT_BYTES, this.#limit * 4)
      if (toTheEnd) this.#slices += 1
      yield this.#take(bytes)
      const isFull = bytes.length >= FULL_READ_BYTES && this.#offset - start < MAX_BYTES_IN_A_ROW
      more = toTheEnd || (isFull && !this.#isMarked)
    }
  }

  #take(bytes: Uint8Array): string {
    const start = this.#offset === 0 && bytes[0] === STX ? 1 : 0
    const held = this.#isMarked ? this.#decoder.decode(Uint8Array.of(ETX), { stream: true }) : ''
    this.#offset += bytes.length
    this.#isMarked = bytes.at(-1) === ETX
    const text = bytes.subarray(start, this.#isMarked ? -1 : undefined)
    return held + this.#decoder.decode(text, { stream: true })
  }
}

/** Characters of a line. A line of a structured log holds a whole diagnostic. */
const MAX_LINE_CHARS = 33_554_432
/** A part of a line may end inside of a secret, which then is not found. */
export const TOO_LONG = `A line of more than ${MAX_LINE_CHARS.toLocaleString('en')} characters is left out.`

/** Whole lines from pieces of text. A line that does not end is left out. */
export class LineSplitter {
  #rest = ''
  #isTooLong = false

  /** The lines that `text` completes. */
  push(text: string): readonly string[] {
    // A long line comes in many pieces: what has been searched is not searched again.
    const lines = text.includes('\n') ? (this.#rest + text).split('\n') : [this.#rest + text]
    this.#rest = lines.pop() ?? ''
    if (this.#isTooLong) {
      if (lines.shift() === undefined) this.#rest = ''
      else this.#isTooLong = false
    }
    if (this.#rest.length > MAX_LINE_CHARS) {
      this.#rest = ''
      this.#isTooLong = true
      lines.push(TOO_LONG)
    }
    return lines
  }

  /** What is left when no more comes. */
  flush(): readonly string[] {
    const rest = this.#rest
    this.#rest = ''
    return rest === '' ? [] : [rest]
  }
}
