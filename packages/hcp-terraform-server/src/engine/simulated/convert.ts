import { describe, typeOf, type Constraint } from './constraints.ts'
import {
  bool,
  isElements,
  isMap,
  list,
  map,
  nothing,
  number,
  object,
  primitiveText,
  text,
  tuple,
  type Type,
  type Value
} from './values.ts'

/** Why a value doesn't meet a constraint, and where in the value. */
export class Mismatch extends Error {
  constructor(reason: string, path: readonly PathStep[] = []) {
    const [step] = path
    // One step is said in words, a longer path in its own notation.
    const where =
      step === undefined
        ? ''
        : path.length > 1 || step.kind === 'index'
          ? path.map(notation).join('')
          : `${step.kind} "${step.key}"`
    super(where === '' ? reason : `${where}: ${reason}`)
  }
}

interface PathStep {
  readonly kind: 'attribute' | 'element' | 'index'
  readonly key: string
}

function notation({ kind, key }: PathStep): string {
  return kind === 'attribute' ? `.${key}` : `[${kind === 'index' ? key : JSON.stringify(key)}]`
}

/** The value as the constraint wants it: https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion */
export function convert(value: Value, constraint: Constraint, path: readonly PathStep[] = []): Value {
  return { ...converted(value, constraint, path), sensitive: value.sensitive }
}

function converted(value: Value, constraint: Constraint, path: readonly PathStep[]): Value {
  const { content } = value
  if (content === null) return nothing(typeOf(constraint))
  if (constraint === 'any') return value
  if (typeof constraint === 'string') return primitive(value, constraint, path)
  const mismatch = new Mismatch(`${describe(constraint)} required`, path)
  if (constraint.kind === 'list') {
    if (!isElements(content)) throw mismatch
    const elements = content.map((element, index) =>
      convert(element, constraint.of, [...path, { kind: 'index', key: String(index) }])
    )
    return list(...unified(elements, constraint.of, 'list', path))
  }
  if (constraint.kind === 'map') {
    if (!isMap(content)) throw mismatch
    const names = [...content.keys()]
    const entries = [...content].map(([name, of]) =>
      convert(of, constraint.of, [...path, { kind: 'element', key: name }])
    )
    const [type, elements] = unified(entries, constraint.of, 'map', path)
    return map(
      type,
      elements.map((element, index) => [names[index] ?? '', element])
    )
  }
  if (constraint.kind === 'tuple') {
    if (!isElements(content) || content.length !== constraint.of.length) throw mismatch
    return tuple(
      content.map((of, index) =>
        convert(of, constraint.of[index] ?? 'any', [...path, { kind: 'index', key: String(index) }])
      )
    )
  }
  if (!isMap(content)) throw mismatch
  return object(
    [...constraint.of].map(([name, { constraint, fallback }]) => {
      const given = content.get(name)
      // A null takes a fallback's place only where there is one.
      const of = given === undefined || given.content === null ? (fallback ?? given) : given
      if (of === undefined) throw new Mismatch(`attribute "${name}" is required`, path)
      return [name, convert(of, constraint, [...path, { kind: 'attribute', key: name }])]
    })
  )
}

function primitive(value: Value, to: 'string' | 'number' | 'bool', path: readonly PathStep[]): Value {
  const from = primitiveText(value)
  if (from !== undefined) {
    if (to === 'string') return text(from)
    if (to === 'number' && value.type !== 'bool' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(from)) return number(from)
    if (to === 'bool' && value.type !== 'number' && ['true', '1'].includes(from)) return bool(true)
    if (to === 'bool' && value.type !== 'number' && ['false', '0'].includes(from)) return bool(false)
  }
  throw new Mismatch(to === 'number' ? 'a number is required' : `${to} required`, path)
}

/** The elements of `list(any)` and `map(any)` agree on one type. */
function unified(
  elements: readonly Value[],
  of: Constraint,
  kind: 'list' | 'map',
  path: readonly PathStep[]
): [Type, readonly Value[]] {
  if (of !== 'any') return [elements[0]?.type ?? typeOf(of), elements]
  const types = [
    ...new Map(
      elements.filter(({ content }) => content !== null).map(({ type }) => [JSON.stringify(type), type])
    ).values()
  ]
  const [first = 'dynamic'] = types
  if (types.length <= 1) return [first, elements.map(element => ({ ...element, type: first }))]
  if (types.includes('string') && types.every(type => typeof type === 'string')) {
    return ['string', elements.map(element => convert(element, 'string', path))]
  }
  throw new Mismatch(`all ${kind} elements must have the same type`, path)
}
