/** Reads the values of HCL source, as far as literal ones go: an independent look at what is sent for variables. */
export function readHcl(source: string): unknown {
  const reader = new Reader(source)
  const value = reader.value()
  if (reader.rest.trim() !== '') throw new Error(`${JSON.stringify(reader.rest)} is left of ${source}`)
  return value
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

class Reader {
  rest: string

  constructor(source: string) {
    this.rest = source
  }

  value(): unknown {
    if (this.#take(/^\s*\[/) !== undefined) return this.#items(/^\s*\]/, () => this.value())
    if (this.#take(/^\s*\{/) !== undefined) return Object.fromEntries(this.#items(/^\s*\}/, () => this.#entry()))
    const word = this.#take(/^\s*(true|false|null|-?\d[\d.eE+-]*)/)
    return word === undefined ? this.#text() : (JSON.parse(word) as unknown)
  }

  #entry(): readonly [string, unknown] {
    const name = this.#text()
    if (this.#take(/^\s*=/) === undefined) throw new Error(`no = after ${name}`)
    return [name, this.value()]
  }

  #items<T>(end: RegExp, item: () => T): T[] {
    const items: T[] = []
    while (this.#take(end) === undefined) {
      if (items.length > 0 && this.#take(/^\s*,/) === undefined) throw new Error(`no comma before ${this.rest}`)
      items.push(item())
    }
    return items
  }

  #text(): string {
    const quoted = this.#take(/^\s*"(?:[^"\\\n\r]|\\[^])*"/)
    if (quoted === undefined) throw new Error(`no value: ${this.rest}`)
    const inner = quoted.trim().slice(1, -1)
    if (/(?<![$])\$\{|(?<!%)%\{/.test(inner)) throw new Error(`a template: ${inner}`)
    return inner.replace(/\\u([0-9a-f]{4})|\\([^])|\$\$(?=\{)|%%(?=\{)/g, (whole, code?: string, short?: string) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16))
      if (short === undefined) return whole.slice(1)
      const character = ESCAPES[short]
      if (character === undefined) throw new Error(`no escape: ${whole}`)
      return character
    })
  }

  #take(pattern: RegExp): string | undefined {
    const found = pattern.exec(this.rest)?.[0]
    if (found !== undefined) this.rest = this.rest.slice(found.length)
    return found
  }
}
