import { Problem } from './diagnostics.ts'
import { textOf, type Range } from './source.ts'
import { unescape, unescapeTemplate } from './strings.ts'
import { rangeIn, type Expression, type Node, type Step } from './syntax.ts'
import { attribute, element } from './traversal.ts'
import {
  bool,
  nothing,
  number,
  object,
  primitiveText,
  sensitive,
  text,
  tuple,
  unknown,
  UNKNOWN,
  type Value
} from './values.ts'

/** The values of names. `undefined` is a name that nothing declares. */
export interface Scope {
  variable(name: string): Value | undefined
  local(name: string): Value | undefined
  resource(address: string): Value | undefined
}

/** Roots of references that Terraform knows, and this engine doesn't. */
const OTHER_ROOTS = ['count', 'each', 'self', 'path', 'terraform', 'data', 'module', 'ephemeral']

const CONSTRUCTS: Record<string, string> = {
  for: '"for" expressions',
  splat: 'splat expressions',
  conditional: 'conditional expressions',
  binaryOp: 'operators',
  unaryOp: 'operators'
}

/** The value of an expression. Without a scope it has to be constant. */
export function evaluate(expression: Expression, scope?: Scope): Value {
  const at = (node: { range: Node['range'] }): Range => rangeIn(expression, node.range)
  const beyond = (node: Node) => {
    const construct = node.type === 'function' ? `the function ${node.meta?.name ?? ''}` : CONSTRUCTS[node.type]
    return Problem.beyond(at(node), construct ?? 'this expression')
  }
  return visit(expression.root)

  function visit(node: Node): Value {
    const [first, second] = node.children
    if (node.type === 'literalValue') return literal(node)
    if (node.type === 'template') return template(node)
    if (node.type === 'tuple') return tuple(node.children.map(visit))
    if (node.type === 'object') return object(entries(node).map(([key, value]) => [keyOf(key), visit(value)]))
    if (node.type === 'scopeTraversal') return reference(node)
    if (first === undefined) throw beyond(node)
    if (node.type === 'relativeTraversal') return walk(visit(first), node.meta?.traversal ?? [])
    if (node.type === 'index' && second !== undefined) return element(visit(first), visit(second), at(node))
    if (node.type === 'unaryOp' && node.meta?.operator === 'negate' && first.type === 'literalValue') {
      return number(`-${first.meta?.value ?? ''}`)
    }
    // A wrapped template `"${…}"` keeps its type; parentheses have no name.
    if (node.type === 'templateWrap' || node.type === '') return visit(first)
    throw beyond(node)
  }

  function template(node: Node): Value {
    const source = node.meta?.value ?? ''
    const heredoc = source.startsWith('<<')
    if (source.startsWith('<<-')) throw Problem.beyond(at(node), 'indented heredocs (<<-)')
    if (/[$%]\{~|~\}/.test(source)) throw Problem.beyond(at(node), 'whitespace markers in templates (~)')
    const parts = node.children.map(child =>
      child.type === 'literalValue' && child.meta?.type === 'string'
        ? text(heredoc ? unescapeTemplate(child.meta.value ?? '') : unescape(child.meta.value ?? ''))
        : interpolated(child)
    )
    const joined = parts.some(({ content }) => content === UNKNOWN)
      ? unknown('string')
      : text(parts.map(primitiveText).join(''))
    return parts.some(part => part.sensitive) ? sensitive(joined) : joined
  }

  function interpolated(node: Node): Value {
    const value = visit(node)
    if (value.content === null) {
      const detail = 'The expression result is null. Cannot include a null value in a string template.'
      throw Problem.at(at(node), 'Invalid template interpolation value', detail)
    }
    if (typeof value.type !== 'string') {
      const detail = 'Cannot include the given value in a string template: string required.'
      throw Problem.at(at(node), 'Invalid template interpolation value', detail)
    }
    return value
  }

  function keyOf(node: Node): string {
    if (node.children.length === 0) return textOf(at(node))
    const key = visit(node)
    const { content, type } = key
    const name = primitiveText(key)
    if (name !== undefined) return name
    if (content === UNKNOWN) throw Problem.beyond(at(node), 'object keys that are known only after the apply')
    const what = content === null ? 'null' : typeof type === 'string' ? type : type[0]
    throw Problem.at(at(node), 'Incorrect key type', `Can't use this value as a key: string required, not ${what}.`)
  }

  function reference(node: Node): Value {
    const [root, name, ...rest] = node.meta?.traversal ?? []
    const subject = { ...at(node), end: at(name ?? node).end }
    if (root === undefined) throw beyond(node)
    if (scope === undefined) throw Problem.at(at(node), 'Variables not allowed', 'Variables may not be used here.')
    if (OTHER_ROOTS.includes(root.segment)) throw Problem.beyond(subject, `references to "${root.segment}"`)
    if (name === undefined) {
      const detail =
        'A reference to a resource type must be followed by at least one attribute access, specifying the resource name.'
      throw Problem.at(subject, 'Invalid reference', detail)
    }
    if (root.segment === 'var')
      return walk(scope.variable(name.segment) ?? undeclared.variable(subject, name.segment), rest)
    if (root.segment === 'local')
      return walk(scope.local(name.segment) ?? undeclared.local(subject, name.segment), rest)
    const resource = scope.resource(`${root.segment}.${name.segment}`)
    return walk(resource ?? undeclared.resource(subject, root.segment, name.segment), rest)
  }

  function walk(from: Value, steps: readonly Step[]): Value {
    return steps.reduce(
      (value, step) =>
        step.type === 'nameTraversal'
          ? attribute(value, step.segment, at(step))
          : element(
              value,
              step.segment.startsWith('"') ? text(unescape(step.segment.slice(1, -1))) : number(step.segment),
              at(step)
            ),
      from
    )
  }
}

const undeclared = {
  variable: (range: Range, name: string): never => {
    const detail = `An input variable with the name "${name}" has not been declared. This variable can be declared with a variable "${name}" {} block.`
    throw Problem.at(range, 'Reference to undeclared input variable', detail)
  },
  local: (range: Range, name: string): never => {
    throw Problem.at(
      range,
      'Reference to undeclared local value',
      `A local value with the name "${name}" has not been declared.`
    )
  },
  resource: (range: Range, type: string, name: string): never => {
    const detail = `A managed resource "${type}" "${name}" has not been declared in the root module.`
    throw Problem.at(range, 'Reference to undeclared resource', detail)
  }
}

function literal({ meta }: Node): Value {
  if (meta?.type === 'number') return number(meta.value ?? '')
  return meta?.type === 'bool' ? bool(meta.value === 'true') : nothing()
}

/** An object's children are its keys and values in turn. */
export function entries({ children }: Node): [Node, Node][] {
  return children.flatMap((key, index): [Node, Node][] => {
    const value = children[index + 1]
    return index % 2 === 0 && value !== undefined ? [[key, value]] : []
  })
}

/** Which of `local.name` and `type.name` an expression refers to. */
export function references({ root }: Expression): { root: string; name: string }[] {
  const of = (node: Node): { root: string; name: string }[] => {
    const [first, second] = node.type === 'scopeTraversal' ? (node.meta?.traversal ?? []) : []
    const own = first !== undefined && second !== undefined ? [{ root: first.segment, name: second.segment }] : []
    return [...own, ...node.children.flatMap(of)]
  }
  return of(root)
}
