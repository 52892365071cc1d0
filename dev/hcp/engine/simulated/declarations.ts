import type { Configuration, Output, Variable } from './configuration.ts'
import { readConstraint, type Constraint } from './constraints.ts'
import { Mismatch, convert } from './convert.ts'
import { Problem, type Faults } from './diagnostics.ts'
import { evaluate } from './expressions.ts'
import { place, type Range } from './source.ts'
import type { Attribute, Block, Body } from './syntax.ts'
import { primitiveText, type Value } from './values.ts'
import { satisfies } from './version.ts'

/** What Terraform has beside this; the engine says so instead of passing over it. */
const BEYOND = {
  file: ['module', 'data', 'provider', 'moved', 'import', 'check', 'removed', 'ephemeral'],
  variable: ['validation', 'nullable', 'ephemeral'],
  output: ['precondition', 'ephemeral'],
  resource: ['count', 'for_each', 'provider', 'lifecycle', 'provisioner', 'connection'],
  terraform: ['experiments', 'provider_meta']
}

/** Reads blocks as what they declare, and says what is wrong with each. */
export class Declarations {
  readonly #bodies: readonly Body[]
  readonly #configuration: Configuration
  readonly #faults: Faults
  readonly #terraformVersion: string
  readonly #declared = new Map<string, Range>()

