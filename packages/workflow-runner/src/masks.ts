type Encoder = (value: string) => string

const base64 = (value: string, skip: number) => {
  const bytes = Buffer.from(value)
  return bytes.subarray(bytes.length > skip ? skip : 0).toString('base64')
}

const uriData = (value: string) =>
  encodeURIComponent(value.toWellFormed()).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const satisfies Record<
  string,
  string
>

/** PowerShell prints the two sides of an ampersand apart; sides shorter than six characters are not masked. */
const aroundAmpersand = (value: string): readonly string[] => {
  const plus = value.indexOf('&+')
  const cut = plus >= 0 ? plus + 2 : value.lastIndexOf('&') + 1
  if (cut === 0) return []
  return [value.slice(0, cut), value.slice(plus >= 0 ? cut + 1 : cut)].filter(side => side.length >= 6)
}

/** What else a secret may look like in a log. Source: actions/runner HostContext.cs, ValueEncoders.cs. */
const ENCODERS: readonly Encoder[] = [
  value => base64(value, 0),
  value => base64(value, 1),
  value => base64(value, 2),
  value => value.replaceAll('"', '\\"'),
  value => value.replaceAll("'", "''"),
  value => JSON.stringify(value).slice(1, -1),
  uriData,
  value => value.replace(/[&<>"']/g, c => XML[c as keyof typeof XML]),
  value => (value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '')
]

/** The secrets of a job, and how they are hidden. Source: actions/runner SecretMasker.cs. */
export class Masks {
  readonly #values = new Set<string>()
  readonly #looks = new Set<string>()

  /** The values as they were added, without their encodings. */
  get values(): readonly string[] {
    return [...this.#values]
  }

  add(value: string): void {
    if (value === '' || this.#values.has(value)) return
    this.#values.add(value)
    for (const look of [value, ...ENCODERS.map(encode => encode(value)), ...aroundAmpersand(value)]) {
      if (look !== '') this.#looks.add(look)
    }
  }

  /** A value of several lines is also hidden line by line, since logs are (actions/runner Worker.cs, AddMaskCommandExtension). */
  addWithLines(value: string): void {
    this.add(value)
    for (const line of value.split(/[\r\n]/)) this.add(line.trim())
  }

  hide(text: string): string {
    const ranges = this.#ranges(text)
    let shown = ''
    let from = 0
    for (const [start, end] of ranges) {
      shown += `${text.slice(from, start)}***`
      from = end
    }
    return shown + text.slice(from)
  }

  /** Where secrets are; ranges that overlap or touch are one, as one *** hides both. */
  #ranges(text: string): [start: number, end: number][] {
    const found: [number, number][] = []
    for (const look of this.#looks) {
      for (let at = text.indexOf(look); at >= 0; at = text.indexOf(look, at + 1)) found.push([at, at + look.length])
    }
    const merged: [number, number][] = []
    for (const [start, end] of found.sort((a, b) => a[0] - b[0])) {
      const last = merged.at(-1)
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else merged.push([start, end])
    }
    return merged
  }
}
