import type { HclArgument, HclBlock, HclFile } from './hcl-file.ts'
import {
  CLOSING,
  COMMENT,
  HEREDOC,
  HEREDOC_END,
  IDENTIFIER,
  INLINE_COMMENT,
  LABEL,
  LINE_END,
  NUMBER,
  PLAIN,
  SPACE
} from './hcl-tokens.ts'

/** Finds the arguments and blocks of HCL, and throws at what it does not expect. It evaluates nothing. */
export const scanHcl = (text: string): HclFile => new HclScanner(text.replace(/^\uFEFF/, '')).file()

/** Why a file can't be read, with the line. The text itself may be a secret. */
export class HclError extends Error {}

export class HclScanner {
  /** Texts and numbers of the expressions as they are written, without names of elements, as far as they have been read. */
  readonly values: string[] = []
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
    let before = ''
    for (;;) {
      const next = this.#next()
      const at = this.#at
      if (open.length === 0 && (next === undefined || ends.includes(next))) return at
      if (next === undefined) throw this.#error('a bracket is not closed')
      if (this.#skip(COMMENT)) {
        if (open.length === 0 && ends.includes('\n')) return at
        continue
      }
      if (this.#skip(INLINE_COMMENT) || this.#skip(SPACE) || this.#heredoc()) continue
      const [mayName, isWord] = [open.at(-1) === '}' && '{,\n'.includes(before), this.#word()]
      before = isWord ? 'a' : next
      if (isWord) continue
      this.#at++
      if (next === '"') this.#string(mayName)
      else if (CLOSING[next] !== undefined) open.push(CLOSING[next])
      else if (')]}'.includes(next) && open.pop() !== next) throw this.#error('a bracket is closed that is not open')
    }
  }

  /** Whether a name or a number was here. */
  #word(): boolean {
    if (this.#skip(IDENTIFIER)) return true
    const number = this.#take(NUMBER)
    if (number !== undefined) this.values.push(number)
    return number !== undefined
  }

  /** The rest of a text in quotes, with the expressions in it. Where it may, it is the name of an element. */
  #string(mayName: boolean): void {
    const start = this.#at
    for (;;) {
      const next = this.#next()
      if (next === undefined || next === '\n') throw this.#error('a text in quotes is not closed on its line')
      this.#at++
      if (next === '"') break
      if (next === '\\' && this.#next() !== '\n') this.#at++
      else if (next === '$' || next === '%') this.#template(next)
    }
    const end = this.#at
    while (this.#skip(LINE_END) || this.#skip(INLINE_COMMENT));
    const isName = mayName && /^(?::|=(?!=))/.test(this.#text.slice(this.#at, this.#at + 2))
    this.#at = end
    if (!isName) this.values.push(this.#text.slice(start, end - 1))
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
      if (this.#take(HEREDOC_END, 1) === marker) {
        this.values.push(this.#text.slice(start, line))
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
