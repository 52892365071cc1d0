/** One field of a GraphQL operation: `alias: name(arguments) { fields }`. */
export interface Field {
  readonly name: string
  readonly as: string
  readonly given: Readonly<Record<string, unknown>>
  readonly fields: readonly Field[] | undefined
  /** The type of an inline fragment that the field is in. */
  readonly on?: string
}

export interface Operation {
  readonly kind: 'query' | 'mutation'
  readonly fields: readonly Field[]
}

/** The document isn't one, or is more than is read here. Its message is for the client. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
}

/** https://spec.graphql.org/October2021/#sec-Language: one operation, without directives and with no fragments but inline ones. */
export function readOperation(text: string, variables: Readonly<Record<string, unknown>>): Operation {
  const tokens = new Tokens(text)
  let kind: Operation['kind'] = 'query'
  if (tokens.peek() !== '{') {
    const word = tokens.next()
    if (word !== 'query' && word !== 'mutation') throw new QueryError(`Expected an operation, actual: ${word}`)
    kind = word
    // A name says nothing, and the types of variables are not checked.
    while (tokens.peek() !== '{') tokens.next()
  }
  const fields = readFields(tokens, variables)
  if (tokens.peek() !== END) throw new QueryError(`Expected one operation, actual: ${tokens.peek()}`)
  return { kind, fields }
}

const END = '(end of file)'
const TOKEN = /"(?:\\.|[^"\\\n])*"|\.\.\.|[{}()[\]:!=$@|]|-?\d+(?:\.\d+)?|\w+/g

class Tokens {
  readonly #all: readonly string[]
  #at = 0

  constructor(text: string) {
    const withoutComments = text.replace(/"(?:\\.|[^"\\\n])*"|#.*/g, found => (found.startsWith('#') ? '' : found))
    this.#all = withoutComments.match(TOKEN) ?? []
  }

  peek(): string {
    return this.#all[this.#at] ?? END
  }

  next(wanted?: string): string {
    const token = this.peek()
    if (token === END || (wanted !== undefined && token !== wanted))
      throw new QueryError(`Expected ${wanted ?? 'more'}, actual: ${token}`)
    this.#at += 1
    return token
  }

  name(): string {
    const token = this.next()
    if (!/^[A-Za-z_]\w*$/.test(token)) throw new QueryError(`Expected a name, actual: ${token}`)
    return token
  }

  takes(token: string): boolean {
    if (this.peek() !== token) return false
    this.#at += 1
    return true
  }
}

type Variables = Readonly<Record<string, unknown>>

function readFields(tokens: Tokens, variables: Variables): readonly Field[] {
  const fields: Field[] = []
  tokens.next('{')
  while (!tokens.takes('}')) {
    if (tokens.takes('...')) {
      tokens.next('on')
      const on = tokens.name()
      fields.push(...readFields(tokens, variables).map(field => ({ on, ...field })))
      continue
    }
    const first = tokens.name()
    const name = tokens.takes(':') ? tokens.name() : first
    const given = tokens.takes('(') ? readPairs(tokens, variables, ')') : {}
    fields.push({ as: first, name, given, fields: tokens.peek() === '{' ? readFields(tokens, variables) : undefined })
  }
  return fields
}

function readPairs(tokens: Tokens, variables: Variables, end: string): Record<string, unknown> {
  const pairs: Record<string, unknown> = {}
  while (!tokens.takes(end)) {
    const name = tokens.name()
    tokens.next(':')
    pairs[name] = readValue(tokens, variables)
  }
  return pairs
}

function readValue(tokens: Tokens, variables: Variables): unknown {
  if (tokens.takes('$')) return variables[tokens.name()]
  if (tokens.takes('{')) return readPairs(tokens, variables, '}')
  if (tokens.takes('[')) {
    const items: unknown[] = []
    while (!tokens.takes(']')) items.push(readValue(tokens, variables))
    return items
  }
  const token = tokens.next()
  if (/^["\d-]|^(?:true|false|null)$/.test(token)) return JSON.parse(token) as unknown
  if (/^\w+$/.test(token)) return token
  throw new QueryError(`Expected a value, actual: ${token}`)
}
