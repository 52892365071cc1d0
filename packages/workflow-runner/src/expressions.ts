import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import { FunctionCall, type Expr } from '@actions/expressions/ast'
import { truthy } from '@actions/expressions/result'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'

/** What an expression may name: contexts by name, and functions beyond the built-in ones. */
export interface Scope {
  readonly contexts: Readonly<Record<string, unknown>>
  readonly functions?: Readonly<Record<string, () => boolean>>
}

/** GitHub prints numbers with 15 significant digits. Source: actions/runner ExpressionConstants.cs (NumberFormat). */
data.NumberData.prototype.coerceString = function (): string {
  return printNumber(this.value)
}

/** As `G15` of .NET prints it: with an exponent of two digits from 1e15 on and below 1e-4. */
export function printNumber(value: number): string {
  if (!Number.isFinite(value) || value === 0) return value === 0 ? '0' : String(value)
  const [mantissa = '', exponent = ''] = value.toExponential(14).split('e')
  const power = Number(exponent)
  if (power > -5 && power < 15) return String(Number(value.toPrecision(15)))
  const digits = String(Math.abs(power)).padStart(2, '0')
  return `${mantissa.replace(/\.?0+$/, '')}E${power < 0 ? '-' : '+'}${digits}`
}

const STATUS_FUNCTIONS = ['always', 'cancelled', 'failure', 'success']

const toData = (value: unknown): data.ExpressionData =>
  JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData
const fromData = (value: data.ExpressionData): unknown => JSON.parse(JSON.stringify(value, data.replacer)) as unknown

const hashFiles: FunctionDefinition = {
  name: 'hashFiles',
  minArgs: 1,
  maxArgs: 255,
  call: () => {
    throw new Error('hashFiles() is not evaluated by this runner')
  }
}

/** The digits of numbers as they are printed elsewhere. */
const toJson: FunctionDefinition = {
  name: 'toJson',
  minArgs: 1,
  maxArgs: 1,
  call: (...values) =>
    new data.StringData(
      JSON.stringify(
        values[0],
        (name, value: unknown): unknown =>
          value instanceof data.NumberData ? Number(value.value.toPrecision(15)) : data.replacer(name, value),
        '  '
      )
    )
}

function definitions(scope: Scope): FunctionDefinition[] {
  const given = Object.entries(scope.functions ?? {}).map(([name, call]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(call())
  }))
  return [hashFiles, toJson, ...given]
}

function parse(expression: string, scope: Scope): Expr {
  const { tokens } = new Lexer(expression).lex()
  return new Parser(tokens, Object.keys(scope.contexts), definitions(scope)).parse()
}

function evaluate(expression: string, scope: Scope): data.ExpressionData {
  try {
    const contexts = toData(scope.contexts) as data.Dictionary
    const functions = new Map(definitions(scope).map(each => [each.name.toLowerCase(), each]))
    return new Evaluator(parse(expression, scope), contexts, functions).evaluate()
  } catch (error) {
    throw new Error(`'${expression.trim()}': ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    })
  }
}

/** The parts of a text: literal ones, and what is between `${{` and `}}`, where a quoted `}}` doesn't count. */
function partsOf(text: string): readonly { readonly literal?: string; readonly expression?: string }[] {
  const parts: { literal?: string; expression?: string }[] = []
  let from = 0
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', from)) {
    if (open > from) parts.push({ literal: text.slice(from, open) })
    const match = /^(?:'[^']*'|(?!\}\})[^'])*\}\}/.exec(text.slice(open + 3))
    if (!match) throw new Error(`'${text}': an expression is not closed`)
    parts.push({ expression: match[0].slice(0, -2) })
    from = open + 3 + match[0].length
  }
  if (from < text.length) parts.push({ literal: text.slice(from) })
  return parts
}

/** A text with its expressions evaluated; a text that is one expression keeps the type of its value. */
export function evaluateText(text: string, scope: Scope): unknown {
  const parts = partsOf(text)
  const [only] = parts
  if (parts.length === 1 && only?.expression !== undefined) return fromData(evaluate(only.expression, scope))
  return interpolate(text, scope)
}

/** A text with its expressions evaluated, as text. */
export function interpolate(text: string, scope: Scope): string {
  return partsOf(text)
    .map(part => part.literal ?? evaluate(part.expression ?? '', scope).coerceString())
    .join('')
}

/** Any value of a workflow file, with the expressions in it evaluated. */
export function evaluateValue(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return evaluateText(value, scope)
  if (Array.isArray(value)) return value.map(each => evaluateValue(each, scope))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, evaluateValue(each, scope)]))
}

/** A scalar of a workflow file as text, as `env` and `with` take it. */
export const toText = (value: unknown, scope: Scope): string =>
  typeof value === 'string' ? interpolate(value, scope) : toData(value).coerceString()

/**
 * An `if`: with or without `${{ }}`, and `success() &&` before one that asks for no status.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function evaluateCondition(condition: unknown, scope: Scope): boolean {
  const text = typeof condition === 'string' ? condition.trim() : toData(condition ?? 'success()').coerceString()
  const parts = partsOf(text)
  if (parts.length > 1) throw new Error(`'${text}': text next to an expression makes an \`if\` that is always true`)
  const expression = (parts[0]?.expression ?? text).trim() || 'success()'
  const whole = asksForStatus(parse(expression, scope)) ? expression : `success() && (${expression})`
  return truthy(evaluate(whole, scope))
}

function asksForStatus(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(asksForStatus)
  if (typeof node !== 'object' || node === null) return false
  if (node instanceof FunctionCall && STATUS_FUNCTIONS.includes(node.functionName.lexeme.toLowerCase())) return true
  return Object.values(node).some(asksForStatus)
}
