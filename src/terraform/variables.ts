import { plural } from '../plural.ts'
import { isObject, parseJson, type Json } from '../json.ts'

/** A run's variable as the API takes it: the value is HCL source. */
export interface Variable {
  readonly key: string
  readonly value: string
}

export interface Variables {
  readonly variables: readonly Variable[]
  readonly problems: readonly string[]
  /** Values that are used unchanged, but are probably mistakes: what a message says after the input's name. */
  readonly warnings: readonly string[]
}

/** The name of a variable. */
export const NAME = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u

/**
 * Reads variables as `name = value` lines, or as one JSON object. A line's value is an unchanged string, as with Terraform's own
 * `-var`: Terraform turns "3" and "true" into the number and the boolean that a variable's type asks for, where a number could not be turned
 * back into the string "1.10". JSON lists and objects are what they say; so is a string in quotes.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#create-a-run
 */
export function parseVariables(source: string): Variables {
  const { values, ...said } = parseValues(source, { mayBeSecret: false })
  return { variables: values.map(([key, value]) => ({ key, value: toHcl(value) })), ...said }
}

/** The same, with the values before they are HCL. */
export function parseValues(source: string, options: ValueOptions = {}): Values {
  return source.trimStart().startsWith('{') ? fromObject(source) : fromLines(source, options)
}

interface ValueOptions {
  /** Where all values are texts, a line's list or object is the text that it is. */
  readonly areTexts?: boolean
  /** Whether the values may be secrets: the last line of one in base64, which may end in one `=`, must not become a name. By default they may. */
  readonly mayBeSecret?: boolean
}

export interface Values {
  readonly values: readonly (readonly [name: string, value: Json])[]
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

function fromObject(source: string): Values {
  const json = tryParse(source)
  if (!isObject(json))
    return {
      values: [],
      warnings: [],
      problems: ['must be a valid JSON object where it begins with `{`. Check it, or write one `name = value` per line']
    }
  const bad = Object.keys(json).filter(name => !NAME.test(name))
  return {
    values: Object.entries(json),
    warnings: [],
    // Not repeated: where the object is written the wrong way round, it is a value.
    problems:
      bad.length === 0
        ? []
        : [
            `must have names of letters, digits, \`_\` and \`-\`, but ${plural(bad.length, 'name has', 'names have')} other characters`
          ]
  }
}

/** No message repeats a line or its name: it may be a part of a secret of several lines. */
function fromLines(source: string, { areTexts = false, mayBeSecret = true }: ValueOptions): Values {
  const values = new Map<string, Json>()
  const problems: string[] = []
  const warnings: string[] = []
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    const at = `line ${index + 1}`
    const equals = text.indexOf('=')
    const before = text.slice(0, Math.max(0, equals))
    const name = before.trim()
    const written = text.slice(equals + 1).trim()
    const value = fromText(written, areTexts)
    if (!NAME.test(name)) problems.push(`must be \`name = value\` on each line, but ${at} has another form`)
    else if ((mayBeSecret ? /^=*$/ : /^=+$/).test(written) && before === name)
      problems.push(`must have a value on each line, but ${at} has none. ${HOW_TO_WRITE}`)
    else if (values.has(name)) problems.push(`must have each name once, but ${at} repeats a name`)
    else if (value === undefined) problems.push(`must have valid values, but the value on ${at} ${notJson(written)}`)
    else {
      values.set(name, value)
      warnings.push(...doubts(written, areTexts).map(doubt => `the value on ${at} ${doubt}`))
    }
  }
  return { values: [...values], problems, warnings }
}

const HOW_TO_WRITE = 'Write a value of several lines as "first line\\nsecond line", and an empty value as `name = ""`'

/** The value of the text after a name; undefined where it begins as JSON and is not. */
const fromText = (text: string, isText: boolean): Json | undefined =>
  (isText ? /^"/ : /^["[{]/).test(text) ? tryParse(text) : text

/** Why a value that begins as JSON is refused, with the form that is meant. */
function notJson(text: string): string {
  const isTrailingComma = tryParse(text.replace(/,\s*(?=[\]}])/g, '')) !== undefined
  if (isTrailingComma) return 'has a trailing comma, which JSON does not allow. Remove it'
  return text.startsWith('"')
    ? 'begins with a quote and is not a JSON string. Write a string without quotes, or as "first line\\nsecond line"'
    : 'begins as a list or an object and is not JSON. Write ["a", "b"] or {"name": "value"}'
}

function doubts(text: string, isText: boolean): readonly string[] {
  const found: readonly (readonly [boolean, string])[] = [
    [/^'.*'$/.test(text), 'keeps its single quotes: write a string without quotes'],
    [/^[^"[{].*\s#/.test(text), 'keeps what follows the `#`: write comments on lines of their own'],
    [text === 'null' && !isText, 'is the string "null": for no value, give all variables as one JSON object']
  ]
  return found.filter(([is]) => is).map(([, doubt]) => doubt)
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** HCL source for a value: https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export function toHcl(value: Json): string {
  if (typeof value === 'string') return quote(value)
  if (isObject(value))
    return `{${Object.entries(value)
      .map(([name, item]) => ` ${quote(name)} = ${toHcl(item)}`)
      .join(',')} }`
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(toHcl).join(', ')}]`
  return JSON.stringify(value)
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' }

/** Templates are taken literally: `${` and `%{` are doubled. Other control characters have no short escape in HCL. */
const quote = (text: string): string =>
  `"${text
    .toWellFormed()
    .replace(/[\n\r\t"\\]/g, character => ESCAPES[character] ?? character)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/([$%])(?=\{)/g, '$1$1')}"`

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** What a text in quotes means. https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
export const unescaped = (text: string): string =>
  text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))|([$%])\4(?=\{)/g,
    (escape, short?: string, long?: string, letter?: string, sign?: string) => {
      if (sign !== undefined) return sign
      if (letter !== undefined) return SIMPLE[letter] ?? letter
      const code = Number.parseInt(short ?? long ?? '', 16)
      return code > 0x10ffff ? escape : String.fromCodePoint(code)
    }
  )
