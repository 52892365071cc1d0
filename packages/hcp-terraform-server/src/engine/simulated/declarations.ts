import { argumentsOf, flag, requiredArgument, SCHEMAS, unexpectedArgument, unexpectedBlock } from './arguments.ts'
import type { Configuration } from './configuration.ts'
import { readConstraint, type Constraint } from './constraints.ts'
import { convert, Mismatch } from './convert.ts'
import { Problem, type Faults } from './diagnostics.ts'
import { evaluate } from './expressions.ts'
import { place, type Range } from './source.ts'
import type { Attribute, Block, Body } from './syntax.ts'
import { primitiveText, type Value } from './values.ts'
import { satisfies } from './version.ts'

/** Top-level blocks that this engine doesn't know. */
const BEYOND = ['module', 'data', 'provider', 'moved', 'import', 'check', 'removed', 'ephemeral']

/** How Terraform says that a name is taken. */
const TAKEN = {
  variable: ['Duplicate variable declaration', 'A variable', 'declared', 'Variable names'],
  local: ['Duplicate local value definition', 'A local value', 'defined', 'Local value names'],
  output: ['Duplicate output definition', 'An output', 'defined', 'Output names'],
  resource: [
    'Duplicate resource "terraform_data" configuration',
    'A terraform_data resource',
    'declared',
    'Resource names'
  ]
} as const

/** Reads blocks as what they declare, and collects what is wrong with each. */
export class Declarations {
  readonly #configuration: Configuration
  readonly #faults: Faults
  readonly #terraformVersion: string
  readonly #names = new Map<string, Range>()

  constructor(files: number, faults: Faults, terraformVersion: string) {
    this.#configuration = { files, variables: new Map(), locals: new Map(), resources: new Map(), outputs: new Map() }
    this.#faults = faults
    this.#terraformVersion = terraformVersion
  }

  read(bodies: readonly Body[]): Configuration {
    for (const { attributes, blocks } of bodies) {
      for (const attribute of attributes) this.#faults.add(...unexpectedArgument(attribute).diagnostics)
      for (const block of blocks) this.#faults.attempt(() => this.#declare(block))
    }
    this.#faults.throwIfAny()
    return this.#configuration
  }

  #declare(block: Block): void {
    const [name = ''] = block.labels
    if (block.type === 'terraform') this.#settings(block)
    else if (block.type === 'locals') this.#locals(block)
    else if (block.type === 'variable') this.#variable(name, block)
    else if (block.type === 'output') this.#output(name, block)
    else if (block.type === 'resource') this.#resource(block)
    else throw unexpectedBlock(block, BEYOND)
  }

  #settings(block: Block): void {
    const { required_version } = argumentsOf(block, SCHEMAS.terraform, this.#faults)
    const providers = block.body.blocks.filter(({ type }) => type === 'required_providers')
    for (const { name, range } of providers.flatMap(({ body }) => body.attributes)) {
      if (name !== 'terraform') this.#faults.add(...Problem.beyond(range, `the provider ${name}`).diagnostics)
    }
    if (required_version === undefined) return
    const wanted = primitiveText(evaluate(required_version.expression)) ?? ''
    if (satisfies(this.#terraformVersion, wanted)) return
    const detail = `This configuration does not support Terraform version ${this.#terraformVersion}, the version of the simulated engine.`
    throw Problem.at(required_version.range, 'Unsupported Terraform Core version', detail)
  }

  #locals({ body }: Block): void {
    for (const nested of body.blocks) this.#faults.add(...unexpectedBlock(nested).diagnostics)
    for (const local of body.attributes) {
      this.#take('local', local.name, local.range)
      this.#configuration.locals.set(local.name, local)
    }
  }

  #variable(name: string, block: Block): void {
    this.#take('variable', name, block.header)
    const { type, default: fallback, sensitive } = argumentsOf(block, SCHEMAS.variable, this.#faults)
    const constraint = type === undefined ? 'any' : readConstraint(type.expression)
    this.#configuration.variables.set(name, {
      name,
      header: block.header,
      constraint,
      fallback: fallback && defaultOf(fallback, constraint),
      sensitive: flag(sensitive)
    })
  }

  #output(name: string, block: Block): void {
    this.#take('output', name, block.header)
    const { value, sensitive, depends_on } = argumentsOf(block, SCHEMAS.output, this.#faults)
    this.#configuration.outputs.set(name, {
      name,
      header: block.header,
      value: requiredArgument(value, 'value', block).expression,
      dependsOn: depends_on?.expression,
      sensitive: flag(sensitive)
    })
  }

  #resource(block: Block): void {
    const [type = '', name = ''] = block.labels
    if (type !== 'terraform_data') throw Problem.beyond(block.header, `resources of type ${type}`)
    this.#take('resource', name, block.header)
    const { input, triggers_replace, depends_on } = argumentsOf(block, SCHEMAS.resource, this.#faults)
    const address = `${type}.${name}`
    this.#configuration.resources.set(address, {
      address,
      input: input?.expression,
      trigger: triggers_replace?.expression,
      dependsOn: depends_on?.expression
    })
  }

  #take(kind: keyof typeof TAKEN, name: string, range: Range): void {
    const key = `${kind} ${name}`
    const earlier = this.#names.get(key)
    this.#names.set(key, earlier ?? range)
    if (earlier === undefined) return
    const [summary, thing, verb, names] = TAKEN[kind]
    const scope = kind === 'resource' ? 'unique per type in each module' : 'unique within a module'
    throw Problem.at(
      range,
      summary,
      `${thing} named "${name}" was already ${verb} at ${place(earlier)}. ${names} must be ${scope}.`
    )
  }
}

function defaultOf({ expression }: Attribute, constraint: Constraint): Value {
  const value = evaluate(expression)
  try {
    return convert(value, constraint)
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error
    const detail = `This default value is not compatible with the variable's type constraint: ${error.message}.`
    throw Problem.at(expression.range, 'Invalid default value for variable', detail)
  }
}
