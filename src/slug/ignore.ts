/**
 * Which paths Terraform leaves out of an upload: its own default rules, then those of .terraformignore, in the words
 * of go-slug. https://developer.hashicorp.com/terraform/cli/cloud/settings#excluding-files-from-upload-with-terraformignore
 */
import { Automaton, type State } from './automaton.ts'
import { type Node, parse } from './regex.ts'

/** They always come first: a later rule can override them, nothing removes them. */
const DEFAULT_RULES = ['.terraform/', '!.terraform/modules/', '.git/']
/** Go's unicode.IsSpace, which knows U+0085 and not the byte order mark. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
const NEVER: Node = {
  kind: 'sequence',
  items: [
    { kind: 'assertion', assertion: 'start' },
    { kind: 'choice', items: [] }
  ]
}

interface Rule {
  readonly line: string
  readonly isNegated: boolean
  readonly expression: Node | undefined
}

/** What the rules make of a path, as far as it has been read. */
export type Path = State

export class Rules {
  /** The lines that are no valid rules. Terraform passes over them without a word. */
  readonly invalid: readonly string[]
  readonly #isNegated: readonly boolean[]
  readonly #automaton: Automaton

  constructor(rules: readonly Rule[]) {
    this.invalid = rules.filter(rule => rule.expression === undefined).map(rule => rule.line)
    this.#isNegated = rules.map(rule => rule.isNegated)
    this.#automaton = new Automaton(rules.map(rule => rule.expression ?? NEVER))
  }

  /** The empty path. */
  get root(): Path {
    return this.#automaton.start
  }

  /** The path, and `text` behind it. A directory's own path ends in a slash, when it is asked for as a directory. */
  read(path: Path, text: string): Path {
    return this.#automaton.read(path, composed(text))
  }

  /** The last rule that matches decides. */
  excludes(path: Path): boolean {
    return this.#isNegated[this.#last(path)] === false
  }

  /**
   * Is the path excluded with no `!` rule to come? Terraform doesn't look into such a directory, not even for files that
   * no rule matches: `foo/*` alone leaves out foo/a/b, which it doesn't match, and with `!x` behind it no longer does.
   */
  dominates(path: Path): boolean {
    return this.excludes(path) && this.#last(path) > this.#isNegated.lastIndexOf(true)
  }

  /**
   * Can nothing below the directory be anything but excluded? This only saves looking there. Names that hold line ends, which Go's `.` does
   * not match, go with the rest.
   */
  excludesAllBelow(directory: Path): boolean {
    const { possible, certain } = this.#automaton.outlook(directory)
    const decisive = certain.findLast(rule => this.#isNegated[rule] === false)
    return decisive !== undefined && !possible.some(rule => rule > decisive && this.#isNegated[rule] === true)
  }

  #last(path: Path): number {
    return this.#automaton.matches(path).at(-1) ?? -1
  }
}

/** The rules of a .terraformignore, or the default rules alone. */
export function parseRules(text: string | undefined): Rules {
  const lines = [...DEFAULT_RULES, ...(text?.split('\n').map(trimmed) ?? [])]
  return new Rules(lines.filter(isRule).map(parseRule))
}

/** A lone `!`, and a line of blanks, crash Terraform 1.11; here they are empty lines. */
function isRule(line: string): boolean {
  return line !== '' && line !== '!' && !line.startsWith('#')
}

function parseRule(line: string): Rule {
  const isNegated = line.startsWith('!')
  const pattern = isNegated ? line.slice(1) : line
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern
  const rooted = whole.startsWith('/') ? whole.slice(1) : `**/${whole}`
  return { line, isNegated, expression: parse(expression(composed(rooted))) }
}

/** Only `*`, `?`, `.` and `$` get a meaning of their own; all else is that of a regular expression. */
function expression(pattern: string): string {
  const translated = pattern.replace(/\*\*\/?|[*?.$]|\\[^]/g, (token, at: number) => {
    if (token.startsWith('**')) return at + token.length === pattern.length ? '.*' : '(.*/)?'
    if (token === '*') return '[^/]*'
    if (token === '?') return '[^/]'
    return token.startsWith('\\') ? token : `\\${token}`
  })
  return `^${translated}$`
}

function trimmed(line: string): string {
  const isSpace = (at: number) => SPACE.test(line.charAt(at))
  let start = 0
  let end = line.length
  while (start < end && isSpace(start)) start++
  while (end > start && isSpace(end - 1)) end--
  return line.slice(start, end)
}

/** Names and rules match whether composed or decomposed (macOS has both), as since go-slug 0.18.3; Terraform 1.11 differs. */
function composed(text: string): string {
  // eslint-disable-next-line no-control-regex -- ASCII is composed already
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize('NFC')
}
