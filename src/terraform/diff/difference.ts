import { elementsOf, isObject, type Json } from '../../json.ts'
import { align, byIndex, matchSets, type AlignedPair } from './align.ts'
import {
  child,
  childAt,
  fingerprint,
  forcesReplacement,
  hasShape,
  isRelevant,
  outerAction,
  isSet,
  keysOf,
  sidesOf,
  unchanged,
  wholeForcesReplacement,
  type ValuePair
} from './pair.ts'
import { jsonType, leaf } from './leaf.ts'
import { wholeMark } from './marks.ts'
import { DYNAMIC, shapeOf, type Type } from './schema.ts'
import { combinedAction, type Difference } from './tree.ts'

/** The difference of two values. What is marked is looked at before it is hidden. */
export function difference(pair: ValuePair, type: Type = DYNAMIC): Difference {
  const isTyped = type.kind !== 'dynamic'
  if (isRelevant(pair))
    return wholeMark(pair, plain => visible(plain, type), false, partsOf(pair, type), isTyped) ?? visible(pair, type)
  return difference({ ...unchanged(pair), relevantPaths: undefined, legacy: true }, type)
}

/** Nested attributes are shown as not known one by one. */
function partsOf(pair: ValuePair, type: Type): Json {
  if (type.kind === 'object' && type.nested) return Object.fromEntries(type.attributes.keys().map(name => [name, true]))
  return false
}

function visible(pair: ValuePair, type: Type): Difference {
  if (!hasShape(pair, shapeOf(type))) return dynamic(pair)
  if (shapeOf(type) !== 'any' && pair.exact && pair.explicit && hasNull(pair)) return withNull(pair, type)
  switch (type.kind) {
    case 'dynamic':
      return dynamic(pair)
    case 'primitive':
      return leaf(pair, false)
    case 'object':
      return fields(pair, type.attributes, type.nested)
    case 'map':
      return entries(pair, type.element, type.nested)
    case 'list':
      return items(
        pair,
        () => type.element,
        type.nested,
        () => type.element.kind === 'object'
      )
    case 'tuple':
      return tuple(pair, type.elements)
    case 'set':
      return elements(pair, type.element, type.nested)
    default:
      return type satisfies never
  }
}

const hasNull = ({ before, after }: ValuePair): boolean => before === null || after === null

/** An element of a list or map that should have parts, and is null on a side: that is not the same as that there is none. */
function withNull(pair: ValuePair, type: Type): Difference {
  const hasParts = [pair.before, pair.after].some(side => (side ?? null) !== null)
  if (!hasParts) return leaf(pair, false)
  return {
    kind: 'retyped',
    action: 'update',
    replace: wholeForcesReplacement(pair),
    before: visible({ ...pair, after: undefined, unknown: false, replacePaths: [] }, type),
    after: visible({ ...pair, before: undefined, replacePaths: [] }, type)
  }
}

/** Without a type, the values tell: two of different types are shown one after the other. */
function dynamic(pair: ValuePair): Difference {
  const sides = sidesOf(pair)
  const [before, after] = [jsonType(sides.before), jsonType(sides.after)]
  const isPlain = [before, after].every(type => type !== 'object' && type !== 'array')
  const isChange = before !== undefined && after !== undefined && before !== after
  // An empty text or null is nothing compared with a value that has parts.
  if (!isPlain && isEmptyText(pair, pair.before)) return dynamic({ ...pair, before: undefined })
  if (!isPlain && isEmptyText(pair, pair.after)) return dynamic({ ...pair, after: undefined })
  if (isChange && !(isPlain && (before === 'null' || after === 'null'))) {
    return {
      kind: 'retyped',
      action: 'update',
      replace: wholeForcesReplacement(pair),
      before: dynamic({ ...pair, after: undefined, unknown: false, replacePaths: [] }),
      after: dynamic({ ...pair, before: undefined, replacePaths: [] })
    }
  }
  switch (before ?? after) {
    case 'object':
      return fields(pair, undefined, false)
    case 'array':
      return items(pair, () => DYNAMIC, false, areObjects, false)
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case undefined:
      return leaf(pair, true)
  }
}

const isEmptyText = ({ legacy, explicit, exact }: ValuePair, value: Json | undefined): boolean =>
  legacy && !explicit && !exact && value === ''

function fields(pair: ValuePair, types: ReadonlyMap<string, Type> | undefined, nested: boolean): Difference {
  const found = new Map<string, Difference>()
  for (const name of new Set([...(types?.keys() ?? []), ...keysOf(pair)])) {
    const at = childAt(pair, name)
    const node = types === undefined ? difference({ ...at, legacy: false }) : attribute(at, types.get(name) ?? DYNAMIC)
    if (node !== undefined) found.set(name, node)
  }
  return {
    kind: 'fields',
    action: combinedAction(outerAction(pair), found.values()),
    replace: forcesReplacement(pair),
    entries: found,
    nested,
    isUntyped: types === undefined
  }
}

/** An attribute, for which null says that it is not set. Undefined where it is set on neither side. */
export function attribute(pair: ValuePair, type: Type): Difference | undefined {
  const at = { ...pair, explicit: false }
  const node = difference(at, type)
  return node.action === 'none' && !isSet(at) ? undefined : node
}

function entries(pair: ValuePair, element: Type, nested: boolean): Difference {
  const found = new Map(keysOf(pair).map(name => [name, difference(childAt(pair, name), element)]))
  const action = combinedAction(outerAction(pair), found.values())
  return {
    kind: 'entries',
    action,
    replace: forcesReplacement(pair),
    entries: found,
    nested,
    ofObjects: element.kind === 'object'
  }
}

const areObjects = (before: Json | undefined, after: Json | undefined): boolean => isObject(before) && isObject(after)

/** `isOne` says whether two elements may be one that changes. */
function items(
  pair: ValuePair,
  element: (index: number) => Type,
  nested: boolean,
  isOne = areObjects,
  legacy = true
): Difference {
  const [before, after] = [elementsOf(pair.before), elementsOf(pair.after)]
  const { steps, coarse } = nested
    ? { steps: byIndex(before.length, after.length), coarse: false }
    : align(before.map(fingerprint), after.map(fingerprint), (b, a) => isOne(before[b], after[a]))
  const nodes = steps.map(([b, a]) =>
    difference({ ...child(pair, b, a), legacy: legacy && !pair.exact }, element(b ?? a ?? 0))
  )
  const action = combinedAction(outerAction(pair), nodes)
  return { kind: 'items', action, replace: forcesReplacement(pair), items: nodes, nested, isUntyped: !legacy, coarse }
}

/** Each place of a tuple has a type of its own. */
function tuple(pair: ValuePair, types: readonly Type[]): Difference {
  const length = Math.max(types.length, elementsOf(pair.before).length, elementsOf(pair.after).length)
  const nodes = byIndex(length, length).map(([b, a]) => difference(child(pair, b, a), types[b ?? 0] ?? DYNAMIC))
  const [action, replace] = [combinedAction(outerAction(pair), nodes), forcesReplacement(pair)]
  return { kind: 'items', action, replace, items: nodes, nested: false, isUntyped: false, coarse: false }
}

function elements(pair: ValuePair, element: Type, nested: boolean): Difference {
  const steps: readonly AlignedPair[] = matchSets(
    elementsOf(pair.before).map(fingerprint),
    elementsOf(pair.after).map(fingerprint)
  )
  const nodes = steps.map(([b, a]) => difference(child(pair, b, a), element))
  return {
    kind: 'elements',
    action: combinedAction(outerAction(pair), nodes),
    replace: forcesReplacement(pair),
    items: nodes,
    nested
  }
}
