import { Covered } from './covered.ts'
import { joined } from './joined.ts'

/** Bytes of UTF-8, each after a sign: the first says how many belong to its character. */
const bytes = (sign: string): string =>
  `(?:[C-Dc-d][0-9A-Fa-f]${sign}[89ABab][0-9A-Fa-f]|[Ee][0-9A-Fa-f](?:${sign}[89ABab][0-9A-Fa-f]){2}|[Ff][0-7](?:${sign}[89ABab][0-9A-Fa-f]){3}|[0-9A-Fa-f]{2})`

/**
 * What is read in a text besides its characters. A terminal's colors may be within a word; signs of HCL are doubled. Each alternative is one unit
 * of the decoded text. HCL has the escapes of JSON, and longer ones. Terraform's CLI and Go's `%q` have those, too, and write control characters
 * as `\a`, `\v` and `\x1b`. https://pkg.go.dev/strconv#Quote
 */
const ESCAPES = {
  color: String.raw`\u001b\[[0-?]*[ -/]*[@-~]`,
  backslash: String.raw`\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x${bytes(String.raw`\\x`)}|["\\/abfnrtv])`,
  percent: `%${bytes('%')}`,
  html: '&(?:#0*[0-9]{1,7}|#[xX]0*[0-9A-Fa-f]{1,6}|quot|apos|amp|lt|gt);',
  hcl: String.raw`\$(?=\$\{)|%(?=%\{)`
}

/** Characters that Go takes for blanks, and more. */
const BLANK = String.raw`\s\u0085`
/** Blanks between two lines, with the frame that Terraform draws at the left of a message. One class each: a line may have millions of them. */
const UNWRAPPING = new RegExp(`[${BLANK}][${BLANK}│]*`, 'g')
const BLANKS = new RegExp(`[${BLANK}]+`, 'g')
const BEGINS_BLANK = new RegExp(`^[${BLANK}]`)

/** A text with one blank in place of each run of them. Undefined for a text without blanks. */
export const withSingleBlanks = (text: string): string | undefined =>
  text.search(BLANKS) < 0 ? undefined : text.replaceAll(BLANKS, ' ')

type Kind = keyof typeof ESCAPES

const KINDS = Object.keys(ESCAPES) as readonly Kind[]

/** How often a text is decoded: JSON in a string of JSON, in a URL, is escaped three times. */
const MAX_LEVELS = 4

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }
const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
}

/**
 * A text with its escapes decoded, which knows where each character was. So a secret need not be looked for in every way of writing it. It keeps
 * the text that it was decoded from, and reads that again for places: a list of all escapes would be many times as long.
 */
export class DecodedText {
  readonly text: string
  readonly #source: string
  readonly #escapes: RegExp
  readonly #outer: DecodedText | undefined

  private constructor(source: string, escapes: RegExp, outer?: DecodedText) {
    this.text = joined(decodedPieces(source, escapes))
    this.#source = source
    this.#escapes = escapes
    this.#outer = outer
  }

  /**
   * The text, decoded once and more often: with the escapes of every kind, and with those of each kind. Colors never belong to a value; what looks
   * like another escape may be a part of the secret itself.
   */
  static *allOf(text: string): Generator<DecodedText> {
    const kinds = KINDS.filter(kind => text.search(escapesOf([kind])) >= 0)
    if (kinds.length === 0) return
    yield* DecodedText.levelsOf(text)
    const others = kinds.filter(kind => kind !== 'color')
    if (others.length < kinds.length && others.length > 0) yield new DecodedText(text, escapesOf(['color']))
    if (others.length > 1) for (const kind of others) yield* DecodedText.levelsOf(text, ['color', kind])
  }

  /** Several lines as one, with one blank in place of each run of them. Terraform wraps messages at blanks, of which nothing is left there. */
  static *unwrapped(text: string, outer?: DecodedText): Generator<DecodedText> {
    if (text.includes('\n')) yield new DecodedText(text, UNWRAPPING, outer)
  }

  /** The text without its outer escapes, that without its own, and so on. */
  static *levelsOf(text: string, kinds = KINDS): Generator<DecodedText> {
    const escapes = escapesOf(kinds)
    let outer: DecodedText | undefined
    for (let level = 0, source = text; level < MAX_LEVELS && source.search(escapes) >= 0; level++) {
      outer = new DecodedText(source, escapes, outer)
      yield outer
      source = outer.text
    }
  }

  /** What is covered of the decoded text, in the text that was decoded first. */
  original(covered: Covered): Covered {
    const source = new Covered(this.#source.length)
    let [at, read] = [0, 0]
    const passOver = (until: number): void => {
      for (const [start, end] of covered.runs(at, until)) source.add([read + start - at, read + end - at])
    }
    for (const { index, 0: escape } of this.#source.matchAll(this.#escapes)) {
      const begin = at + index - read
      passOver(begin)
      at = begin + decode(escape).length
      read = index + escape.length
      // An escape without a character belongs to those around it.
      const isCovered =
        at === begin ? covered.has(begin - 1) && covered.has(begin) : covered.has(begin) || covered.has(at - 1)
      if (isCovered) source.add([index, read])
    }
    passOver(this.text.length)
    return this.#outer?.original(source) ?? source
  }
}

const expressions = new Map<string, RegExp>()

function escapesOf(kinds: readonly Kind[]): RegExp {
  const source = kinds.map(kind => ESCAPES[kind]).join('|')
  const known = expressions.get(source) ?? new RegExp(source, 'g')
  expressions.set(source, known)
  return known
}

function* decodedPieces(source: string, escapes: RegExp): Generator<string> {
  let read = 0
  for (const { index, 0: escape } of source.matchAll(escapes)) {
    yield source.slice(read, index)
    yield decode(escape)
    read = index + escape.length
  }
  yield source.slice(read)
}

function decode(escape: string): string {
  if (escape.trimStart() !== escape) return ' '
  if (BEGINS_BLANK.test(escape)) return ' '
  const letter = escape.slice(1, 2)
  // A byte by itself is the character of that number, as in other languages.
  if (escape.startsWith('\\x') && escape.length > 4) return utf8(escape)
  if (escape.startsWith('\\'))
    return escape.length > 2 ? character(Number.parseInt(escape.slice(2), 16)) : (LETTERS[letter] ?? letter)
  if (escape.startsWith('%') && escape.length > 1) return utf8(escape)
  if (!escape.startsWith('&')) return ''
  const name = escape.slice(1, -1)
  if (!name.startsWith('#')) return ENTITIES[name] ?? ''
  return character(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
}

const utf8 = (escape: string): string => Buffer.from(escape.replaceAll(/%|\\x/g, ''), 'hex').toString()

const character = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd')
