import { withoutColors } from './colors.ts'
import type { Diagnostic, LogEvent } from './log-events.ts'

const MAX_BOX_LINES = 500
const MAX_BOX_CHARS = 4_194_304
/** A longer line does not say where a diagnostic arose. It is kept whole: a cut may be inside of a secret. */
const MAX_PLACE_CHARS = 10_000
const HEAD = /^(Error|Warning): (.*)$/
const PLACE = /^ {2}on (.+) line (\d+)(?:, in (.+))?:$/
const ADDRESS = /^ {2}with (.+),$/
const CODE = /^ +(\d+): ?(.*)$/
const VALUE = /^ {4} *(?:│|├─+)/

/** Keeps the lines of a box together, which Terraform draws around each diagnostic in a plain log: it wraps what it says there. */
export class Boxes {
  #box: string[] = []
  #room = MAX_BOX_CHARS

  /** Takes the next line of a log. Gives what is known to be no part of a box, and boxes, each as one text. */
  push(line: LogEvent): readonly LogEvent[] {
    if (line.kind !== 'text') return [...this.flush(), line]
    const text = withoutColors(line.text).trimEnd()
    if (text === '╷') {
      const before = this.flush()
      this.#add(line.text)
      return before
    }
    if (this.#box.length === 0) return [line]
    if (text !== '╵' && !(text.startsWith('│') && this.#box.length <= MAX_BOX_LINES && text.length <= this.#room))
      return [...this.flush(), line]
    this.#add(line.text)
    return text === '╵' ? this.flush() : []
  }

  /** Gives what there is of a box whose end does not come. */
  flush(): readonly LogEvent[] {
    const box = this.#box
    this.#box = []
    this.#room = MAX_BOX_CHARS
    return box.length === 0 ? [] : [{ kind: 'text', text: box.join('\n') }]
  }

  #add(line: string): void {
    this.#box.push(line)
    this.#room -= line.length
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
