import type { Inputs } from '../github/inputs.ts'
import { isObject, type Json } from '../json.ts'
import { parseValues, toHcl } from '../terraform/variables.ts'
import type { Category, VariableAttributes } from '../tfe/resources/workspace-variables.ts'

/** A variable of a workspace, and what of it must not be seen. */
export interface WantedVariable extends VariableAttributes {
  readonly json: Json
}

const INPUTS: readonly (readonly [name: string, category: Category, sensitive: boolean])[] = [
  ['variables', 'terraform', false],
  ['sensitive-variables', 'terraform', true],
  ['environment-variables', 'env', false],
  ['sensitive-environment-variables', 'env', true]
]

/** The four inputs of variables of a workspace. A name may be given once for each category. */
export function workspaceVariableInputs(input: Inputs) {
  const read = INPUTS.map(([name, category, sensitive]) => readVariables(input, name, category, sensitive))
  const all = read.flatMap(({ variables }) => variables)
  for (const { key, category, sensitive } of all) {
    if (!sensitive || !all.some(other => other.key === key && other.category === category && !other.sensitive)) continue
    const name = category === 'env' ? 'environment-variables' : 'variables'
    input.reject(
      `sensitive-${name}`,
      `must not repeat a variable of \`${name}\`, but has \`${key}\` too. Set it in one of them`
    )
  }
  return { variables: all, warnings: read.flatMap(({ warnings }) => warnings) }
}

function readVariables(input: Inputs, name: string, category: Category, sensitive: boolean) {
  const { values, problems, warnings } = parseValues(input.text(name) ?? '', {
    areTexts: category === 'env',
    mayBeSecret: sensitive
  })
  for (const problem of problems) input.reject(name, problem)
  const variables = values.map(([key, json]): WantedVariable => {
    if (category === 'env' && !/^[A-Za-z_]\w*$/.test(key))
      input.reject(
        name,
        // A line of a secret may look like a variable.
        `must have names of letters, digits and \`_\`, but ${sensitive ? 'a name has others' : `has \`${key}\``}`
      )
    const isText = typeof json === 'string'
    if (category === 'env' && (Array.isArray(json) || isObject(json)))
      input.reject(
        name,
        `must have text values, but that of \`${key}\` is a list or an object. Write JSON in quotes, as toJSON() does`
      )
    const value = isText ? json : toHcl(json)
    return { key, category, value, hcl: !isText && category === 'terraform', sensitive, json }
  })
  return { variables, warnings: warnings.map(warning => `\`${name}\`: ${warning}`) }
}
