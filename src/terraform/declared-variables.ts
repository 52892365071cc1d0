import { hasKeyTwice, isObject, parseJson, type Json } from '../json.ts'
import { scanHcl } from './hcl-scanner.ts'

export interface Declaration {
  /** Whether it is declared as sensitive or as ephemeral: Terraform keeps the values of both out of what it shows. */
  readonly sensitive: boolean
  /** The type constraint as it is written. Undefined where there is none. */
  readonly type?: string
}

/** The variables that a file declares. */
export type Declared = ReadonlyMap<string, Declaration>

/**
 * Reads the variables that a configuration file declares. Undefined where the file can't be read for certain. A variable counts as sensitive
 * unless `sensitive` and `ephemeral` are missing or false, literally: what an expression comes to is for Terraform to say.
 * https://developer.hashicorp.com/terraform/language/block/variable
 */
export function declaredVariables(file: string, source: string): Declared | undefined {
  try {
    return file.endsWith('.json') ? declaredInJson(source) : declaredInHcl(source)
  } catch {
    return undefined
  }
}

/** Two declarations of one variable, as a file and its override have them: the later type counts, and any `sensitive`. */
export const mergeDeclarations = (first: Declaration | undefined, second: Declaration): Declaration => ({
  ...first,
  ...second,
  sensitive: first?.sensitive === true || second.sensitive
})

/**
 * Whether Terraform takes the value of a TF_VAR_ variable as a text, and not as an expression.
 * https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values
 */
export const takesText = ({ type }: Declaration): boolean => type === undefined || /^(string|number|bool)$/.test(type)

const HIDING: ReadonlySet<string> = new Set(['sensitive', 'ephemeral'])

function declaredInHcl(source: string): Declared {
  const found = new Map<string, Declaration>()
  for (const { type, labels, arguments: body } of scanHcl(source).blocks) {
    const [name] = labels
    if (type !== 'variable' || name === undefined) continue
    let declaration: Declaration = { sensitive: false }
    for (const { name, expression } of body) {
      if (name === 'type') declaration = { ...declaration, type: expression }
      if (HIDING.has(name) && expression !== 'false') declaration = { ...declaration, sensitive: true }
    }
    found.set(name, mergeDeclarations(found.get(name), declaration))
  }
  return found
}

/**
 * In JSON, blocks may be in lists at each level, and Terraform reads each of two keys with one name.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
function declaredInJson(source: string): Declared {
  const json = parseJson(source)
  if (hasKeyTwice(source, json)) throw new Error('it has a key twice')
  const found = new Map<string, Declaration>()
  for (const file of blocks(json))
    for (const variables of blocks(file.variable ?? []))
      for (const [name, body] of Object.entries(variables))
        for (const { sensitive = false, ephemeral = false, type } of blocks(body))
          found.set(
            name,
            mergeDeclarations(found.get(name), {
              sensitive: sensitive !== false || ephemeral !== false,
              ...(type !== undefined && { type: typeof type === 'string' ? type : JSON.stringify(type) })
            })
          )
  return found
}

function blocks(json: Json): readonly Readonly<Record<string, Json>>[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(blocks)
  if (!isObject(json)) throw new Error('it is not a block')
  return [json]
}
