import type { Action, Difference, Scalar } from './tree.ts'

/** The mark in front of a line. A resource has more ways to change than a value has. */
export type LineMark =
  Action | 'delete-create' | 'create-delete' | 'read' | 'forget' | 'create-forget' | 'forget-create' | 'unknown'

export type Style = 'faint' | 'red' | 'yellow' | 'green' | 'cyan' | 'bold'

/** What may be shown of values, and how: for a log that others read. */
export interface Filter {
  /** A value without what must not be shown. */
  readonly value: (value: Scalar) => Scalar
  /** A line of a text, which is not put in quotes. */
  readonly line: (line: string) => string
}

/** Shows everything as it is. */
export const UNFILTERED: Filter = { value: value => value, line: line => line }

/** Takes lines, piece by piece. */
export interface Writer {
  readonly filter: Filter
  /** Whether parts of a value that stay as they are may be left out, with a note of how much. */
  readonly elides: boolean
  /** The placeholder of a value that the plan does not know. */
  readonly unknown: string
  /** A value begins where the text has got to. */
  enter(node: Difference): void
  /** The value that began last ends. */
  leave(): void
  /** Begins a line, so many levels deep. */
  line(depth: number, mark: LineMark): void
  /** Begins a line with nothing in front. */
  blank(): void
  /** Puts a mark, of four columns. */
  mark(mark: LineMark): void
  text(text: string): void
  styled(style: Style, text: string): void
  /** What follows has this style, up to the next reset. */
  begin(...styles: readonly (Style | 'reset')[]): void
  /** All lines so far. */
  finished(): readonly string[]
}

const CODES: Readonly<Record<Style, number>> = { faint: 90, red: 31, yellow: 33, green: 32, cyan: 36, bold: 1 }

const SIGNS: Readonly<
  Record<Exclude<LineMark, 'none'>, readonly [pad: string, ...signs: (readonly [Style | undefined, string])[]]>
> = {
  create: ['  ', ['green', '+']],
  delete: ['  ', ['red', '-']],
  update: ['  ', ['yellow', '~']],
  'delete-create': ['', ['red', '-'], [undefined, '/'], ['green', '+']],
  'create-delete': ['', ['green', '+'], [undefined, '/'], ['red', '-']],
  read: [' ', ['cyan', '<=']],
  forget: [' ', ['red', '.']],
  'create-forget': [' ', ['green', '+'], [undefined, '/'], ['red', '.']],
  'forget-create': [' ', ['red', '.'], [undefined, '/'], ['green', '+']],
  unknown: ['  ', ['red', '?']]
}

export const KNOWN_LATER = '(known after apply)'

/** Lines as the CLI prints them: four columns a level, and the mark in the four before the text. */
export class CliWriter implements Writer {
  readonly elides = false
  readonly unknown = KNOWN_LATER
  readonly #lines: string[] = []
  readonly filter: Filter
  readonly #color: boolean
  #current: string[] = []

  constructor(color: boolean, filter: Filter) {
    this.#color = color
    this.filter = filter
  }

  enter(): void {
    // Where values begin matters to those who shorten the text.
  }

  leave(): void {
    // As above.
  }

  line(depth: number, mark: LineMark): void {
    this.blank()
    this.#current.push(' '.repeat(4 * depth))
    this.mark(mark)
  }

  blank(): void {
    this.#flush()
    this.#current = ['']
  }

  text(text: string): void {
    this.#current.push(text)
  }

  styled(style: Style, text: string): void {
    this.#current.push(this.#color ? `\u001b[${CODES[style]}m${text}\u001b[0m\u001b[0m` : text)
  }

  begin(...styles: readonly (Style | 'reset')[]): void {
    if (this.#color) for (const style of styles) this.#current.push(`\u001b[${style === 'reset' ? 0 : CODES[style]}m`)
  }

  finished(): readonly string[] {
    this.#flush()
    return this.#lines
  }

  #flush(): void {
    if (this.#current.length > 0) this.#lines.push(this.#current.join(''))
    this.#current = []
  }

  mark(mark: LineMark): void {
    if (mark === 'none') this.#current.push('    ')
    else {
      this.#sign(mark)
      this.begin('reset')
      this.#current.push(' ')
    }
  }

  /** A line of the legend. */
  legend(mark: Exclude<LineMark, 'none'>, meaning: string): void {
    this.blank()
    this.#sign(mark)
    this.#current.push(` ${meaning}`)
    this.begin('reset')
  }

  #sign(mark: Exclude<LineMark, 'none'>): void {
    const [pad, ...signs] = SIGNS[mark]
    this.#current.push(pad)
    for (const [style, sign] of signs) {
      if (style === undefined) this.#current.push(sign)
      else {
        this.begin(style)
        this.#current.push(sign)
        this.begin('reset')
      }
    }
  }
}
