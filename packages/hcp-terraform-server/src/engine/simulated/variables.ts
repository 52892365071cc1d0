import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from '../engine.ts'
import type { Configuration, Variable } from './configuration.ts'
import { convert, Mismatch } from './convert.ts'
import { Faults, Problem, type Diagnostic } from './diagnostics.ts'
import { evaluate } from './expressions.ts'
import { place, type SourceFile } from './source.ts'
import { quote } from './strings.ts'
import { parseFile, type Attribute } from './syntax.ts'
import { sensitive, type Value } from './values.ts'

export interface Variables {
  /** As they were given, before their types were applied. */
  readonly given: ReadonlyMap<string, Value>
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly warnings: readonly Diagnostic[]
}

/** A later source wins: https://developer.hashicorp.com/terraform/cloud-docs/workspaces/variables#precedence */
export async function readVariables(
  configuration: Configuration,
  directory: string,
  { variables: run, environment = {} }: Pick<Work, 'variables' | 'environment'>
): Promise<Variables> {
  const attributes = new Map<string, Attribute>()
  for (const attribute of await fromEnvironment(configuration, environment)) attributes.set(attribute.name, attribute)
  for (const file of await sources(directory, run)) {
    for (const attribute of (await parseFile(file)).attributes) attributes.set(attribute.name, attribute)
  }
  const faults = new Faults()
  const given = new Map<string, Value>()
  for (const variable of configuration.variables.values()) {
    const value = faults.attempt(() => valueOf(variable, attributes.get(variable.name)))
    if (value !== undefined) given.set(variable.name, value)
  }
  faults.throwIfAny()
  const undeclared = [...attributes.values()].filter(({ name }) => !configuration.variables.has(name))
  return { given, attributes, warnings: undeclared.map(warning) }
}

/** The values as the variables' types want them. */
export function typedValues(
  { variables }: Configuration,
  { given, attributes }: Variables
): ReadonlyMap<string, Value> {
  const faults = new Faults()
  const typed = [...given].flatMap(([name, value]) => {
    const variable = variables.get(name)
    const converted = variable && faults.attempt(() => typedValue(variable, value, attributes.get(name)))
    return converted === undefined ? [] : [[name, converted] as const]
  })
  faults.throwIfAny()
  return new Map(typed)
}

/** Weaker than every file. Those that the configuration does not declare say nothing: https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name */
async function fromEnvironment(
  { variables }: Configuration,
  environment: Readonly<Record<string, string>>
): Promise<readonly Attribute[]> {
  const lines = [...variables.values()].flatMap(({ name, constraint }) => {
    const value = environment[`TF_VAR_${name}`]
    if (value === undefined) return []
    const isText = typeof constraint === 'string'
    return `${name} = ${isText ? quote(value) : value}\n`
  })
  return (await parseFile({ name: 'the environment', bytes: Buffer.from(lines.join('')) })).attributes
}

async function sources(directory: string, run: Work['variables']): Promise<SourceFile[]> {
  const names = (await readdir(directory))
    .sort()
    .filter(name => /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name))
  const first = (name: string) => Number(!name.startsWith('terraform.tfvars'))
  const files = names
    .sort((a, b) => first(a) - first(b))
    .map(async name => {
      const file = { name, bytes: await readFile(join(directory, name)) }
      if (name.endsWith('.json')) throw Problem.beyond({ file, start: 0, end: 0 }, 'variables in JSON')
      return file
    })
  const text = run.map(({ key, value }) => `${key} = ${value}\n`).join('')
  return [...(await Promise.all(files)), { name: '.terraform/run.tfvars', bytes: Buffer.from(text) }]
}

function valueOf({ name, header, fallback }: Variable, attribute: Attribute | undefined): Value {
  if (attribute !== undefined) return evaluate(attribute.expression)
  if (fallback !== undefined) return fallback
  const detail = `The root module input variable "${name}" is not set, and has no default value.`
  throw Problem.at(header, 'No value for required variable', detail)
}

function typedValue(
  { name, header, constraint, sensitive: isSensitive }: Variable,
  value: Value,
  attribute: Attribute | undefined
): Value {
  try {
    const typed = convert(value, constraint)
    return isSensitive ? sensitive(typed) : typed
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    const detail = `The given value is not suitable for var.${name} declared at ${place(header)}: ${error.message}.`
    // Nothing is shown of a sensitive one.
    throw Problem.at(isSensitive ? header : attribute?.expression.range, 'Invalid value for input variable', detail)
  }
}

function warning({ name, range }: Attribute): Diagnostic {
  const detail =
    `The root module does not declare a variable named "${name}" but a value was found in file "${range.file.name}". ` +
    'If you meant to use this value, add a "variable" block to the configuration.'
  return { severity: 'warning', summary: 'Value for undeclared variable', detail }
}
