/**
 * The regular expressions of Go, to which Terraform translates its ignore rules: https://pkg.go.dev/regexp/syntax
 * Only their syntax is read here, automaton.ts runs them. Flags and lazy repetition are left out: an ignore rule
 * can't spell them, because its own `?` means something else.
 */
import { type Test, Invalid, Reader, dot, equals, readClass, readEscape } from './characters.ts'

export type Assertion = 'start' | 'end' | 'word-boundary' | 'no-word-boundary'

export type Node =
  | { readonly kind: 'character'; readonly test: Test }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly items: readonly Node[] }
  | { readonly kind: 'repeat'; readonly item: Node; readonly min: number; readonly max: number }

// The first two are Go's: https://github.com/golang/go/blob/master/src/regexp/syntax/parse.go
const MAX_DEPTH = 1000
const MAX_REPEAT = 1000
const MAX_SIZE = 100_000

const ASSERTIONS: readonly (readonly [string, Assertion])[] = [
  ['^', 'start'],
  ['$', 'end'],
  ['\\A', 'start'],
  ['\\z', 'end'],
  ['\\b', 'word-boundary'],
  ['\\B', 'no-word-boundary']
]

/** The tree of an expression, or undefined where Go would not compile it. */
export function parse(expression: string): Node | undefined {
  const reader = new Reader(unquoted(expression))
  try {
    const tree = readChoice(reader, 0)
    return reader.ended && size(tree) <= MAX_SIZE ? tree : undefined
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}

/** `\Q...\E` holds literal text; without `\E` it lasts to the end. */
function unquoted(expression: string): string {
  return expression.replace(/\\(?:Q(.*?)(?:\\E|$)|[^])/gs, (whole, quoted?: string) =>
    quoted === undefined ? whole : quoted.replace(/[!-/:-@[-`{-~]/g, '\\$&')
  )
}

function readChoice(reader: Reader, depth: number): Node {
  if (depth > MAX_DEPTH) throw new Invalid('too deep')
  const first = readSequence(reader, depth)
  if (!reader.sees('|')) return first
  const items = [first]
  while (reader.take('|')) items.push(readSequence(reader, depth))
  return { kind: 'choice', items }
}

function readSequence(reader: Reader, depth: number): Node {
  const items: Node[] = []
  while (!reader.ended && !reader.sees('|') && !reader.sees(')')) {
    if (readRange(reader) !== undefined) throw new Invalid('nothing to repeat, or repeated already')
    items.push(readRepeated(reader, depth))
  }
  return { kind: 'sequence', items }
}

function readRepeated(reader: Reader, depth: number): Node {
  const item = readItem(reader, depth)
  const range = readRange(reader)
  if (range === undefined) return item
  const [min, max] = range
  const node: Node = { kind: 'repeat', item, min, max }
  if (!repeatsAtMost(node, MAX_REPEAT)) throw new Invalid('repeated too often')
  return node
}

function readItem(reader: Reader, depth: number): Node {
  if (reader.take('(')) {
    const node = readChoice(reader, depth + 1)
    if (!reader.take(')')) throw new Invalid('a ( without its )')
    return node
  }
  const assertion = ASSERTIONS.find(([text]) => reader.take(text))
  if (assertion !== undefined) return { kind: 'assertion', assertion: assertion[1] }
  return { kind: 'character', test: readCharacter(reader) }
}

function readCharacter(reader: Reader): Test {
  if (reader.take('[')) return readClass(reader)
  if (reader.take('\\')) return readEscape(reader)
  if (reader.take('.')) return dot
  return equals(reader.next())
}

/** How often; a brace that isn't `{2}`, `{2,}` or `{2,5}` is a literal one. */
function readRange(reader: Reader): readonly [min: number, max: number] | undefined {
  if (reader.take('*')) return [0, Infinity]
  if (reader.take('+')) return [1, Infinity]
  if (reader.take('?')) return [0, 1]
  if (!reader.sees('{')) return undefined
  const [, least, comma, most] = reader.match(/\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}/y) ?? []
  if (least === undefined) return undefined
  const min = Number(least)
  const max = comma === undefined ? min : most === undefined ? Infinity : Number(most)
  if (min > MAX_REPEAT || (max > MAX_REPEAT && most !== undefined) || min > max) throw new Invalid('a bad count')
  return [min, max]
}

/** Counted repetitions multiply where they are nested; this is what keeps an automaton small. */
function repeatsAtMost(node: Node, limit: number): boolean {
  switch (node.kind) {
    case 'character':
    case 'assertion':
      return true
    case 'sequence':
    case 'choice':
      return node.items.every(item => repeatsAtMost(item, limit))
    case 'repeat': {
      const times = node.max === Infinity ? node.min : node.max
      return times <= limit && repeatsAtMost(node.item, times > 0 ? Math.floor(limit / times) : limit)
    }
  }
}

/** The instructions that program.ts needs for it. */
function size(node: Node): number {
  switch (node.kind) {
    case 'character':
    case 'assertion':
      return 1
    case 'sequence':
    case 'choice':
      return node.items.reduce((sum, item) => sum + size(item), 1)
    case 'repeat':
      return node.max === Infinity ? (node.min + 1) * size(node.item) + 1 : node.max * (size(node.item) + 1)
  }
}
