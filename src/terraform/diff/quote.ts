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

/** Characters that are not seen, or that turn the direction of text round. The one that gives an emoji its colors is seen there, unless it has them anyway. */
const UNSEEN = String.raw`(?:[\p{Default_Ignorable_Code_Point}\p{Cf}\u2028\u2029\u2800\ufffc\u{1d159}]|\u{16fe4}|\u{1107f})(?<!(?!\p{Emoji_Presentation})\p{Extended_Pictographic}\ufe0f)`
const HAS_UNSEEN = new RegExp(UNSEEN, 'u')

/** The same, and control characters other than tabs and the ends of lines. */
export const INVISIBLE = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|${UNSEEN}`, 'gu')

/** What can't be printed as it is. */
const UNPRINTABLE = new RegExp(String.raw`["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|${UNSEEN}`, 'gu')

/** A text in quotes, as the CLI writes it. */
export const quoteAsCli = (text: string): string =>
  `"${text.toWellFormed().replaceAll(UNPRINTABLE, character => ESCAPES[character] ?? escapedAsCli(character))}"`

/** A character by its number, as the CLI writes it. */
export function escapedAsCli(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A name in Terraform's language: in quotes where it would not be one otherwise. */
export const attributeName = (name: string): string =>
  /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) && !HAS_UNSEEN.test(name) ? name : quoteAsCli(name)

/** Width is counted in bytes, and filled in characters. */
export const widthOf = (names: Iterable<string>): number => {
  let width = 0
  for (const name of names) width = Math.max(width, Buffer.byteLength(name))
  return width
}

export const padName = (name: string, width: number): string =>
  name + ' '.repeat(Math.max(0, width - Array.from(name).length))
