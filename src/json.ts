import { RunFailed } from './errors.ts'

/**
 * JSON whose numbers keep their digits. Terraform's numbers have arbitrary precision; JavaScript's hold 2^53. A number that
 * would change is kept as its source text (`JSON.rawJSON`), which `JSON.stringify` writes back as it was.
 * https://tc39.es/proposal-json-parse-with-source/
 */
export type Json = string | number | boolean | null | RawNumber | readonly Json[] | { readonly [key: string]: Json }

/** A number outside of what a JavaScript number can hold, as its digits. */
export interface RawNumber {
  readonly rawJSON: string
}

/** The parts of the proposal that Node 24 has and TypeScript's library does not declare yet. */
declare global {
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
    rawJSON(text: string): RawNumber
    isRawJSON(value: unknown): value is RawNumber
  }
}

/** Throws a SyntaxError that quotes nothing: JSON.parse quotes what is next to an error, which may be a secret. */
export function parseJson(text: string): Json {
  try {
    return parsed(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const [place = ''] = / at position \d+.*/.exec(error.message) ?? []
    // eslint-disable-next-line preserve-caught-error -- its message quotes the text
    throw new SyntaxError(`it is not valid JSON${place}`)
  }
}

function parsed(text: string): Json {
  if (isTooDeep(text)) throw new RunFailed(`JSON that is nested more than ${MAX_DEPTH} levels deep is not read.`)
  const { text: safe, mark } = withoutEscapedKeys(text)
  return JSON.parse(safe, (_key, value, { source }) => {
    if (typeof value === 'number')
      return source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value
    return mark !== undefined && isObject(value as Json) ? withEscapedKeys(value as Bag, mark) : value
  }) as Json
}

type Bag = Readonly<Record<string, Json>>

/**
 * The same text without a backslash in a key. Node 24 gives a key with an escape the name of another one, where a similar object came before: after
 * `{"a":1,"\\n":2}` it reads `{"a":1,"\nz":2}` as the same. Values are not affected.
 */
function withoutEscapedKeys(text: string): { readonly text: string; readonly mark: string | undefined } {
  if (!text.includes('\\')) return { text, mark: undefined }
  let mark: string | undefined
  const pieces: string[] = []
  let done = 0
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', start)) {
    const end = endOfString(text, start) + 1
    const quoted = text.slice(start, end)
    if (isColonNext(text, end) && quoted.includes('\\')) {
      const by = (mark ??= absentCharacter(text))
      // The mark itself may be in the key, as an escape.
      const units = (JSON.parse(quoted) as string)
        .split('')
        .map(unit => (NEEDS_ESCAPE.test(unit) || unit === by ? by + hexOf(unit) : unit))
      pieces.push(text.slice(done, start), `"${units.join('')}"`)
      done = end
    }
    start = end
  }
  return { text: pieces.join('') + text.slice(done), mark }
}

// eslint-disable-next-line no-control-regex -- those are the characters
const NEEDS_ESCAPE = /["\\\u0000-\u001f]/
const hexOf = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, '0')

function isColonNext(text: string, from: number): boolean {
  let at = from
  while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at++
  return text[at] === ':'
}

/** One of those that no standard gives a meaning. */
function absentCharacter(text: string): string {
  for (let code = 0xe000; code <= 0xf8ff; code++) {
    const character = String.fromCharCode(code)
    if (!text.includes(character)) return character
  }
  throw new RunFailed('JSON that has every character for private use and escapes in its keys is not read.')
}

function withEscapedKeys(object: Bag, mark: string): Bag {
  const entries = Object.entries(object)
  if (!entries.some(([key]) => key.includes(mark))) return object
  return Object.fromEntries(entries.map(([key, value]) => [unmarked(key, mark), value]))
}

function unmarked(key: string, mark: string): string {
  const [first = '', ...rest] = key.split(mark)
  return first + rest.map(part => String.fromCharCode(Number.parseInt(part.slice(0, 4), 16)) + part.slice(4)).join('')
}

/** Whether an object in the text of some JSON has a key more than once: then the text has more keys than the value. */
export function hasKeyTwice(text: string, json: Json): boolean {
  let keys = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) at = endOfString(text, at)
    else if (character === COLON) keys++
  }
  return keys > keysIn(json)
}

/** All strings in the text of some JSON, also those that a later value of their key replaces. */
export function stringsOf(text: string): readonly string[] {
  const found: string[] = []
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    const start = at
    at = endOfString(text, start)
    found.push(JSON.parse(text.slice(start, at + 1)) as string)
  }
  return found
}

function keysIn(json: Json): number {
  if (Array.isArray(json)) return (json as readonly Json[]).reduce<number>((sum, item) => sum + keysIn(item), 0)
  if (!isObject(json)) return 0
  return Object.values(json).reduce<number>((sum, item) => sum + 1 + keysIn(item), 0)
}

/** The value of a key. Undefined where there is no such key, or no object. */
export const valueOf = (json: Json | undefined, name: string): Json | undefined =>
  isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined

/** The elements of a list. None where there is no list. */
export const elementsOf = (json: Json | undefined): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : []

/** Whoever walks through a value does so by recursion: far beyond any real value, and far below the stack's end. */
const MAX_DEPTH = 1_000

/** Looks at the text, since by the time that there is a value, the stack may have overflowed. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === QUOTE) at = endOfString(text, at)
    else if (character === BRACKET || character === BRACE) depth++
    else if (character === BRACKET + 2 || character === BRACE + 2) depth--
    if (depth > MAX_DEPTH) return true
  }
  return false
}

const QUOTE = 0x22
const COLON = 0x3a
const BRACKET = 0x5b
const BRACE = 0x7b

/** Where the string that begins at `start` ends: at the next quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return end
  }
  return text.length
}

export const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
