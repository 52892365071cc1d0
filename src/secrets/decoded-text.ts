/**
 * What is read in a text besides its characters. A terminal's colors may be within a word; signs of HCL are doubled. JSON in a string of JSON, at
 * whatever depth, has more backslashes: all of a row belong to one escape. A row is looked at from its beginning only, or long ones would take long.
 */
const ESCAPES = {
  color: String.raw`\u001b\[[0-?]*[ -/]*[@-~]`,
  percent: '(?:%[0-9A-Fa-f]{2})+',
  json: String.raw`\\u[0-9A-Fa-f]{4}`,
  nested: String.raw`(?<!\\)(?:\\{2,}u[0-9A-Fa-f]{4}|\\+["/bfnrt])`,
  html: '&(?:#0*[0-9]{1,7}|#[xX]0*[0-9A-Fa-f]{1,6}|quot|apos|amp|lt|gt);',
  hcl: String.raw`\$(?=\$\{)|%(?=%\{)`
}

type Kind = keyof typeof ESCAPES

const KINDS = Object.keys(ESCAPES) as readonly Kind[]

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' }

/** A text with its escapes decoded, which knows where each character was. So a secret need not be looked for in every way of writing it. */
export class DecodedText {
  readonly text: string
  /** Of each escape: where it is in the decoded text, how much of that it is, and where it was. */
  readonly #at: number[] = []
  readonly #lengths: number[] = []
  readonly #starts: number[] = []
  readonly #ends: number[] = []

  private constructor(text: string, kinds: readonly Kind[]) {
    const parts: string[] = []
    let length = 0
    let read = 0
    const enter = (decoded: string, start: number, end: number): void => {
      parts.push(text.slice(read, start), decoded)
      length += start - read
      this.#at.push(length)
      this.#lengths.push(decoded.length)
      this.#starts.push(start)
      this.#ends.push(end)
      length += decoded.length
      read = end
    }
    for (const { index, 0: escape } of text.matchAll(escapesOf(kinds))) {
      if (escape.length >= 3 && escape.startsWith('%')) {
        for (const [decoded, from, until] of charactersOf(escape)) enter(decoded, index + from, index + until)
      } else enter(decode(escape), index, index + escape.length)
    }
    parts.push(text.slice(read))
    this.text = parts.join('')
  }

  /**
   * The text with the escapes of each kind decoded, and with those of every kind. Colors never belong to a value; what looks like another escape
   * may be a part of the secret itself.
   */
  static *allOf(text: string): Generator<DecodedText> {
    const kinds = KINDS.filter(kind => escapesOf([kind]).test(text))
    const others = kinds.filter(kind => kind !== 'color')
    const colors = kinds.filter(kind => kind === 'color')
    if (kinds.length > 0) yield new DecodedText(text, kinds)
    if (colors.length > 0 && others.length > 0) yield new DecodedText(text, colors)
    if (others.length > 1) for (const kind of others) yield new DecodedText(text, [...colors, kind])
  }

  /** From where to where a part of the decoded text was. */
  original(from: number, until: number): readonly [start: number, end: number] {
    return [this.#place(from)[0], this.#place(until - 1)[1]]
  }

  #place(at: number): readonly [start: number, end: number] {
    let [low, high] = [0, this.#at.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#at[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    const [begin = 0, length = 0] = [this.#at[low - 1], this.#lengths[low - 1]]
    const [start = 0, end = 0] = [this.#starts[low - 1], this.#ends[low - 1]]
    if (at < begin + length) return [start, end]
    const place = end + at - begin - length
    return [place, place + 1]
  }
}

const escapesOf = (kinds: readonly Kind[]): RegExp => new RegExp(kinds.map(kind => ESCAPES[kind]).join('|'), 'g')

function decode(escape: string): string {
  if (escape.startsWith('\\')) {
    const character = escape.replace(/^\\+/, '')
    return JSON.parse(`"\\${character}"`) as string
  }
  if (!escape.startsWith('&')) return ''
  const name = escape.slice(1, -1)
  if (!name.startsWith('#')) return ENTITIES[name] ?? ''
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\ufffd'
}

/** The characters of percent-encoded bytes, each with where it is in them. */
function* charactersOf(escapes: string): Generator<readonly [character: string, from: number, until: number]> {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex')
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0
    const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    const end = Math.min(at + length, bytes.length)
    yield [bytes.toString('utf8', at, end), at * 3, end * 3]
    at = end
  }
}
