import { isObject, type Json } from '../json.ts'

/** Whether each variable that a file declares is sensitive. */
export type Declared = ReadonlyMap<string, boolean>

/**
 * Reads the variables that a configuration file declares. Undefined where the file can't be read for certain. A variable counts as sensitive
 * unless `sensitive` is missing or is false, literally: what an expression comes to is for Terraform to say.
 * https://developer.hashicorp.com/terraform/language/block/variable
 */
export function declaredVariables(file: string, source: string): Declared | undefined {
  try {
    return file.endsWith('.json') ? declaredInJson(JSON.parse(source) as Json) : new Scanner(source).variables()
  } catch {
    return undefined
  }
}

/** In JSON, blocks may be in lists at each level. https://developer.hashicorp.com/terraform/language/syntax/json */
function declaredInJson(json: Json): Declared {
  const found = new Map<string, boolean>()
  for (const file of blocks(json))
    for (const variables of blocks(file.variable ?? []))
      for (const [name, body] of Object.entries(variables))
        for (const { sensitive = false } of blocks(body))
          found.set(name, found.get(name) === true || sensitive !== false)
  return found
}

function blocks(json: Json): readonly Readonly<Record<string, Json>>[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(blocks)
  if (!isObject(json)) throw new Error('it is not a block')
  return [json]
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const SPACE = /[ \t]+/y
const LINES = /\s+/y
const COMMENT = /(?:#|\/\/)[^\n]*/y
const INLINE_COMMENT = /\/\*[^]*?\*\//y
const LABEL = /"((?:[^"\\\r\n$%]|\\.)*)"/y
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/uy
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** What a block has in it: its arguments as they are written. */
type OnArgument = (name: string, expression: string) => void

/** Finds blocks and their arguments in HCL, and gives up on what it does not expect. */
class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  variables(): Declared {
    const found = new Map<string, boolean>()
    this.#body(true, found, () => undefined)
    return found
  }

  #body(isTop: boolean, found: Map<string, boolean> | undefined, onArgument: OnArgument): void {
    for (;;) {
      while (this.#skip(LINES) || this.#skip(COMMENT) || this.#skip(INLINE_COMMENT));
      if (this.#at >= this.#text.length) {
        if (!isTop) throw new Error('a block is not closed')
        return
      }
      if (this.#next() === '}') {
        if (isTop) throw new Error('a block is closed that is not open')
        this.#at++
        return
      }
      const name = this.#take(IDENTIFIER)
      if (name === undefined) throw new Error('neither a block nor an argument')
      this.#blank()
      if (this.#next() === '=') {
        this.#at++
        onArgument(name, this.#expression())
      } else this.#block(name, found)
    }
  }

  #block(type: string, found: Map<string, boolean> | undefined): void {
    const labels: string[] = []
    for (;;) {
      this.#blank()
      const label = this.#take(LABEL, 1) ?? this.#take(IDENTIFIER)
      if (label === undefined) break
      labels.push(label)
    }
    if (this.#next() !== '{') throw new Error('a block without a body')
    this.#at++
    let isSensitive = false
    this.#body(false, undefined, (name, expression) => {
      if (name === 'sensitive') isSensitive ||= expression !== 'false'
    })
    const [name] = labels
    if (type !== 'variable' || found === undefined || name === undefined) return
    found.set(name, found.get(name) === true || isSensitive)
  }

  /** What is written up to the end of the line, outside of brackets, texts and comments. */
  #expression(): string {
    const start = this.#at
    const open: string[] = []
    for (;;) {
      const next = this.#next()
      if (next === undefined || ((next === '\n' || next === '}') && open.length === 0)) break
      const end = this.#at
      if (this.#skip(COMMENT)) {
        if (open.length > 0) continue
        return this.#text.slice(start, end).trim()
      }
      if (this.#skip(INLINE_COMMENT)) continue
      if (this.#heredoc()) continue
      this.#at++
      if (next === '"') this.#string()
      else if (CLOSING[next] !== undefined) open.push(CLOSING[next])
      else if (')]}'.includes(next) && open.pop() !== next) throw new Error('a bracket is closed that is not open')
    }
    if (open.length > 0) throw new Error('a bracket is not closed')
    return this.#text.slice(start, this.#at).trim()
  }

  /** The rest of a text in quotes, with the expressions in it. */
  #string(): void {
    for (;;) {
      const next = this.#next()
      if (next === undefined || next === '\n') throw new Error('a text is not closed')
      this.#at++
      if (next === '"') return
      if (next === '\\') this.#at++
      else if (next === '$' || next === '%') this.#template(next)
    }
  }

  #template(sign: string): void {
    if (this.#text.startsWith(`${sign}{`, this.#at)) this.#at += 2
    else if (this.#next() === '{') {
      this.#at++
      this.#inTemplate()
    }
  }

  /** An expression up to its closing brace, across lines. */
  #inTemplate(): void {
    const open = ['}']
    while (open.length > 0) {
      const next = this.#next()
      if (next === undefined) throw new Error('an expression in a text is not closed')
      if (this.#skip(COMMENT) || this.#skip(INLINE_COMMENT) || this.#heredoc()) continue
      this.#at++
      if (next === '"') this.#string()
      else if (CLOSING[next] !== undefined) open.push(CLOSING[next])
      else if (')]}'.includes(next) && open.pop() !== next) throw new Error('a bracket is closed that is not open')
    }
  }

  /** Ends before the line break after its last line. */
  #heredoc(): boolean {
    const marker = this.#take(HEREDOC, 1)
    if (marker === undefined) return false
    for (;;) {
      const end = this.#text.indexOf('\n', this.#at)
      const line = this.#text.slice(this.#at, end === -1 ? undefined : end)
      this.#at = end === -1 ? this.#text.length : end
      if (line.trim() === marker) return true
      if (end === -1) throw new Error('a text is not closed')
      this.#at++
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
}
