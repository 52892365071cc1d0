/** Characters, escapes and classes as Go's regular expressions write them: https://pkg.go.dev/regexp/syntax */

export type Test = (codePoint: number) => boolean

/** Go would not compile it. */
export class Invalid extends Error {}

/** A cursor over the text of an expression. */
export class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get ended(): boolean {
    return this.#at >= this.#text.length
  }

  sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  take(text: string): boolean {
    const found = this.sees(text)
    if (found) this.#at += text.length
    return found
  }

  next(): string {
    const codePoint = this.#text.codePointAt(this.#at)
    if (codePoint === undefined) throw new Invalid('it ends too early')
    const character = String.fromCodePoint(codePoint)
    this.#at += character.length
    return character
  }

  /** Reads what a sticky pattern finds right here. */
  match(pattern: RegExp): readonly (string | undefined)[] | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text) ?? undefined
    if (found !== undefined) this.#at = pattern.lastIndex
    return found
  }
}

const PERL_CLASSES = new Map([
  ['d', /[0-9]/],
  ['s', /[\t\n\f\r ]/],
  ['w', /[0-9A-Za-z_]/]
])

const POSIX_CLASSES = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  // eslint-disable-next-line no-control-regex -- that is what the class holds
  ['ascii', /[\x00-\x7f]/],
  ['blank', /[\t ]/],
  // eslint-disable-next-line no-control-regex -- that is what the class holds
  ['cntrl', /[\x00-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[\t\n\v\f\r ]/],
  ['upper', /[A-Z]/],
  ['word', /[0-9A-Za-z_]/],
  ['xdigit', /[0-9A-Fa-f]/]
])

const CONTROLS = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v']
])

export const dot: Test = c => c !== 0x0a
export const word = like(/[0-9A-Za-z_]/)

export function equals(character: string): Test {
  const expected = character.codePointAt(0)
  return c => c === expected
}

function like(pattern: RegExp): Test {
  return c => c >= 0 && pattern.test(String.fromCodePoint(c))
}

function not(test: Test): Test {
  return c => !test(c)
}

/** What an escape stands for, after its backslash. */
export function readEscape(reader: Reader): Test {
  return readSet(reader) ?? equals(readEscaped(reader))
}

/** What `[...]` stands for, after its first bracket. */
export function readClass(reader: Reader): Test {
  const isNegated = reader.take('^')
  const tests: Test[] = []
  do tests.push(readItem(reader))
  while (!reader.take(']'))
  const any: Test = c => tests.some(test => test(c))
  return isNegated ? not(any) : any
}

function readItem(reader: Reader): Test {
  const [, isNot, posix] = reader.match(/\[:(\^?)(.*?):\]/sy) ?? []
  if (posix !== undefined) return named(POSIX_CLASSES.get(posix), isNot === '^')
  const isEscape = reader.take('\\')
  const set = isEscape ? readSet(reader) : undefined
  if (set !== undefined) return set
  const low = isEscape ? readEscaped(reader) : reader.next()
  if (!reader.sees('-') || reader.sees('-]')) return equals(low)
  reader.next()
  const high = reader.take('\\') ? readEscaped(reader) : reader.next()
  const [from = 0, to = 0] = [low.codePointAt(0), high.codePointAt(0)]
  if (from > to) throw new Invalid('a range ends before it begins')
  return c => c >= from && c <= to
}

/** `\d`, `\S`, `\pL`, `\p{^Greek}`: an escape that stands for a set of characters. */
function readSet(reader: Reader): Test | undefined {
  const [perl] = reader.match(/[dswDSW]/y) ?? []
  if (perl !== undefined) return named(PERL_CLASSES.get(perl.toLowerCase()), perl < 'a')
  const [, p, isNot, long, short] = reader.match(/([pP])(?:\{(\^?)([A-Za-z_]*)\}|([A-Z]))/y) ?? []
  if (p === undefined) return undefined
  return named(unicodeClass(long ?? short ?? ''), (p === 'P') !== (isNot === '^'))
}

/** Two letters at most name a category, more a script. The pattern matches single characters only. */
function unicodeClass(name: string): RegExp | undefined {
  if (name === 'Any') return /[^]/
  try {
    return new RegExp(name.length <= 2 ? `\\p{${name}}` : `\\p{Script=${name}}`, 'u')
  } catch {
    return undefined
  }
}

function named(pattern: RegExp | undefined, isNegated: boolean): Test {
  if (pattern === undefined) throw new Invalid('an unknown class')
  return isNegated ? not(like(pattern)) : like(pattern)
}

/** `\n`, `\x41`, `\x{1F600}`, `\101`, `\#`: an escape that stands for one character. */
function readEscaped(reader: Reader): string {
  const [, long, short, octal] =
    reader.match(/x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|(0[0-7]{0,2}|[1-7][0-7]{1,2})/y) ?? []
  const hexadecimal = long ?? short
  if (hexadecimal !== undefined) return fromCode(parseInt(hexadecimal, 16))
  if (octal !== undefined) return fromCode(parseInt(octal, 8))
  const character = reader.next()
  const control = CONTROLS.get(character)
  if (control !== undefined) return control
  if (/[0-9A-Za-z]/.test(character) || (character.codePointAt(0) ?? 0) >= 0x80) throw new Invalid('an unknown escape')
  return character
}

function fromCode(code: number): string {
  if (code > 0x10ffff) throw new Invalid('no such character')
  return String.fromCodePoint(code)
}
