import type { Json } from '../json.ts'
import { DecodedText } from './decoded-text.ts'
import { decodedFormsOf, formsOf } from './forms.ts'
import { merged, type Match } from './matches.ts'
import { PatternIndex } from './pattern-index.ts'

/** The replacement of a secret. */
const HIDDEN = '***'
/** Characters of what is not indexed yet. */
const MAX_WAITING_CHARS = 67_108_864

/** The secrets that a step knows, and where they are in a text, in whatever form. */
export class Secrets {
  readonly #others: readonly Secrets[]
  readonly #indexes: PatternIndex[] = []
  /** What was added since the last search. */
  readonly #added = new Set<string>()
  #waiting = 0
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
      this.#added.add(text)
      this.#waiting += text.length
    }
    if (this.#waiting > MAX_WAITING_CHARS) this.#index()
    return forms
  }

  /** Adds the values that are read from one source, once. */
  addFrom(source: string, values: readonly Json[]): void {
    if (this.#sources.has(source)) return
    this.#sources.add(source)
    for (const value of values) this.add(value)
  }

  isIn(text: string): boolean {
    return this.#matches(text).next().done !== true
  }

  /** Whether a text is nothing but secrets. */
  isWhole(text: string): boolean {
    return this.removeFrom(text) === HIDDEN
  }

  /** The text with *** in place of every secret in it. */
  removeFrom(text: string): string {
    const matches = merged([...this.#matches(text)])
    if (matches.length === 0) return text
    const parts = matches.map(([start], number) => text.slice(matches[number - 1]?.[1] ?? 0, start) + HIDDEN)
    return parts.join('') + text.slice(matches.at(-1)?.[1])
  }

  *#matches(text: string): Generator<Match> {
    const all = this.#all()
    for (const index of all) yield* index.matches(text)
    if (all.length === 0) return
    for (const decoded of DecodedText.allOf(text)) {
      const matches = merged(all.flatMap(index => [...index.matches(decoded.text)]))
      if (matches.length > 0) yield* decoded.original(matches)
    }
  }

  #index(): void {
    if (this.#added.size > 0) this.#indexes.push(new PatternIndex(this.#added))
    this.#added.clear()
    this.#waiting = 0
  }

  #all(): readonly PatternIndex[] {
    this.#index()
    return [...this.#indexes, ...this.#others.flatMap(other => other.#all())]
  }
}
