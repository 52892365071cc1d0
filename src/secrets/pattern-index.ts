import type { Match } from './covered.ts'
import { RollingHash } from './rolling-hash.ts'

/** The first units of a pattern differ from most of a text. */
export const MIN_PATTERN_LENGTH = 3
const LONGER_LENGTH = 2 * MIN_PATTERN_LENGTH
/** Which patterns begin with three units: shorter ones than that, or others. */
const SHORT = 1
const LONGER = 2
const WINDOW_CHARS = 262_144

const { imul } = Math

/**
 * Finds many texts in another one, in time that grows with that text and the logarithm of the longest pattern, whatever the patterns are
 * like. What is kept of a pattern is a handful of hashes, so that megabytes of patterns need little memory.
 *
 * For a pattern of 13 units, the prefixes of 8, 12 (8 + 4) and 13 (8 + 4 + 1) units are entered. The longest prefix in a text is then found
 * bit by bit, the highest first: each step either finds an entry or rules out every pattern of that length and more.
 * Each entry knows the longest pattern that it begins with, so that the last entry found names the longest match.
 */
export class PatternIndex {
  readonly #hash: RollingHash
  readonly #longest: number
  readonly #topBit: number
  /** Open addressing: both hashes of an entry, the first plus one so that zero is free; and the longest pattern it begins with. */
  readonly #first: Uint32Array
  readonly #second: Uint32Array
  readonly #patterns: Uint32Array
  readonly #beginnings: Uint8Array
  /** With many patterns, their first three units occur everywhere: of those that are longer, the first six are known, too. */
  readonly #longer: Uint8Array

  constructor(patterns: Iterable<string>) {
    // The shortest first: what an entry begins with is known by then.
    const sorted = [...new Set(patterns)]
      .filter(({ length }) => length >= MIN_PATTERN_LENGTH)
      .sort((a, b) => a.length - b.length)
    this.#longest = sorted.at(-1)?.length ?? 0
    this.#topBit = Math.max(0, 31 - Math.clz32(this.#longest))
    const entries = sorted.reduce((sum, { length }) => sum + bitsOf(length), 0)
    const capacity = powerOfTwo(Math.max(16, entries * 2))
    this.#first = new Uint32Array(capacity)
    this.#second = new Uint32Array(capacity)
    this.#patterns = new Uint32Array(capacity)
    this.#beginnings = new Uint8Array(Math.min(4_194_304, Math.max(4_096, powerOfTwo(sorted.length * 64))))
    this.#longer = new Uint8Array(this.#beginnings.length)
    this.#hash = new RollingHash()
    for (const pattern of sorted) this.#enter(pattern)
  }

  #enter(pattern: string): void {
    const at = this.#beginning(pattern, 0)
    const isShort = pattern.length < LONGER_LENGTH
    this.#beginnings[at] = (this.#beginnings[at] ?? 0) | (isShort ? SHORT : LONGER)
    if (!isShort) this.#longer[this.#longerBeginning(pattern, 0)] = 1
    this.#hash.read(pattern, 0, pattern.length)
    let length = 0
    for (let bit = this.#topBit; bit >= 0; bit--) {
      if ((pattern.length & (1 << bit)) === 0) continue
      length += 1 << bit
      const slot = this.#slot(this.#hash.first(length), this.#hash.second(length))
      if (this.#first[slot] !== 0) continue
      const within = length === pattern.length ? length : this.#longestAt(0, length)
      this.#first[slot] = this.#hash.first(length) + 1
      this.#second[slot] = this.#hash.second(length)
      this.#patterns[slot] = within
    }
    const whole = this.#slot(this.#hash.first(pattern.length), this.#hash.second(pattern.length))
    this.#patterns[whole] = pattern.length
  }

  /** Where patterns occur; what overlaps or touches is one match. */
  *matches(text: string): Generator<Match> {
    if (this.#longest === 0) return
    const step = Math.max(WINDOW_CHARS, this.#longest)
    let first = -1
    let last = -1
    for (let from = 0; from < text.length; from += step) {
      const until = Math.min(text.length, from + step + this.#longest)
      const end = Math.min(from + step, text.length - MIN_PATTERN_LENGTH + 1)
      let isRead = false
      for (let at = from; at < end; at++) {
        const kinds = this.#beginnings[this.#beginning(text, at)] ?? 0
        if (kinds === 0) continue
        if (kinds === LONGER && this.#longer[this.#longerBeginning(text, at)] === 0) continue
        if (!isRead) this.#hash.read(text, from, until)
        isRead = true
        const length = this.#longestAt(at - from, until - at)
        if (length === 0) continue
        if (at > last) {
          if (last > 0) yield [first, last]
          first = at
        }
        last = Math.max(last, at + length)
      }
    }
    if (last > 0) yield [first, last]
  }

  /** The length of the longest pattern at a place of what was read, within so many units of it. 0 for none. */
  #longestAt(at: number, room: number): number {
    const hash = this.#hash
    let length = 0
    let first = 0
    let second = 0
    let pattern = 0
    for (let bit = this.#topBit; bit >= 0; bit--) {
      if (length + (1 << bit) > room) continue
      const longerFirst = hash.extendFirst(first, at + length, bit)
      const longerSecond = hash.extendSecond(second, at + length, bit)
      const slot = this.#slot(longerFirst, longerSecond)
      if (this.#first[slot] === 0) continue
      length += 1 << bit
      first = longerFirst
      second = longerSecond
      pattern = this.#patterns[slot] ?? 0
    }
    return pattern
  }

  /** Where an entry is, or would be. */
  #slot(first: number, second: number): number {
    const mask = this.#first.length - 1
    let slot = (imul(first, 0x9e3779b1) ^ imul(second, 0x85ebca6b)) >>> 0
    for (slot = (slot ^ (slot >>> 15)) & mask; this.#first[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#first[slot] === first + 1 && this.#second[slot] === second) break
    }
    return slot
  }

  #beginning(text: string, at: number): number {
    const mixed = mix(text, at)
    return ((mixed >>> 0) ^ (mixed >>> 15)) & (this.#beginnings.length - 1)
  }

  #longerBeginning(text: string, at: number): number {
    const mixed = imul(mix(text, at), 0x27d4eb2f) ^ mix(text, at + MIN_PATTERN_LENGTH)
    return ((mixed >>> 0) ^ (mixed >>> 15)) & (this.#longer.length - 1)
  }
}

const mix = (text: string, at: number): number =>
  imul(text.charCodeAt(at), 0x9e3779b1) ^
  imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
  imul(text.charCodeAt(at + 2), 0xc2b2ae35)

const powerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(Math.max(1, least)))

function bitsOf(number: number): number {
  let bits = 0
  for (let rest = number; rest > 0; rest >>>= 1) bits += rest & 1
  return bits
}
