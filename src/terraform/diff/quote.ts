/** Characters that have an escape of their own in Terraform's texts. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v'
}

/** What can't be printed as it is. */
const UNPRINTABLE = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

/** A text in quotes, as the CLI writes it. */
export const quoteAsCli = (text: string): string => `"${text.toWellFormed().replaceAll(UNPRINTABLE, escaped)}"`

function escaped(character: string): string {
  const known = ESCAPES[character]
  if (known !== undefined) return known
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A name in Terraform's language: in quotes where it would not be one otherwise. */
export const attributeName = (name: string): string =>
  /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) ? name : quoteAsCli(name)

/** Width is counted in bytes, and filled in characters. */
export const widthOf = (names: Iterable<string>): number => {
  let width = 0
  for (const name of names) width = Math.max(width, Buffer.byteLength(name))
  return width
}

export const padName = (name: string, width: number): string =>
  name + ' '.repeat(Math.max(0, width - Array.from(name).length))
