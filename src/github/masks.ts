import { isObject, type Json } from '../json.ts'

/** Shorter texts occur everywhere by chance: masking them would blot out the log, and tell what they are. */
const SHORTEST = 3

export interface Masks {
  readonly texts: ReadonlySet<string>
  /** Whether some part of the value is too short to be masked. */
  readonly tooShort: boolean
}

/**
 * Everything to mask so that a sensitive value can't be read from a log: its leaves, the lines of those, and the forms in which it is set.
 * Booleans and null say nothing by themselves.
 */
export function masksOf(value: Json): Masks {
  const texts = new Set(leaves(value).flatMap(forms))
  texts.add(formatOutput(value))
  const lengths = new Map(texts.values().map(text => [text, text.trim().length]))
  const tooShort = lengths.values().some(length => length > 0 && length < SHORTEST)
  return {
    texts: new Set(texts.values().filter(text => (lengths.get(text) ?? 0) >= SHORTEST && !isWord(text))),
    tooShort
  }
}

const isWord = (text: string): boolean => ['true', 'false', 'null'].includes(text)

/** A string occurs as it is, line by line, and escaped in JSON. */
const forms = (leaf: string): readonly string[] => [
  leaf,
  ...leaf.split(/\r\n|\n|\r/),
  JSON.stringify(leaf).slice(1, -1)
]

function leaves(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number' || JSON.isRawJSON(value)) return [JSON.stringify(value)]
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(leaves)
  return isObject(value) ? Object.values(value).flatMap(leaves) : []
}

/** An output's text: strings as they are, everything else as compact JSON, in which numbers keep their digits. */
export const formatOutput = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
