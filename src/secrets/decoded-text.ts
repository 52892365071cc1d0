import { merged, type Match } from './matches.ts'

/**
 * What is read in a text besides its characters. A terminal's colors may be within a word; signs of HCL are doubled. Each alternative is one unit
 * of the decoded text: a byte of UTF-8 says how many belong to its character. HCL has the escapes of JSON, and longer ones.
 */
const ESCAPES = {
  color: String.raw`\u001b\[[0-?]*[ -/]*[@-~]`,
  json: String.raw`\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|["\\/bfnrt])`,
  percent:
    '%(?:[C-Dc-d][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]|[Ee][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){2}|[Ff][0-7](?:%[89ABab][0-9A-Fa-f]){3}|[0-9A-Fa-f]{2})',
  html: '&(?:#0*[0-9]{1,7}|#[xX]0*[0-9A-Fa-f]{1,6}|quot|apos|amp|lt|gt);',
  hcl: String.raw`\$(?=\$\{)|%(?=%\{)`
}

type Kind = keyof typeof ESCAPES

const KINDS = Object.keys(ESCAPES) as readonly Kind[]

/** How often a text is decoded: JSON in a string of JSON, in a URL, is escaped three times. */
const MAX_LEVELS = 4

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

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
    this.text = source.replace(escapes, decode)
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

  /** Where parts of the decoded text were, in order. */
  original(parts: readonly Match[]): readonly Match[] {
    const places = this.#places(parts.flatMap(([start, end]) => [start, end - 1]))
    const found = parts.map((_part, number): Match => [places[2 * number]?.[0] ?? 0, places[2 * number + 1]?.[1] ?? 0])
    return this.#outer?.original(merged(found)) ?? found
  }

  /** From where to where each character was, of those at the given places of the decoded text, which are in order. */
  #places(wanted: readonly number[]): readonly Match[] {
    const found: Match[] = []
    let [at, read] = [0, 0]
    const next = (): number => wanted[found.length] ?? Infinity
    const passOver = (until: number): void => {
      for (; next() < until; found.push([read + next() - at, read + next() - at + 1]));
    }
    for (const { index, 0: escape } of this.#source.matchAll(this.#escapes)) {
      if (next() === Infinity) break
      const begin = at + index - read
      passOver(begin)
      const end = begin + decode(escape).length
      while (next() < end) found.push([index, index + escape.length])
      at = end
      read = index + escape.length
    }
    passOver(Infinity)
    return found
  }
}

const expressions = new Map<string, RegExp>()

function escapesOf(kinds: readonly Kind[]): RegExp {
  const source = kinds.map(kind => ESCAPES[kind]).join('|')
  const known = expressions.get(source) ?? new RegExp(source, 'g')
  expressions.set(source, known)
  return known
}

function decode(escape: string): string {
  const letter = escape.slice(1, 2)
  if (escape.startsWith('\\'))
    return escape.length > 2 ? character(Number.parseInt(escape.slice(2), 16)) : (LETTERS[letter] ?? letter)
  if (escape.startsWith('%') && escape.length > 1) return Buffer.from(escape.replaceAll('%', ''), 'hex').toString()
  if (!escape.startsWith('&')) return ''
  const name = escape.slice(1, -1)
  if (!name.startsWith('#')) return ENTITIES[name] ?? ''
  return character(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
}

const character = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\ufffd')
