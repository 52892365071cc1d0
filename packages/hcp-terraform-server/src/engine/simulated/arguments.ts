import { Problem, type Faults } from './diagnostics.ts'
import { evaluate } from './expressions.ts'
import type { Attribute, Block } from './syntax.ts'

/** What a block may hold: what is read of it, what says nothing in a run, and what Terraform knows but this engine doesn't. */
interface Schema {
  readonly known: readonly string[]
  readonly ignored?: readonly string[]
  readonly beyond: readonly string[]
}

export const SCHEMAS = {
  variable: { known: ['type', 'default', 'description', 'sensitive'], beyond: ['validation', 'nullable', 'ephemeral'] },
  output: { known: ['value', 'description', 'sensitive', 'depends_on'], beyond: ['precondition', 'ephemeral'] },
  resource: {
    known: ['input', 'triggers_replace', 'depends_on'],
    beyond: ['count', 'for_each', 'provider', 'lifecycle', 'provisioner', 'connection']
  },
  /** The workspace keeps the state, whatever `cloud` and `backend` say. */
  terraform: {
    known: ['required_version'],
    ignored: ['cloud', 'backend', 'required_providers'],
    beyond: ['experiments', 'provider_meta']
  }
} satisfies Record<string, Schema>

/** A block's arguments by name. What doesn't belong there is a fault. */
export function argumentsOf(
  { body }: Block,
  { known, ignored = [], beyond }: Schema,
  faults: Faults
): Record<string, Attribute> {
  for (const nested of body.blocks.filter(({ type }) => !ignored.includes(type))) {
    faults.add(...unexpectedBlock(nested, beyond).diagnostics)
  }
  for (const attribute of body.attributes.filter(({ name }) => !known.includes(name))) {
    const { name, nameRange } = attribute
    const problem = beyond.includes(name) ? Problem.beyond(nameRange, `"${name}"`) : unexpectedArgument(attribute)
    faults.add(...problem.diagnostics)
  }
  return Object.fromEntries(body.attributes.map(attribute => [attribute.name, attribute]))
}

export function unexpectedArgument({ name, nameRange }: Attribute): Problem {
  return Problem.at(nameRange, 'Unsupported argument', `An argument named "${name}" is not expected here.`)
}

export function unexpectedBlock({ type, header }: Block, beyond: readonly string[] = []): Problem {
  if (beyond.includes(type)) return Problem.beyond(header, `"${type}" blocks`)
  const range = { ...header, end: header.start + Buffer.byteLength(type) }
  return Problem.at(range, 'Unsupported block type', `Blocks of type "${type}" are not expected here.`)
}

export function requiredArgument(attribute: Attribute | undefined, name: string, { body }: Block): Attribute {
  if (attribute !== undefined) return attribute
  const brace = { ...body.range, end: body.range.start + 1 }
  throw Problem.at(
    brace,
    'Missing required argument',
    `The argument "${name}" is required, but no definition was found.`
  )
}

/** `sensitive = true` */
export function flag(attribute: Attribute | undefined): boolean {
  if (attribute === undefined) return false
  const { content } = evaluate(attribute.expression)
  if (typeof content === 'boolean') return content
  throw Problem.at(attribute.expression.range, 'Unsuitable value type', 'Unsuitable value: a bool is required')
}
