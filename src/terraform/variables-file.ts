import { JSONParser } from '@streamparser/json'
import { isObject, parseJson, type Json } from '../json.ts'
import { HclError, scanHcl } from './hcl-scanner.ts'
import { valuesIn } from './hcl-values.ts'
import { NAME, toHcl, type Variable } from './variables.ts'

/** A variable of a file, with what must not be seen of it where it is sensitive. */
export interface FileVariable extends Variable {
  readonly secrets: readonly Json[]
}

/**
 * Reads a `.tfvars` or `.tfvars.json` file. Each expression of HCL is cut out as it is written. What Terraform refuses at the top of such a
 * file is refused, too: the reason comes as the text of an error, without any value.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export const readVariablesFile = (name: string, source: string): readonly FileVariable[] =>
  name.endsWith('.json') ? fromJson(source) : fromHcl(source)

function fromHcl(source: string): readonly FileVariable[] {
  const { arguments: given, blocks } = scanHcl(source)
  const [block] = blocks
  if (block !== undefined) throw new HclError(`it has a block "${block.type}", and may only have \`name = value\``)
  checkOnce(given.map(({ name }) => name))
  return given.map(({ name, expression }) => fromExpression(name, expression))
}

/** One expression, without blanks and comments around it. Fails where a text is not one. */
export function readExpression(text: string): string {
  const { arguments: found } = scanHcl(`x = ${text}\n`)
  const [only, another] = found
  if (only === undefined || another !== undefined) throw new HclError('it has more than one expression')
  return only.expression
}

/** A variable whose value is an expression of HCL. */
export function fromExpression(key: string, expression: string): FileVariable {
  // The marker at the end of a heredoc must have a line of its own.
  const value = expression.includes('\n') && !/[\])}"]$/.test(expression) ? `${expression}\n` : expression
  return { key, value, secrets: [expression, ...valuesIn(expression)] }
}

function fromJson(source: string): readonly FileVariable[] {
  let json: Json
  try {
    json = parseJson(source)
  } catch {
    throw new HclError('it is not valid JSON')
  }
  if (!isObject(json)) throw new HclError('it is not a JSON object')
  const names = topNames(source)
  checkOnce(names)
  const wrong = names.find(name => !NAME.test(name))
  if (wrong !== undefined) throw new HclError(`it has the name ${JSON.stringify(wrong)}, which no variable can have`)
  return Object.entries(json)
    .filter(([name]) => name !== '//')
    .map(([key, value]) => ({ key, value: toHcl(value), secrets: [value] }))
}

/** All names of a JSON object, also those that it has twice. */
function topNames(source: string): readonly string[] {
  const names: string[] = []
  const parser = new JSONParser({ paths: ['$.*'], keepStack: false })
  parser.onValue = ({ key }) => names.push(String(key))
  parser.write(source)
  return names.filter(name => name !== '//')
}

function checkOnce(names: readonly string[]): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) throw new HclError(`it sets \`${name}\` twice`)
    seen.add(name)
  }
}
