/**
 * Which paths Terraform leaves out of an upload: its own default rules, then those of .terraformignore, in the words
 * of go-slug. https://developer.hashicorp.com/terraform/cli/cloud/settings#excluding-files-from-upload-with-terraformignore
 */
import { RE2JS } from 're2js'

/** They always come first: a later rule can override them, nothing removes them. */
export const DEFAULT_RULES: readonly string[] = ['.terraform/', '!.terraform/modules/', '.git/']
/** Go's unicode.IsSpace, which knows U+0085 and not the byte order mark. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/
/** What may mean something else than itself in a rule, or make the part before it optional. */
const META = /[^\w \-/]/

interface Rule {
  readonly line: string
  readonly isNegated: boolean
  /** Undefined where the line is not a valid rule. */
  readonly expression: RE2JS | undefined
  /** Whether it matches everything below what it matches. */
  readonly isOpenEnded: boolean
  /** What every path begins with that it matches, as far as that is plain to see. */
  readonly prefix: string
}

/** A path below the directory, with slashes. A directory's own path ends in a slash, when it is asked for as a directory. */
export type Path = string

export class IgnoreRules {
  /** The lines that are not valid rules. Terraform passes over them without a word. */
  readonly invalid: readonly string[]
  readonly #rules: readonly Rule[]
  readonly #lastNegated: number

  constructor(rules: readonly Rule[]) {
    this.invalid = rules.filter(rule => rule.expression === undefined).map(rule => rule.line)
    this.#rules = rules
    this.#lastNegated = rules.findLastIndex(rule => rule.isNegated)
  }

  /** The empty path. */
  readonly root: Path = ''

  read(path: Path, text: string): Path {
    return path + composed(text)
  }

  /** The last rule that matches decides. */
  excludes(path: Path): boolean {
    return this.excluding(path) !== undefined
  }

  /** The rule that excludes a path. */
  excluding(path: Path): string | undefined {
    const rule = this.#rules[this.#last(path)]
    return rule?.isNegated === false ? rule.line : undefined
  }

  /** The rule that would exclude a path if it ended in a slash: so it matches a directory around the path, and nothing in it. */
  lackingSlash(path: Path): string | undefined {
    const around = path.split('/').map((_, at, parts) => parts.slice(0, at).join('/'))
    return this.#rules.find(({ line, isNegated, expression }, at) => {
      if (isNegated || line.endsWith('/') || !around.some(directory => expression?.test(directory) === true))
        return false
      return new IgnoreRules(this.#rules.with(at, parseRule(`${line}/`))).excludes(path)
    })?.line
  }

  /** Whether Terraform doesn't look into a directory. A directory is matched twice, as `a` and as `a/`; either can leave it out. */
  skips(directory: Path): boolean {
    const inside = this.read(directory, '/')
    return this.excludesAllBelow(inside) || (!this.excludes(directory) && this.dominates(inside))
  }

  /**
   * Is the path excluded with no `!` rule to come? Terraform doesn't look into such a directory, not even for files that
   * no rule matches: only `foo/*` leaves out foo/a/b, which it doesn't match, and with `!x` behind it no longer does.
   */
  dominates(path: Path): boolean {
    const last = this.#last(path)
    return this.#rules[last]?.isNegated === false && last > this.#lastNegated
  }

  /**
   * Can nothing below the directory be anything but excluded? This only saves looking there. Names that hold line ends, which Go's `.` does
   * not match, go with the rest.
   */
  excludesAllBelow(directory: Path): boolean {
    const decisive = this.#rules.findLastIndex(
      ({ isNegated, isOpenEnded, expression }) => !isNegated && isOpenEnded && expression?.test(directory) === true
    )
    return decisive !== -1 && !this.#rules.slice(decisive + 1).some(rule => mayInclude(rule, directory))
  }

  #last(path: Path): number {
    return this.#rules.findLastIndex(({ expression }) => expression?.test(path) === true)
  }
}

function mayInclude({ isNegated, expression, prefix }: Rule, directory: Path): boolean {
  return isNegated && expression !== undefined && (prefix.startsWith(directory) || directory.startsWith(prefix))
}

/** The rules of a .terraformignore, or only the default rules. */
export function parseRules(text: string | undefined): IgnoreRules {
  const lines = [...DEFAULT_RULES, ...(text?.split('\n').map(trimmed) ?? [])]
  return new IgnoreRules(lines.filter(isRule).map(parseRule))
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
  const text = composed(rooted)
  return {
    line,
    isNegated,
    expression: compiled(expression(text)),
    isOpenEnded: text.endsWith('**') && !/[|\\[]/.test(text),
    prefix: text.includes('|') ? '' : prefixOf(text)
  }
}

/** Up to the first character that may mean something else, less the one before it: `ab{0}` matches `a`. */
function prefixOf(pattern: string): string {
  const end = pattern.search(META)
  return end === -1 ? pattern : pattern.slice(0, Math.max(end - 1, 0))
}

/** Go's own syntax, in time that grows with the text only. Undefined where Go refuses the expression. */
function compiled(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression)
  } catch {
    return undefined
  }
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
