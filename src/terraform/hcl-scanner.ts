/** `name = expression`, the expression as it is written. */
export interface HclArgument {
  readonly name: string
  readonly expression: string
}

export interface HclBlock {
  readonly type: string
  readonly labels: readonly string[]
  readonly arguments: readonly HclArgument[]
}

/** The top of an HCL file. Of the blocks inside a block nothing is known. */
export interface HclFile {
  readonly arguments: readonly HclArgument[]
  readonly blocks: readonly HclBlock[]
}

/** Finds the arguments and blocks of HCL, and throws at what it does not expect. It evaluates nothing. */
export const scanHcl = (text: string): HclFile => new HclScanner(text.replace(/^\uFEFF/, '')).file()

/** The texts in an expression, in quotes and in heredocs, with their escapes as they are written. */
export function textsIn(expression: string): readonly string[] {
  const scanner = new HclScanner(`x = ${expression}\n`)
  scanner.file()
  return scanner.texts
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const SPACE = /[ \t]+/y
const COMMENT = /(?:#|\/\/)[^\n]*/y
const INLINE_COMMENT = /\/\*[^]*?\*\//y
const LINE_END = /\s+/y
const LABEL = /"((?:[^"\\\r\n$%]|\\.)*)"/y
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy
const LINE = /[^\n]*/y
const PLAIN = /[^\n$%]+/y
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Why a file can't be read, with the line. The text itself may be a secret. */
export class HclError extends Error {}

class HclScanner {
  /** Of the expressions, as far as they have been read. */
  readonly texts: string[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  file(): HclFile {
    const blocks: HclBlock[] = []
    return { arguments: this.#body(true, blocks), blocks }
  }

  #body(isTop: boolean, blocks?: HclBlock[]): readonly HclArgument[] {
    const found: HclArgument[] = []
    for (;;) {
      while (this.#skip(LINE_END) || this.#skip(COMMENT) || this.#skip(INLINE_COMMENT));
      if (this.#at >= this.#text.length) {
        if (!isTop) throw this.#error('a block is not closed')
        return found
      }
      if (this.#next() === '}') {
        if (isTop) throw this.#error('a block is closed that is not open')
        this.#at++
        return found
      }
      const name = this.#take(IDENTIFIER)
      if (name === undefined) throw this.#error('neither a block nor an argument begins here')
      this.#blank()
      if (this.#next() === '=') {
        this.#at++
        found.push({ name, expression: this.#expression() })
        continue
      }
      const block = this.#block(name)
      blocks?.push(block)
    }
  }

  #block(type: string): HclBlock {
    const labels: string[] = []
    for (;;) {
      this.#blank()
      const label = this.#take(LABEL, 1) ?? this.#take(IDENTIFIER)
      if (label === undefined) break
      labels.push(label)
    }
    if (this.#next() !== '{') throw this.#error('neither "=" nor a block follows a name')
    this.#at++
    return { type, labels, arguments: this.#body(false) }
  }

  /** What is written up to the end of the line, outside of brackets, texts and comments. */
  #expression(): string {
    const start = this.#at
    const expression = this.#text.slice(start, this.#end('\n', '}')).trim()
    if (expression === '') throw this.#error('no value follows "="')
    return expression
  }

  /** Goes on to the end of an expression, and past a comment that follows it. */
  #end(...ends: readonly string[]): number {
    const open: string[] = []
    for (;;) {
      const next = this.#next()
      const at = this.#at
      if (open.length === 0 && (next === undefined || ends.includes(next))) return at
      if (next === undefined) throw this.#error('a bracket is not closed')
      if (this.#skip(COMMENT)) {
        if (open.length === 0 && ends.includes('\n')) return at
        continue
      }
      if (this.#skip(INLINE_COMMENT) || this.#heredoc()) continue
      this.#at++
      if (next === '"') this.#string()
      else if (CLOSING[next] !== undefined) open.push(CLOSING[next])
      else if (')]}'.includes(next) && open.pop() !== next) throw this.#error('a bracket is closed that is not open')
    }
  }

  /** The rest of a text in quotes, with the expressions in it. */
  #string(): void {
    const start = this.#at
    for (;;) {
      const next = this.#next()
      if (next === undefined || next === '\n') throw this.#error('a text in quotes is not closed on its line')
      this.#at++
      if (next === '"') break
      if (next === '\\' && this.#next() !== '\n') this.#at++
      else if (next === '$' || next === '%') this.#template(next)
    }
    this.texts.push(this.#text.slice(start, this.#at - 1))
  }

  #template(sign: string): void {
    if (this.#text.startsWith(`${sign}{`, this.#at)) this.#at += 2
    else if (this.#next() === '{') {
      this.#at++
      this.#end('}')
      if (this.#next() === undefined) throw this.#error('an expression in a text is not closed')
      this.#at++
    }
  }

  /** Ends before the line break after its last line. */
  #heredoc(): boolean {
    const marker = this.#take(HEREDOC, 1)
    if (marker === undefined) return false
    const start = this.#at
    for (;;) {
      const line = this.#at
      if (this.#take(LINE)?.trim() === marker && this.#next() !== undefined) {
        this.texts.push(this.#text.slice(start, line))
        return true
      }
      this.#at = line
      this.#heredocLine()
    }
  }

  /** An expression in it may go on over several lines. */
  #heredocLine(): void {
    for (;;) {
      this.#skip(PLAIN)
      const next = this.#next()
      if (next === undefined) throw this.#error('a heredoc is not closed by its marker and a line break')
      this.#at++
      if (next === '\n') return
      this.#template(next)
    }
  }

  #blank(): void {
    while (this.#skip(SPACE) || this.#skip(INLINE_COMMENT));
  }

  #next(): string | undefined {
    return this.#text[this.#at]
  }

  #skip(pattern: RegExp): boolean {
    return this.#take(pattern) !== undefined
  }

  #take(pattern: RegExp, group = 0): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at = pattern.lastIndex
    return match?.[group]
  }

  #error(problem: string): HclError {
    return new HclError(`${problem}, on line ${this.#text.slice(0, this.#at).split('\n').length}`)
  }
}