  constructor(bodies: readonly Body[], faults: Faults, terraformVersion: string) {
    this.#bodies = bodies
    this.#configuration = {
      files: bodies.length,
      variables: new Map(),
      locals: new Map(),
      resources: new Map(),
      outputs: new Map()
    }
    this.#faults = faults
    this.#terraformVersion = terraformVersion
  }

  read(): Configuration {
    for (const body of this.#bodies) {
      for (const attribute of body.attributes) this.#faults.add(...unsupportedArgument(attribute).diagnostics)
      for (const block of body.blocks) this.#faults.attempt(() => this.#block(block))
    }
    this.#faults.throwIfAny()
    return this.#configuration
  }

  #block(block: Block): void {
    const { type, labels, header } = block
    const [first = '', second = ''] = labels
    if (type === 'terraform') this.#terraform(block)
    else if (type === 'locals') this.#locals(block)
    else if (type === 'variable') {
      this.#declare(
        'Duplicate variable declaration',
        'A variable',
        first,
        'declared',
        'Variable names must be unique within a module',
        header
      )
      this.#configuration.variables.set(first, this.#variable(first, block))
    } else if (type === 'output') {
      this.#declare(
        'Duplicate output definition',
        'An output',
        first,
        'defined',
        'Output names must be unique within a module',
        header
      )
      this.#configuration.outputs.set(first, this.#output(first, block))
    } else if (type === 'resource') {
      if (first !== 'terraform_data') throw Problem.beyond(header, `resources of type ${first}`)
      const summary = `Duplicate resource "${first}" configuration`
      this.#declare(
        summary,
        `A ${first} resource`,
        second,
        'declared',
        'Resource names must be unique per type in each module',
        header
      )
      const { input, triggers_replace, depends_on } = this.#arguments(
        block,
        ['input', 'triggers_replace', 'depends_on'],
        BEYOND.resource
      )
      const address = `${first}.${second}`
      this.#configuration.resources.set(address, {
        address,
        name: second,
        ...(input === undefined ? {} : { input: input.expression }),
        ...(triggers_replace === undefined ? {} : { trigger: triggers_replace.expression }),
        ...(depends_on === undefined ? {} : { dependsOn: depends_on.expression })
      })
    } else throw unexpectedBlock(block, BEYOND.file)
  }

  #variable(name: string, block: Block): Variable {
    const given = this.#arguments(block, ['type', 'default', 'description', 'sensitive'], BEYOND.variable)
    const constraint = given.type === undefined ? 'any' : readConstraint(given.type.expression)
    const fallback = given.default === undefined ? undefined : defaultOf(given.default, constraint)
    return {
      name,
      header: block.header,
      constraint,
      sensitive: flag(given.sensitive),
      ...(fallback === undefined ? {} : { fallback })
    }
  }

  #output(name: string, block: Block): Output {
    const { value, sensitive, depends_on } = this.#arguments(
      block,
      ['value', 'description', 'sensitive', 'depends_on'],
      BEYOND.output
    )
    if (value === undefined) {
      const { file, start } = block.body.range
      const brace = { file, start, end: start + 1 }
      throw Problem.at(
        brace,
        'Missing required argument',
        'The argument "value" is required, but no definition was found.'
      )
    }
    const dependsOn = depends_on === undefined ? {} : { dependsOn: depends_on.expression }
    return { name, header: block.header, value: value.expression, sensitive: flag(sensitive), ...dependsOn }
  }

  #locals(block: Block): void {
    for (const nested of block.body.blocks) this.#faults.add(...unexpectedBlock(nested).diagnostics)
    for (const attribute of block.body.attributes) {
      const unique = 'Local value names must be unique within a module'
      this.#declare(
        'Duplicate local value definition',
        'A local value',
        attribute.name,
        'defined',
        unique,
        attribute.range
      )
      this.#configuration.locals.set(attribute.name, attribute)
    }
  }

  /** Where state is kept is the workspace's matter: `cloud` and `backend` say nothing in a run. */
  #terraform(block: Block): void {
    const { required_version } = this.#arguments(block, ['required_version'], BEYOND.terraform, [
      'cloud',
      'backend',
      'required_providers'
    ])
    for (const { attributes } of block.body.blocks
      .filter(({ type }) => type === 'required_providers')
      .map(({ body }) => body)) {
      for (const { name, range } of attributes) {
        if (name !== 'terraform') this.#faults.add(...Problem.beyond(range, `the provider ${name}`).diagnostics)
      }
    }
    if (required_version === undefined) return
    const wanted = primitiveText(evaluate(required_version.expression)) ?? ''
    if (satisfies(this.#terraformVersion, wanted)) return
    const detail = `This configuration does not support Terraform version ${this.#terraformVersion}, which the simulated engine stands for.`
    throw Problem.at(required_version.range, 'Unsupported Terraform Core version', detail)
  }

  #arguments(
    block: Block,
    known: readonly string[],
    beyond: readonly string[],
    blocks: readonly string[] = []
  ): Record<string, Attribute> {
    for (const nested of block.body.blocks.filter(({ type }) => !blocks.includes(type))) {
      this.#faults.add(...unexpectedBlock(nested, beyond).diagnostics)
    }
    for (const attribute of block.body.attributes.filter(({ name }) => !known.includes(name))) {
      const isBeyond = beyond.includes(attribute.name)
      const problem = isBeyond
        ? Problem.beyond(attribute.nameRange, `"${attribute.name}"`)
        : unsupportedArgument(attribute)
      this.#faults.add(...problem.diagnostics)
    }
    return Object.fromEntries(block.body.attributes.map(attribute => [attribute.name, attribute]))
  }

  #declare(summary: string, kind: string, name: string, verb: string, rule: string, range: Range): void {
    const key = `${kind} ${name}`
    const earlier = this.#declared.get(key)
    if (earlier !== undefined)
      throw Problem.at(range, summary, `${kind} named "${name}" was already ${verb} at ${place(earlier)}. ${rule}.`)
    this.#declared.set(key, range)
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

function flag(attribute: Attribute | undefined): boolean {
  if (attribute === undefined) return false
  const { content } = evaluate(attribute.expression)
  if (typeof content === 'boolean') return content
  throw Problem.at(attribute.expression.range, 'Unsuitable value type', 'Unsuitable value: a bool is required')
}

function unsupportedArgument({ name, nameRange }: Attribute): Problem {
  return Problem.at(nameRange, 'Unsupported argument', `An argument named "${name}" is not expected here.`)
}

function unexpectedBlock({ type, header }: Block, beyond: readonly string[] = []): Problem {
  const range = { ...header, end: header.start + Buffer.byteLength(type) }
  if (beyond.includes(type)) return Problem.beyond(header, `"${type}" blocks`)
  return Problem.at(range, 'Unsupported block type', `Blocks of type "${type}" are not expected here.`)
}
