/** The two largest primes below 2^26: products stay exact in a double. */
const FIRST_PRIME = 67_108_859
const SECOND_PRIME = 67_108_837
const MAX_BITS = 31

const { floor } = Math

const multiplyFirst = (a: number, b: number): number => {
  const product = a * b
  const rest = product - floor(product / FIRST_PRIME) * FIRST_PRIME
  return rest < 0 ? rest + FIRST_PRIME : rest >= FIRST_PRIME ? rest - FIRST_PRIME : rest
}
const multiplySecond = (a: number, b: number): number => {
  const product = a * b
  const rest = product - floor(product / SECOND_PRIME) * SECOND_PRIME
  return rest < 0 ? rest + SECOND_PRIME : rest >= SECOND_PRIME ? rest - SECOND_PRIME : rest
}

/** Bases differ from process to process, so that an attacker can't write two texts of one hash. */
const base = (): number => 65_537 + Math.floor(Math.random() * (SECOND_PRIME - 65_538))

/**
 * Two polynomial hashes of every part of a text: 52 bits for a text of any length.
 * https://en.wikipedia.org/wiki/Rabin%E2%80%93Karp_algorithm
 */
export class RollingHash {
  /** The bases to the power of 1, 2, 4, 8, … */
  readonly #firstPowers = new Float64Array(MAX_BITS)
  readonly #secondPowers = new Float64Array(MAX_BITS)
  /** Of what was read, the hashes of its beginnings. */
  #firsts = new Int32Array(0)
  #seconds = new Int32Array(0)

  constructor() {
    this.#firstPowers[0] = base()
    this.#secondPowers[0] = base()
    for (let bit = 1; bit < MAX_BITS; bit++) {
      const [first = 0, second = 0] = [this.#firstPowers[bit - 1], this.#secondPowers[bit - 1]]
      this.#firstPowers[bit] = multiplyFirst(first, first)
      this.#secondPowers[bit] = multiplySecond(second, second)
    }
  }

  /** Reads a part of a text, in place of what was read before. */
  read(text: string, from: number, until: number): void {
    const length = until - from
    if (this.#firsts.length <= length) {
      this.#firsts = new Int32Array(length + 1)
      this.#seconds = new Int32Array(length + 1)
    }
    const [firsts, seconds] = [this.#firsts, this.#seconds]
    const [firstBase = 0, secondBase = 0] = [this.#firstPowers[0], this.#secondPowers[0]]
    let first = 0
    let second = 0
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(from + index) + 1
      first = multiplyFirst(first, firstBase) + unit
      if (first >= FIRST_PRIME) first -= FIRST_PRIME
      second = multiplySecond(second, secondBase) + unit
      if (second >= SECOND_PRIME) second -= SECOND_PRIME
      firsts[index + 1] = first
      seconds[index + 1] = second
    }
  }

  /** The hashes of the beginning of what was read. */
  first(length: number): number {
    return this.#firsts[length] ?? 0
  }

  second(length: number): number {
    return this.#seconds[length] ?? 0
  }

  /** From the hash of the units before `at`, however many, that of those and the next 2^bit. */
  extendFirst(hash: number, at: number, bit: number): number {
    let before = hash - (this.#firsts[at] ?? 0)
    if (before < 0) before += FIRST_PRIME
    const longer = multiplyFirst(before, this.#firstPowers[bit] ?? 0) + (this.#firsts[at + (1 << bit)] ?? 0)
    return longer >= FIRST_PRIME ? longer - FIRST_PRIME : longer
  }

  extendSecond(hash: number, at: number, bit: number): number {
    let before = hash - (this.#seconds[at] ?? 0)
    if (before < 0) before += SECOND_PRIME
    const longer = multiplySecond(before, this.#secondPowers[bit] ?? 0) + (this.#seconds[at + (1 << bit)] ?? 0)
    return longer >= SECOND_PRIME ? longer - SECOND_PRIME : longer
  }
}
