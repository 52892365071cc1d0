import { withoutColors } from './colors.ts'
import type { Diagnostic, LogEvent } from './log-events.ts'

/** Characters of lines that are kept together. The rest would be searched for secrets by itself, so it is left out. */
const MAX_CHARS = 16_777_216
const CUT = `The rest of a message of more than ${MAX_CHARS.toLocaleString('en')} characters is left out.`
/** A longer line does not say where a diagnostic arose. It is kept whole: a cut may be inside of a secret. */
const MAX_PLACE_CHARS = 1_000
const HEAD = /^(Error|Warning): (.*)$/
const PLACE = /^ {2}on (.+) line (\d+)(?:, in (.+))?:$/
const ADDRESS = /^ {2}with (.+),$/
const CODE = /^ +(\d+): ?(.*)$/
const VALUE = /^ {4} *(?:│|├─+)/

/** Where the lines of an error or a warning are held apart, whatever is drawn around them. */
const EMPTY = /^[│\s]*$/

/**
 * Keeps those lines of a plain log together on which Terraform may have wrapped one text: the box that it draws around each diagnostic, and the
 * paragraphs of those that it prints without a box, where its output has no colors. They come last: no news is kept waiting.
 */
export class Boxes {
  #kept: string[] = []
  #room = MAX_CHARS
  #isBox = false
  #hasMessage = false

  /** Takes the next line of a log. Gives what nothing more belongs to: a line, or several as one text. */
  push(line: LogEvent): readonly LogEvent[] {
    if (line.kind !== 'text') return [...this.flush(), line]
    const text = withoutColors(line.text).trimEnd()
    this.#hasMessage ||= HEAD.test(text)
    if (text === '╷') {
      const before = this.flush()
      this.#isBox = true
      this.#keep(line.text)
      return before
    }
    if (this.#isBox && (text === '╵' || text.startsWith('│'))) {
      this.#keep(line.text)
      return text === '╵' ? this.flush() : []
    }
    const before = this.#isBox ? this.flush() : []
    if (!this.#hasMessage || EMPTY.test(text)) return [...before, ...this.flush(), line]
    this.#keep(line.text)
    return before
  }

  /** Gives what is kept, where nothing more comes. */
  flush(): readonly LogEvent[] {
    const [kept, isCut] = [this.#kept, this.#room < 0]
    this.#kept = []
    this.#room = MAX_CHARS
    this.#isBox = false
    const texts = [...(kept.length === 0 ? [] : [kept.join('\n')]), ...(isCut ? [CUT] : [])]
    return texts.map(text => ({ kind: 'text', text }))
  }

  #keep(line: string): void {
    this.#room -= line.length + 1
    if (this.#room >= 0) this.#kept.push(line)
  }
}

/** The diagnostic in a whole box. */
export function boxedDiagnostic(text: string): Diagnostic | undefined {
  const [top, ...lines] = text.split('\n').map(line => withoutColors(line).trimEnd())
  if (top !== '╷' || lines.pop() !== '╵') return undefined
  const [head = '', ...rest] = lines.map(line => line.slice(1).replace(/^ /, ''))
  const [, severity, summary] = HEAD.exec(head) ?? []
  if (summary === undefined) return undefined
  const places = rest.filter(({ length }) => length <= MAX_PLACE_CHARS)
  const match = (pattern: RegExp): RegExpExecArray | undefined =>
    places.map(line => pattern.exec(line)).find(found => found !== null) ?? undefined
  const [, filename, line, context] = match(PLACE) ?? []
  const code = places.map(each => CODE.exec(each)?.[2]).filter(found => found !== undefined)
  const says = (each: string): boolean =>
    each.length > MAX_PLACE_CHARS || ![PLACE, ADDRESS, CODE, VALUE].some(pattern => pattern.test(each))
  const detail = rest.filter(says).join('\n').trim()
  const position = { line: Number(line), column: 1 }
  return {
    severity: severity === 'Warning' ? 'warning' : 'error',
    summary,
    detail: detail === '' ? undefined : detail,
    address: match(ADDRESS)?.[1],
    range: filename === undefined ? undefined : { filename, start: position, end: position },
    snippet:
      code.length === 0
        ? undefined
        : { context, code: code.join('\n'), startLine: Number(match(CODE)?.[1]), values: [] }
  }
}
