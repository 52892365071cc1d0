const STX = 0x02
const ETX = 0x03

/**
 * The log of a plan or an apply: bytes between STX and ETX, read by offset while it still grows. The markers count as bytes.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#show-a-plan (log-read-url)
 */
export class Log {
  #bytes = Buffer.alloc(0)
  #size = 0
  #open = false

  get size(): number {
    return this.#size
  }

  get text(): string {
    return this.#bytes.toString('utf8', 0, this.#size)
  }

  begin({ marked }: { marked: boolean }): void {
    this.#open = true
    if (marked) this.#write(Uint8Array.of(STX))
  }

  /** Text before the beginning or after the end is lost, as it is on the service. */
  append(text: string | Uint8Array): void {
    if (this.#open) this.#write(typeof text === 'string' ? Buffer.from(text) : text)
  }

  end({ marked }: { marked: boolean }): void {
    if (this.#open && marked) this.#write(Uint8Array.of(ETX))
    this.#open = false
  }

  read(offset: number, limit: number): Buffer {
    return this.#bytes.subarray(Math.min(offset, this.#size), Math.min(offset + limit, this.#size))
  }

  #write(bytes: Uint8Array): void {
    if (this.#size + bytes.length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(1024, this.#bytes.length * 2, this.#size + bytes.length))
      this.#bytes.copy(larger, 0, 0, this.#size)
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#size)
    this.#size += bytes.length
  }
}
