import { createHash } from 'node:crypto'
import { escapeHtml } from '../html.ts'
import { plural } from '../plural.ts'
import { INVISIBLE } from '../terraform/diff/quote.ts'

/**
 * Markdown from values that may hold anything. Text from elsewhere is only in code: there GitHub reads no Markdown, no HTML, no
 * mention, no reference and no link. https://github.github.com/gfm/
 */

/** The beginning of a text, with a mark and how much is missing. */
export const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max).toWellFormed()}… (${plural(text.length - max, 'more character')})`

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
    .split('\n')
    .map(withCountedBlanks)
    .join('\n')
    .replaceAll('\t', '\u21e5\t')

/** GitHub does not wrap lines of code: what follows many blanks would be outside of the visible page. */
const MAX_LEADING_BLANKS = 100
const LONG_ROW = /[ \t]{40,}/g

/** The same of a line with many blanks in several rows. */
const SHORT_ROW = /[ \t]{8,}/g
const MAX_BLANKS = 80

/** Lengths are codes as well, which no value can have. */
function withCountedBlanks(line: string): string {
  const [mark = '', blanks = ''] = /^([-+!# ]?)([ \t]*)/.exec(line)?.slice(1) ?? []
  const rest = line.slice(mark.length + blanks.length)
  const isMuch = (rest.match(SHORT_ROW)?.join('').length ?? 0) > MAX_BLANKS
  const leading = blanks.length < MAX_LEADING_BLANKS ? blanks : countOf(blanks)
  return mark + leading + rest.replaceAll(isMuch ? SHORT_ROW : LONG_ROW, countOf)
}

/** A row of both kinds has a digest, which no other row has: listed one by one, it would be long again. */
function countOf(row: string): string {
  if (!row.includes('\t')) return `\\u{${row.length} spaces}`
  if (!row.includes(' ')) return `\\u{${row.length} tabs}`
  const digest = createHash('sha256').update(row).digest('hex').slice(0, 16)
  return `\\u{${row.length} spaces and tabs, SHA-256 ${digest}}`
}

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
