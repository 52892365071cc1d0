import { escapeHtml } from '../html.ts'
import { hasKeyTwice, isObject, parseJson, stringsOf, type Json } from '../json.ts'
import { DecodedText } from './decoded-text.ts'
import { numberForms } from './number-forms.ts'

/** Shorter texts occur everywhere by chance: hiding them would empty the log, and tell what they are. */
export const MIN_SECRET_LENGTH = 3

export interface SecretForms {
  /** Without blanks at both ends, so that each is also found where it is indented. */
  readonly texts: ReadonlySet<string>
  /** Whether a part of the value is too short to be hidden. */
  readonly tooShort: boolean
}

/**
 * Every text in which a secret may be read: its leaves, their lines, each as it is and escaped for JSON, HCL, HTML and URLs, the base64 of a
 * whole leaf, and the value as compact JSON. A text that is JSON has leaves of its own. Booleans and null say nothing by themselves.
 */
export function formsOf(value: Json): SecretForms {
  const texts = new Set<string>()
  let tooShort = false
  const add = (text: string): void => {
    const trimmed = text.trim()
    if (trimmed.length >= MIN_SECRET_LENGTH) texts.add(trimmed)
    else if (trimmed !== '') tooShort = true
  }
  for (const leaf of leaves(value)) {
    if (WORDS.has(leaf)) continue
    const isLong = leaf.trim().length >= MIN_SECRET_LENGTH
    for (const line of linesOf(leaf)) {
      add(line)
      if (line.trim().length >= MIN_SECRET_LENGTH) for (const form of escaped(line.trim())) add(form)
    }
    if (isLong) for (const text of new Set([leaf, leaf.trim()])) for (const form of encoded(text)) add(form)
  }
  if (isObject(value) || Array.isArray(value)) {
    add(JSON.stringify(value))
    add(asTerraformWrites(value))
  }
  return { texts, tooShort }
}

/**
 * What a secret comes to that looks escaped itself, as `\u0041` does: where it is in a text that is decoded, so are its own escapes. The runner
 * masks none of these.
 */
export function* decodedFormsOf(value: Json): Generator<string> {
  for (const leaf of leaves(value))
    for (const line of linesOf(leaf))
      for (const { text } of DecodedText.levelsOf(line.trim()))
        if (text.trim().length >= MIN_SECRET_LENGTH && !WORDS.has(text.trim())) yield* [text, text.replaceAll(' ', '+')]
}

const linesOf = (leaf: string): ReadonlySet<string> => new Set([leaf, ...leaf.split(LINE_END)])

/** Commands break lines of base64, each of which tells a part: those of PEM, and those of MIME and `base64`. */
const BASE64_LINE_CHARS = [64, 76] as const
/** A last line that is shorter occurs elsewhere by chance. */
const MIN_LINE_CHARS = 8

function* encoded(text: string): Generator<string> {
  const base64 = Buffer.from(text).toString('base64')
  yield base64.replace(/={1,2}$/, '')
  yield base64
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
  for (const chars of BASE64_LINE_CHARS) yield* linesOfBase64(base64, chars)
}

function* linesOfBase64(base64: string, chars: number): Generator<string> {
  if (base64.length <= chars) return
  for (let at = 0; at < base64.length; at += chars) {
    const line = base64.slice(at, at + chars).replace(/={1,2}$/, '')
    if (line.length >= MIN_LINE_CHARS) yield line
  }
}

const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null'])
const LINE_END = /\r\n|\n|\r/

/** What the runner masks as well, which decodes nothing. Other ways of escaping are decoded before a secret is looked for. */
function* escaped(text: string): Generator<string> {
  const json = JSON.stringify(text).slice(1, -1)
  yield json
  // Go's JSON, and so Terraform's jsonencode().
  yield json.replaceAll(/[<>&\u2028\u2029]/g, unicodeEscape)
  // Other libraries' JSON: ASCII only, or with slashes escaped. JSON as a string of JSON is escaped twice.
  yield json.replaceAll(/[^\0-\x7f]/g, unicodeEscape)
  yield json.replaceAll('/', '\\/')
  yield JSON.stringify(json).slice(1, -1)
  yield escapeHtml(text)
  // A string of HCL: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences-1
  yield json.replaceAll(/[$%](?=\{)/g, '$&$&')
  const url = encodeURIComponent(text.toWellFormed())
  yield url
  const strict = url.replaceAll(/[!'()*]/g, percentEscape)
  yield strict
  yield strict.replaceAll('%20', '+')
  // The same, decoded but for its blanks.
  yield text.replaceAll(' ', '+')
}

const code = (character: string): string => character.charCodeAt(0).toString(16)
const unicodeEscape = (character: string): string => `\\u${code(character).padStart(4, '0')}`
const percentEscape = (character: string): string => `%${code(character).toUpperCase()}`

/** Terraform composes the characters of texts, and converts texts to numbers and back, whichever way they were written. */
function leaves(value: Json): readonly string[] {
  if (typeof value === 'string')
    return [...new Set([value, value.toWellFormed().normalize('NFC'), ...numberForms(value)]), ...leavesOfText(value)]
  if (typeof value === 'number' || JSON.isRawJSON(value)) {
    const text = JSON.stringify(value)
    return [text, ...numberForms(text)]
  }
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(leaves)
  return isObject(value) ? Object.values(value).flatMap(leaves) : []
}

/** JSON as `jsonencode` writes it: in order of names, with the shortest form of each number. */
function asTerraformWrites(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(asTerraformWrites).join(',')}]`
  if (isObject(value)) {
    const names = Object.keys(value).toSorted()
    return `{${names.map(name => `${JSON.stringify(name)}:${asTerraformWrites(value[name] ?? null)}`).join(',')}}`
  }
  const text = JSON.stringify(value)
  return typeof value === 'number' || JSON.isRawJSON(value) ? (numberForms(text)[0] ?? shortZero(text)) : text
}

const shortZero = (number: string): string => (/[1-9]/.test(number) ? number : '0')

/** What a text holds that is an object or a list as JSON: Terraform shows such a text as what it holds. */
function leavesOfText(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return []
  try {
    const json = parseJson(text)
    return [...leaves(json), ...(hasKeyTwice(text, json) ? stringsOf(text) : [])]
  } catch {
    return []
  }
}
