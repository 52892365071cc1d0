/**
 * What is read in a text besides its characters: escapes of URLs and JSON, entities of HTML, doubled signs of HCL, and a terminal's colors, which
 * may be within a word.
 */
const ESCAPES =
  // eslint-disable-next-line no-control-regex -- colors begin with it
  /\u001b\[[0-?]*[ -/]*[@-~]|(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}|&(?:#34|#39|quot|apos|amp|lt|gt);|\$(?=\$\{)|%(?=%\{)/g

const ENTITIES: Readonly<Record<string, string>> = {
  '&#34;': '"',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>'
}

/** A text with its escapes decoded, which knows where each character was. So a secret need not be looked for in every way of writing it. */
export class DecodedText {
  readonly text: string
  /** Of each escape: where it is in the decoded text, how much of that it is, and where it was. */
  readonly #at: number[] = []
  readonly #lengths: number[] = []
  readonly #starts: number[] = []
  readonly #ends: number[] = []

  private constructor(text: string) {
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
    for (const { index, 0: escape } of text.matchAll(ESCAPES)) {
      if (escape.length >= 3 && escape.startsWith('%')) {
        for (const [decoded, from, until] of charactersOf(escape)) enter(decoded, index + from, index + until)
      } else enter(decode(escape), index, index + escape.length)
    }
    parts.push(text.slice(read))
    this.text = parts.join('')
  }

  /** Undefined where there is nothing to decode. */
  static of(text: string): DecodedText | undefined {
    const decoded = new DecodedText(text)
    return decoded.#at.length === 0 ? undefined : decoded
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

const decode = (escape: string): string =>
  escape.startsWith('\\u') ? String.fromCharCode(Number.parseInt(escape.slice(2), 16)) : (ENTITIES[escape] ?? '')

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
