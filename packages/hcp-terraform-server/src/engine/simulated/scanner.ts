import { Problem } from './diagnostics.ts'
import { textOf, type Range, type SourceFile } from './source.ts'
import type { Attribute, Block, Body, Node } from './syntax.ts'

const BLANK = /(?:[\s]|#.*|\/\/.*|\/\*[^]*?\*\/)*/y
const NAME = /[^\s={}"#/]+/y
const LABEL = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s={}"#/]+))/y
const COMMENT = /\/\*[^]*?\*\//y
const HEREDOC = /<<-?([^\s]+)\r?\n(?:[^]*?\n)?[ \t]*\1(?=\r?\n|$)/y

/**
 * Finds where blocks, arguments and their expressions are: the parser reads values but tells no lines.
 * It only meets files that the parser has accepted, so it needs to tell right from left, not right from wrong.
 */
export class Scanner {
  readonly #file: SourceFile
  readonly #parse: (expression: string) => Promise<Node | null>
  /** One character a byte, so that an index is an offset. */
  readonly #text: string
  #at = 0

  constructor(file: SourceFile, parse: (expression: string) => Promise<Node | null>) {
    this.#file = file
    this.#parse = parse
    this.#text = file.bytes.toString('latin1')
  }

  file(): Promise<Body> {
    return this.#body(0)
  }

  async #body(start: number): Promise<Body> {
    const attributes: Attribute[] = []
    const blocks: Block[] = []
    for (;;) {
      this.#skip(BLANK)
      if (this.#at >= this.#text.length || this.#text[this.#at] === '}') break
      const nameStart = this.#at
      const name = this.#skip(NAME)
      const nameRange = this.#range(nameStart)
      this.#skip(/[ \t]*/y)
      if (this.#text[this.#at] === '=') attributes.push(await this.#attribute(name, nameRange))
      else blocks.push(await this.#block(name, nameRange))
    }
    this.#at++
    return { range: { file: this.#file, start, end: Math.min(this.#at, this.#text.length) }, attributes, blocks }
  }

  async #attribute(name: string, nameRange: Range): Promise<Attribute> {
    this.#skip(/=[ \t]*/y)
    const start = this.#at
    this.#expression(/[\n}#]|\/\//y)
    const text = this.#text.slice(start, this.#at).trimEnd()
    const range = { file: this.#file, start, end: start + text.length }
    // A heredoc's last line has to end.
    const root = await this.#parse(`${textOf(range)}\n`)
    if (root === null) throw Problem.beyond(range, 'this expression')
    return { name, nameRange, range: { ...range, start: nameRange.start }, expression: { range, root } }
  }

  async #block(type: string, header: Range): Promise<Block> {
    const labels: string[] = []
    let end = header.end
    for (let match = this.#match(LABEL); match !== undefined; match = this.#match(LABEL)) {
      labels.push(Buffer.from(match[1] ?? match[2] ?? '', 'latin1').toString())
      end = this.#at
    }
    this.#skip(/\s*/y)
    const start = this.#at++
    return { type, labels, header: { ...header, end }, body: await this.#body(start) }
  }

  /** Up to what ends it, outside of brackets, strings and heredocs. */
  #expression(end: RegExp): void {
    for (let depth = 0; this.#at < this.#text.length;) {
      if (depth === 0 && this.#looksAt(end)) return
      if (depth > 0 && this.#skip(BLANK) !== '') continue
      if (this.#skip(COMMENT) !== '' || this.#skip(HEREDOC) !== '') continue
      const character = this.#text[this.#at++] ?? ''
      if (character === '"') this.#string()
      else if ('([{'.includes(character)) depth++
      else if (')]}'.includes(character)) depth--
    }
  }

  /** Behind the opening quote, to behind the closing one. */
  #string(): void {
    while (this.#at < this.#text.length) {
      if (this.#skip(/\\[^]|\$\$\{|%%\{/y) !== '') continue
      if (this.#skip(/[$%]\{/y) !== '') {
        this.#expression(/\}/y)
        this.#at++
      } else if (this.#text[this.#at++] === '"') return
    }
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text) ?? undefined
    this.#at += match?.[0].length ?? 0
    return match
  }

  #skip(pattern: RegExp): string {
    return this.#match(pattern)?.[0] ?? ''
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    return pattern.test(this.#text)
  }

  #range(start: number): Range {
    return { file: this.#file, start, end: this.#at }
  }
}
