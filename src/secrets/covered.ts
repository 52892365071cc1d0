/** Where a secret occurs: from `start` to before `end`. */
export type Match = readonly [start: number, end: number]

/** Which characters of a text belong to secrets: a byte for each of them, however many matches there are. */
export class Covered {
  readonly #length: number
  /** Most texts have no secret, and need none. */
  #bytes: Uint8Array | undefined

  constructor(length: number) {
    this.#length = length
  }

  get isEmpty(): boolean {
    return this.#bytes === undefined
  }

  add([start, end]: Match): void {
    this.#bytes ??= new Uint8Array(this.#length)
    this.#bytes.fill(1, start, end)
  }

  has(at: number): boolean {
    return this.#bytes?.[at] === 1
  }

  /** What is covered from `from` to before `until`, in order; what overlaps or touches is one. */
  *runs(from = 0, until = this.#length): Generator<Match> {
    const bytes = this.#bytes?.subarray(0, until) ?? new Uint8Array()
    for (let start = bytes.indexOf(1, from); start !== -1;) {
      const next = bytes.indexOf(0, start)
      const end = next === -1 ? bytes.length : next
      yield [start, end]
      start = bytes.indexOf(1, end)
    }
  }
}
