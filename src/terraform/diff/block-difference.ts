import { elementsOf, isObject, type Json } from '../../json.ts'
import { hasTrue } from '../plan-entry.ts'
import { attribute } from './difference.ts'
import { forcesAnything } from './leaves.ts'
import { wholeMark } from './marks.ts'
import { byIndex, matchSets, type AlignedPair } from './align.ts'
import {
  child,
  childAt,
  fingerprint,
  forcesReplacement,
  hasShape,
  isEqual,
  isRelevant,
  keysOf,
  outerAction,
  unchanged,
  type ValuePair
} from './pair.ts'
import { DYNAMIC, type AttributeSchema, type BlockSchema, type NestedBlockSchema } from './schema.ts'
import { combinedAction, type Action, type BlockDifference, type BlockGroup, type Difference } from './tree.ts'

/** The difference of two resources, or of two nested blocks. Without a schema, everything is an attribute. */
export function blockDifference(pair: ValuePair, schema: BlockSchema | undefined): Difference {
  const at = { ...pair, legacy: pair.legacy && (schema?.legacy ?? false) }
  return wholeMark(at, plain => visibleBlock(plain, schema), true, allParts(schema)) ?? visibleBlock(at, schema)
}

const allParts = (schema: BlockSchema | undefined): Json =>
  Object.fromEntries([...(schema?.attributes.keys() ?? []), ...(schema?.blocks.keys() ?? [])].map(name => [name, true]))

function visibleBlock(pair: ValuePair, schema: BlockSchema | undefined): BlockDifference {
  const outer = outerAction(pair)
  const attributes = new Map<string, Difference>()
  for (const name of namesOf(pair, schema)) {
    const { type, writeOnly } = schema?.attributes.get(name) ?? UNTYPED
    const at = relevant(childAt(pair, name))
    const node: Difference | undefined =
      writeOnly && isLikeNone(at, outer)
        ? {
            kind: 'write-only',
            action: outer,
            replace: false,
            sensitive: at.beforeSensitive === true || at.afterSensitive === true
          }
        : attribute(at, type)
    if (node !== undefined) attributes.set(name, forced(node, at, [node]))
  }
  const blocks = [...(schema?.blocks ?? [])]
    .filter(([type, nested]) => isBlock(childAt(pair, type), nested))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, nested]) => group(type, childAt(pair, type), nested))
    .filter(({ type, items }) => items.length > 0 || isMany(schema?.blocks.get(type)))
  const parts = [...attributes.values(), ...blocks.flatMap(({ items }) => items.map(({ node }) => node))]
  return { kind: 'block', action: combinedAction(outer, parts), replace: forcesReplacement(pair), attributes, blocks }
}

/**
 * Whether a write-only attribute may be shown without its value. Terraform writes null for it into every plan; any other value in a plan is shown, or
 * hidden as sensitive. The service may have a placeholder for a value that is marked.
 */
function isLikeNone(
  { before, after, unknown, beforeSensitive, afterSensitive, exact }: ValuePair,
  outer: Action
): boolean {
  const [first, second] = [before ?? null, after ?? null]
  const isKnown = !exact || !hasTrue(unknown)
  const isMarked = beforeSensitive === true || afterSensitive === true
  if (!isMarked) return first === null && second === null && isKnown
  return !exact || outer !== 'none' || (isEqual(first, second) && isKnown)
}

/** A path may name something that neither value has, or an element of a set by its value: its attribute or block then forces the replacement. */
const forced = (node: Difference, { replacePaths }: ValuePair, all: readonly Difference[]): Difference =>
  replacePaths.length > 0 && !all.some(each => forcesAnything(each)) ? { ...node, replace: 'inside' } : node

const UNTYPED: AttributeSchema = { type: DYNAMIC, writeOnly: false }

/** What the schema names, and what the values have in addition, such as a block that is none. */
function namesOf(pair: ValuePair, schema: BlockSchema | undefined): ReadonlySet<string> {
  const isAttribute = (name: string): boolean => {
    const nested = schema?.blocks.get(name)
    return nested === undefined || !isBlock(childAt(pair, name), nested)
  }
  return new Set([...(schema?.attributes.keys() ?? []), ...keysOf(pair).filter(isAttribute)])
}

/** Whether the values are what the schema says: blocks, in a list where there may be many. */
function isBlock(pair: ValuePair, { nesting }: NestedBlockSchema): boolean {
  const isList = nesting === 'list' || nesting === 'set'
  if (!hasShape(pair, isList ? 'array' : 'object')) return false
  if (nesting === 'single' || nesting === 'group') return true
  return [pair.before, pair.after].every(side =>
    (isList ? elementsOf(side) : Object.values(isObject(side) ? side : {})).every(
      each => each === null || isObject(each)
    )
  )
}

const relevant = (pair: ValuePair): ValuePair =>
  isRelevant(pair) ? pair : { ...unchanged(pair), relevantPaths: undefined, legacy: true }

function group(type: string, pair: ValuePair, nested: NestedBlockSchema): BlockGroup {
  const at = relevant(pair)
  // What forces the replacement for all blocks of a type does so for each.
  const isForced = isMany(nested) && forcesReplacement(at)
  const found = items(at, nested)
  const nodes = found.map(([, node]) => node)
  return {
    type,
    isOrdered: nested.nesting === 'list',
    items: found.map(([label, node]) => ({
      label,
      node: isForced ? { ...node, replace: true } : forced(node, at, nodes)
    }))
  }
}

const isMany = (nested: NestedBlockSchema | undefined): boolean =>
  nested?.nesting === 'list' || nested?.nesting === 'set' || nested?.nesting === 'map'

type Item = readonly [label: string | undefined, node: Difference]

function items(pair: ValuePair, nested: NestedBlockSchema): readonly Item[] {
  const { before, after, unknown } = pair
  if (isMany(nested) && unknown === true) return unknownItems(pair, nested)
  const { nesting, block } = nested
  const each = (steps: readonly AlignedPair[]): readonly Item[] =>
    steps.map(([b, a]) => [
      undefined,
      blockDifference({ ...child(pair, b, a), legacy: pair.legacy || !pair.exact }, block)
    ])
  switch (nesting) {
    case 'list':
      return each(byIndex(elementsOf(before).length, elementsOf(after).length))
    case 'set':
      return each(matchSets(elementsOf(before).map(fingerprint), elementsOf(after).map(fingerprint)))
    case 'map':
      return keysOf(pair)
        .toSorted()
        .map(key => [key, blockDifference(childAt(pair, key), block)])
    case 'single':
    case 'group':
      return (before ?? null) === null && (after ?? null) === null && pair.unknown !== true
        ? []
        : [[undefined, blockDifference(pair, block)]]
  }
}

/** It is not known how many there will be: existing ones go, and others may come. */
function unknownItems(pair: ValuePair, nested: NestedBlockSchema): readonly Item[] {
  const action = (pair.before ?? null) === null ? 'create' : 'update'
  const node: Difference = {
    kind: 'unknown',
    action,
    replace: forcesReplacement(pair),
    before: undefined,
    isBlock: true
  }
  return [[undefined, node], ...items({ ...pair, after: undefined, unknown: false }, nested)]
}
