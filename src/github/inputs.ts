import { InputError } from '../errors.ts'

/** Reads one input by name: what the runner passes, or a table in a test. Empty where it is not given. */
export type InputReader = (name: string) => string

/** The runner's own way to pass inputs: https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs */
export const fromEnvironment =
  (env: NodeJS.ProcessEnv): InputReader =>
  name =>
    (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim()

/** Builds an action's inputs. Throws one InputError that names every bad one. */
export function parseInputs<T>(read: InputReader, build: (input: Inputs) => T): T {
  const problems: string[] = []
  const inputs = build(new Inputs(read, problem => problems.push(problem)))
  if (problems.length > 0) throw new InputError(problems)
  return inputs
}

/** Choices as a sentence has them: `a`, `b` or `c`. */
export function oneOf(choices: readonly string[]): string {
  const [last = '', ...others] = choices.map(choice => `\`${choice}\``).toReversed()
  return others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`
}

/** `@`, escaped or not, and the signs that a host's name may have in its place. Before it, there may be a password. */
export const AT_SIGN = /@|%40|[\uff20\ufe6b]/

/** What every token of HCP Terraform and Terraform Enterprise has in its middle, as itself or in an address. */
const TOKEN_MARK = /(^|[^\w-]|%2e)atlasv1([^\w-]|$)/i
const TOKEN = /(?<![\w-])[\w-]+\.atlasv1\.[\w-]+/gi

/** In place of `butIs` for such a text. */
export const LOOKS_LIKE_TOKEN = 'but looks like a token, which belongs in `token`'

/** Whether a text has a token where it should not. */
export const hasToken = (text: string): boolean => TOKEN_MARK.test(text)

/** The tokens in inputs, whichever these are: one may be in the place of another, and an error repeats it. */
export const tokensIn = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.entries(env)
    .filter(([name]) => name.startsWith('INPUT_'))
    .flatMap(([, value = '']) => value.match(TOKEN) ?? [])

/** The end of "must be …, but". Repeats no token, no text that may have a password in it, and no query of an address. */
export function butIs(value: string | undefined): string {
  if (value === undefined) return 'but is empty'
  if (hasToken(value)) return LOOKS_LIKE_TOKEN
  return AT_SIGN.test(value) ? 'but contains `@`' : `but is \`${value.replace(/[?#][^]*/, '?…')}\``
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 }

/** Inputs by kind. Each problem is collected and reading goes on, so that one error names every wrong input. */
export class Inputs {
  readonly #read: InputReader
  readonly #reject: (problem: string) => void
  readonly #rejected = new Set<string>()

  constructor(read: InputReader, reject: (problem: string) => void) {
    this.#read = read
    this.#reject = reject
  }

  /** `problem` continues the sentence that begins with the input's name, and has no final full stop. */
  reject(name: string, problem: string): void {
    this.#rejected.add(name)
    this.#reject(`\`${name}\` ${problem}.`)
  }

  /** Whether anything was wrong with one of these inputs: what follows from its value is then not worth saying. */
  isRejected(...names: readonly string[]): boolean {
    return names.some(name => this.#rejected.has(name))
  }

  text(name: string): string | undefined {
    return this.#read(name) || undefined
  }

  /** `hints` say what to write in place of words that people try. */
  choice<const C extends string>(
    name: string,
    choices: readonly [C, ...C[]],
    hints: Readonly<Record<string, string>> = {}
  ): C {
    const value = this.text(name)
    const found = choices.find(choice => choice === value)
    if (found === undefined) {
      const hint = hints[value ?? '']
      this.reject(name, `must be ${oneOf(choices)}, ${butIs(value)}${hint === undefined ? '' : `. ${hint}`}`)
    }
    return found ?? choices[0]
  }

  /** What YAML 1.2 calls a boolean: https://yaml.org/spec/1.2/spec.html#id2804923 */
  flag(name: string): boolean {
    const value = this.text(name)
    const isTrue = /^(true|True|TRUE)$/.test(value ?? '')
    if (!isTrue && !/^(false|False|FALSE)$/.test(value ?? ''))
      this.reject(name, `must be \`true\` or \`false\`, ${butIs(value)}`)
    return isTrue
  }

  /** A required text; `fix` says what to set it to. */
  required(name: string, fix: string): string {
    const value = this.text(name)
    if (value === undefined) this.reject(name, `is missing. ${fix}`)
    return value ?? ''
  }

  /** A whole number above 0. */
  count(name: string): number | undefined {
    const value = this.text(name)
    if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
      this.reject(name, `must be a whole number above 0, ${butIs(value)}`)
    return value === undefined ? undefined : Number(value)
  }

  /** One or more of some words, one a line. */
  choices<const C extends string>(name: string, choices: readonly [C, ...C[]]): readonly C[] {
    return this.lines(name).flatMap(line => {
      const found = choices.find(choice => choice === line)
      if (found === undefined) this.reject(name, `must be ${oneOf(choices)}, ${butIs(line)}`)
      return found ?? []
    })
  }

  /** An id such as the API gives them, with or without the prefix that HCP Terraform puts before them. */
  id(name: string, prefix: string): string {
    const value = this.text(name)
    if (value === undefined) this.reject(name, `is missing. Set it to an id such as \`${prefix}CZcmD7eagjhyX0vN\``)
    else if (!/^[\w-]+$/.test(value))
      this.reject(name, `must be an id such as \`${prefix}CZcmD7eagjhyX0vN\`, ${butIs(value)}`)
    return value ?? ''
  }

  /** The hash of a commit, or its beginning. */
  commit(name: string): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !/^[0-9a-f]{7,64}$/i.test(value))
      this.reject(name, `must be the hash of a commit, with at least 7 digits, ${butIs(value)}`)
    return value?.toLowerCase()
  }

  /** One item a line; blank lines are none. */
  lines(name: string): readonly string[] {
    return this.#read(name)
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== '')
  }

  /** A duration such as `90s`, `30m` or `1h30m`, in milliseconds. Undefined when absent. `orZero` says that it may be 0 as well. */
  duration(name: string, orZero?: 'or `0s`'): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const parts = [...value.matchAll(/(?<!\d)(\d+)([hms])/g)]
    const milliseconds = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0)
    if (parts.map(([part]) => part).join('') !== value || (milliseconds === 0 && orZero === undefined)) {
      const allowed = ['a duration such as `90s`, `30m` or `1h30m`', ...(orZero === undefined ? [] : [orZero])]
      this.reject(name, `must be ${allowed.join(', ')}, ${butIs(value)}`)
    }
    return milliseconds
  }
}
