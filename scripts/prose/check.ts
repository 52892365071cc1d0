import { REPLACEMENTS } from './words.ts'

export interface Finding {
  readonly line: number
  readonly phrase: string
  readonly instead: string
}

/** The start of a line of a comment or a quotation: a phrase goes on behind it. */
const LINE_START = /\n[ \t]*(?:\*(?!\/)|\/\/|#+|>)?[ \t]*/g

/** Every phrase of the word list in a text, also where a line ends inside it. */
export function checkProse(text: string): readonly Finding[] {
  const joined = text.replaceAll('\\n', '  ').replaceAll(LINE_START, start => `\n${' '.repeat(start.length - 1)}`)
  return REPLACEMENTS.flatMap(({ phrase, instead }) =>
    [...joined.matchAll(spanLines(phrase))].map(match => ({
      line: joined.slice(0, match.index).split('\n').length,
      phrase: match[0].replaceAll(/\s+/g, ' '),
      instead
    }))
  ).toSorted((one, other) => one.line - other.line)
}

const spanLines = ({ source, flags }: RegExp): RegExp => new RegExp(source.replaceAll(' ', String.raw`\s+`), flags)
