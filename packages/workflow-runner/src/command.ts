/** A workflow command: `::name key=value::data` or `##[name key=value]data`. */
export interface Command {
  readonly name: string
  readonly properties: ReadonlyMap<string, string>
  readonly data: string
}

/** Two notations of the same thing. Escapes are undone in this order, the percent sign last. */
interface Notation {
  readonly separator: string
  readonly property: readonly Escape[]
  readonly data: readonly Escape[]
}
type Escape = readonly [escaped: string, character: string]

const LINE_ENDS: readonly Escape[] = [
  ['%0D', '\r'],
  ['%0A', '\n']
]
const PERCENT: Escape = ['%25', '%']
const COLONS: Notation = {
  separator: ',',
  property: [...LINE_ENDS, ['%3A', ':'], ['%2C', ','], PERCENT],
  data: [...LINE_ENDS, PERCENT]
}
const BRACKET_ESCAPES: readonly Escape[] = [['%3B', ';'], ...LINE_ENDS, ['%5D', ']'], PERCENT]
const BRACKETS: Notation = { separator: ';', property: BRACKET_ESCAPES, data: BRACKET_ESCAPES }

const unescape = (text: string, escapes: readonly Escape[]) =>
  escapes.reduce((rest, [escaped, character]) => rest.replaceAll(escaped, character), text)

/** A line as a command, if it names one that is known. Source: actions/runner ActionCommand.cs. */
export function parseCommand(line: string, isKnown: (name: string) => boolean): Command | undefined {
  return parseColons(line.trimStart(), isKnown) ?? parseBrackets(line, isKnown)
}

function parseColons(line: string, isKnown: (name: string) => boolean): Command | undefined {
  if (!line.startsWith('::')) return undefined
  const end = line.indexOf('::', 2)
  if (end < 0) return undefined
  return build(line.slice(2, end), line.slice(end + 2), COLONS, isKnown)
}

/** The older notation may begin anywhere in a line. */
function parseBrackets(line: string, isKnown: (name: string) => boolean): Command | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return undefined
  return build(line.slice(start + 3, end), line.slice(end + 1), BRACKETS, isKnown)
}

function build(
  head: string,
  data: string,
  notation: Notation,
  isKnown: (name: string) => boolean
): Command | undefined {
  const space = head.indexOf(' ')
  const name = space < 0 ? head : head.slice(0, space)
  if (!isKnown(name)) return undefined
  const properties = new Map<string, string>()
  if (space > 0) {
    for (const pair of head
      .slice(space + 1)
      .trim()
      .split(notation.separator)) {
      const equals = pair.indexOf('=')
      // Names are compared without case; a property without a value is dropped.
      if (equals > 0 && equals < pair.length - 1) {
        properties.set(pair.slice(0, equals).toLowerCase(), unescape(pair.slice(equals + 1), notation.property))
      }
    }
  }
  return { name: name.toLowerCase(), properties, data: unescape(data, notation.data) }
}
