import type { Json } from '../json.ts'
import { Covered } from './covered.ts'
import { DecodedText, withSingleBlanks } from './decoded-text.ts'
import { decodedFormsOf, formsOf } from './forms.ts'
import { joined } from './joined.ts'
import { PatternIndex } from './pattern-index.ts'

/** The replacement of a secret. */
const HIDDEN = '***'
/** Characters of what is not indexed yet. */
const MAX_WAITING_CHARS = 67_108_864
/** Characters of patterns that are kept to be indexed again with later ones. */
const MAX_MERGED_CHARS = 2_097_152

interface Part {
  readonly index: PatternIndex
  /** None where there are too many to be kept. */
  readonly patterns: readonly string[]
  readonly chars: number
}

/** The secrets that a step knows, and where they are in a text, in whatever form. */
export class Secrets {
  readonly #others: readonly Secrets[]
  /** Each more than twice the next one, up to a limit: what is added one by one must not be searched for one by one. */
  readonly #parts: Part[] = []
  /** What was added since the last search. */
  readonly #added = new Set<string>()
  #waiting = 0
  /** Whether one of them may be found where lines are wrapped. */
  #hasBlanks = false
  /** Where values were read that need not be added again. */
  readonly #sources = new Set<string>()

  /** Knows what `others` know as well, and will know. */
  constructor(...others: readonly Secrets[]) {
    this.#others = others
  }

  /** Adds a sensitive value of any shape. Gives its forms. */
  add(value: Json): ReturnType<typeof formsOf> {
    const forms = formsOf(value)
    for (const text of [...forms.texts, ...decodedFormsOf(value)]) {
      this.#enter(text)
      const unwrapped = withSingleBlanks(text)
      if (unwrapped === undefined) continue
      this.#hasBlanks = true
      if (unwrapped !== text) this.#enter(unwrapped)
    }
    if (this.#waiting > MAX_WAITING_CHARS) this.#index()
    return forms
  }

  #enter(text: string): void {
    this.#added.add(text)
    this.#waiting += text.length
  }

  /** Adds the values that are read from one source, once. */
  addFrom(source: string, values: readonly Json[]): void {
    if (this.#sources.has(source)) return
    this.#sources.add(source)
    for (const value of values) this.add(value)
  }

  isIn(text: string): boolean {
    const all = this.#all()
    const isPlainIn = (plain: string): boolean => all.some(index => index.matches(plain).next().done !== true)
    return all.length > 0 && (isPlainIn(text) || this.#decoded(text).some(decoded => isPlainIn(decoded.text)))
  }

  /** Whether a text is nothing but secrets. */
  isWhole(text: string): boolean {
    return this.removeFrom(text) === HIDDEN
  }

  /** The text with *** in place of every secret in it. */
  removeFrom(text: string): string {
    const covered = this.#coveredIn(text)
    if (covered.isEmpty) return text
    return joined(withoutRuns(text, covered))
  }

  #coveredIn(text: string): Covered {
    const all = this.#all()
    const covered = plainly(all, text)
    if (all.length === 0) return covered
    for (const decoded of this.#decoded(text)) {
      const found = plainly(all, decoded.text)
      if (!found.isEmpty) for (const match of decoded.original(found).runs()) covered.add(match)
    }
    return covered
  }

  *#decoded(text: string): Generator<DecodedText> {
    const mayBeWrapped = this.#mayBeWrapped()
    if (mayBeWrapped) yield* DecodedText.unwrapped(text)
    for (const decoded of DecodedText.allOf(text)) {
      yield decoded
      if (mayBeWrapped) yield* DecodedText.unwrapped(decoded.text, decoded)
    }
  }

  #mayBeWrapped(): boolean {
    return this.#hasBlanks || this.#others.some(other => other.#mayBeWrapped())
  }

  #index(): void {
    if (this.#added.size === 0) return
    const patterns = [...this.#added]
    let chars = this.#waiting
    for (let last = this.#parts.at(-1); last !== undefined; last = this.#parts.at(-1)) {
      if (last.chars > 2 * chars || last.chars + chars > MAX_MERGED_CHARS) break
      this.#parts.pop()
      for (const pattern of last.patterns) patterns.push(pattern)
      chars += last.chars
    }
    const index = new PatternIndex(patterns)
    this.#parts.push({ index, patterns: chars > MAX_MERGED_CHARS ? [] : patterns, chars })
    this.#added.clear()
    this.#waiting = 0
  }

  #all(): readonly PatternIndex[] {
    this.#index()
    return [...this.#parts.map(({ index }) => index), ...this.#others.flatMap(other => other.#all())]
  }
}

/** What the patterns are in a text as it is. */
function plainly(indexes: readonly PatternIndex[], text: string): Covered {
  const covered = new Covered(text.length)
  for (const index of indexes) for (const match of index.matches(text)) covered.add(match)
  return covered
}

function* withoutRuns(text: string, covered: Covered): Generator<string> {
  let read = 0
  for (const [start, end] of covered.runs()) {
    yield text.slice(read, start)
    yield HIDDEN
    read = end
  }
  yield text.slice(read)
}
