import { Problem } from './diagnostics.ts'
import { entries, evaluate } from './expressions.ts'
import { textOf } from './source.ts'
import { rangeIn, type Expression, type Node } from './syntax.ts'
import type { Type, Value } from './values.ts'

/** What a variable's `type` says: https://developer.hashicorp.com/terraform/language/expressions/type-constraints */
export type Constraint =
  | 'string'
  | 'number'
  | 'bool'
  | 'any'
  | { readonly kind: 'list'; readonly of: Constraint }
  | { readonly kind: 'map'; readonly of: Constraint }
  | { readonly kind: 'tuple'; readonly of: readonly Constraint[] }
  | { readonly kind: 'object'; readonly of: ReadonlyMap<string, AttributeConstraint> }

export interface AttributeConstraint {
  readonly constraint: Constraint
  /** Replaces an absent attribute. Without one the attribute is required. */
  readonly fallback?: Value
}

export function readConstraint(expression: Expression): Constraint {
  return visit(expression.root)

  function visit(node: Node): Constraint {
    const range = rangeIn(expression, node.range)
    const [first] = node.children
    if (node.type === 'scopeTraversal') {
      const keyword = textOf(range)
      if (keyword === 'string' || keyword === 'number' || keyword === 'bool' || keyword === 'any') return keyword
      throw Problem.at(
        range,
        'Invalid type specification',
        `The keyword "${keyword}" is not a valid type specification.`
      )
    }
    const name = node.type === 'function' ? node.meta?.name : undefined
    if (name === 'set') throw Problem.beyond(range, 'sets')
    if ((name === 'list' || name === 'map') && first !== undefined) return { kind: name, of: visit(first) }
    if (name === 'tuple' && first?.type === 'tuple') return { kind: 'tuple', of: first.children.map(visit) }
    if (name === 'object' && first?.type === 'object') {
      const of = entries(first).map(
        ([key, value]) => [textOf(rangeIn(expression, key.range)), attributeOf(value)] as const
      )
      return { kind: 'object', of: new Map(of) }
    }
    throw Problem.at(
      range,
      'Invalid type specification',
      'A type is a keyword, or a type constructor with its types in parentheses.'
    )
  }

  function attributeOf(node: Node): AttributeConstraint {
    const [first, second] = node.children
    if (node.type !== 'function' || node.meta?.name !== 'optional' || first === undefined)
      return { constraint: visit(node) }
    const constraint = visit(first)
    if (second === undefined)
      return { constraint, fallback: { type: typeOf(constraint), content: null, sensitive: false } }
    return { constraint, fallback: evaluate({ ...expression, root: second }) }
  }
}

/** The type of a value that meets the constraint, as far as the constraint gives it. */
export function typeOf(constraint: Constraint): Type {
  if (constraint === 'any') return 'dynamic'
  if (typeof constraint === 'string') return constraint
  if (constraint.kind === 'tuple') return ['tuple', constraint.of.map(typeOf)]
  if (constraint.kind === 'object') {
    return ['object', Object.fromEntries([...constraint.of].map(([name, of]) => [name, typeOf(of.constraint)]))]
  }
  return [constraint.kind, typeOf(constraint.of)]
}

/** As Terraform says it: "list of string". */
export function describe(constraint: Constraint): string {
  if (typeof constraint === 'string') return constraint === 'any' ? 'dynamic' : constraint
  if (constraint.kind === 'tuple' || constraint.kind === 'object') return constraint.kind
  return `${constraint.kind} of ${describe(constraint.of)}`
}
