import { escapeHtml } from '../html.ts'
import { INVISIBLE } from '../terraform/diff/quote.ts'

/**
 * Markdown from values that may hold anything. Text from elsewhere is only in code: there GitHub reads no Markdown, no HTML, no
 * mention, no reference and no link. https://github.github.com/gfm/
 */

/** The beginning of a text, with a mark and how much is missing. */
export const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max).toWellFormed()}… (${text.length - max} more characters)`

/**
 * Invisible characters are shown, not obeyed. Nothing is left out: what a terminal takes for one control sequence may span lines, and hide
 * what is between its ends.
 */
const visible = (text: string): string => text.toWellFormed().replace(INVISIBLE, codeOf)

const codeOf = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`

/**
 * Every character that is read from right to left, by the blocks that Unicode reserves for them: next to one, digits and signs change places, so
 * that two texts look the same. https://www.unicode.org/reports/tr9/
 */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu

/** Values and names as codes where they would not be seen as they are. */
const unambiguous = (text: string): string =>
  visible(text.replaceAll('\\u{', '\\u{5c}u{')).replaceAll(RIGHT_TO_LEFT, codeOf)

/** The same of values, where also blanks that look like a space, and those at the end of a line, may change what a script does. A tab has a sign. */
const exact = (text: string): string =>
  unambiguous(text)
    .replaceAll(/(?! )\p{Zs}|[ \t](?=\n|$)|\u21e5/gu, codeOf)
    .replaceAll('\t', '\u21e5\t')

const longestRun = (text: string, pattern: RegExp): number =>
  text.matchAll(pattern).reduce((longest, [run]) => Math.max(longest, run.length), 0)

const oneLine = (text: string): string =>
  unambiguous(text.replaceAll('\r\n', '\n')).replaceAll('\n', ' ').replaceAll('\t', codeOf)

/** A code span on one line. */
export function code(text: string): string {
  const line = oneLine(text)
  if (line.trim() === '') return '` `'
  const fence = '`'.repeat(longestRun(line, /`+/g) + 1)
  const pad = line.startsWith('`') || line.endsWith('`') || (line.startsWith(' ') && line.endsWith(' ')) ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

/** A fenced code block. In a diff and in code there are values. */
export function codeBlock(text: string, language = ''): string {
  const content = language === '' ? visible(text.replaceAll('\r\n', '\n')) : exact(text)
  const fence = '`'.repeat(Math.max(3, longestRun(content, /`+/g) + 1))
  return `${fence}${language}\n${content}\n${fence}`
}

/** Code inside of HTML, for a `<summary>`. */
export const htmlCode = (text: string): string => {
  const line = oneLine(text)
  return `<code>${escapeHtml(line)}</code>`
}

/** Something to unfold. `summary` is HTML, `content` Markdown; both ours. */
export const details = (summary: string, content: string, open = false): string =>
  `<details${open ? ' open' : ''}><summary>${summary}</summary>\n\n${content}\n\n</details>`

/** A link. Its text is Markdown of ours; what its address has encoded already stays so. */
export const link = (text: string, url: string): string => {
  const address = URL.canParse(url) ? new URL(url).href : encodeURI(url.toWellFormed())
  return `[${text}](<${address.replaceAll(/[<>\\\s]/g, encodeURIComponent)}>)`
}
