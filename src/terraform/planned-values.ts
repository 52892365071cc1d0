import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { constantOf } from './configuration-expressions.ts'
import { entriesOf } from './configuration-modules.ts'
import { changeOf, hasTrue } from './plan-entry.ts'

/** What a plan shows of the arguments of a change. */
export interface PlannedValues {
  /** The arguments whose values it shows, for an output `value`. Of blocks, such as `rule.cidr`, where it shows them in each block. */
  readonly shown: readonly string[]
  readonly incomplete: readonly IncompleteBlocks[]
}

/** Blocks, or other values with parts, of which some are null or known only after the apply. */
export interface IncompleteBlocks {
  readonly path: readonly string[]
  /** How many the plan shows. */
  readonly count: number
  /** How many names of the path come before one where it does not show all blocks: with a dynamic one of an unknown number, it shows none of a parent. */
  readonly complete: number
}

/** Not shown are values that are known only after the apply, and null, as each write-only argument is. */
export function plannedValues(entry: Json): PlannedValues {
  const change = changeOf(entry)
  const isAction =
    change === entry && ['config_values', 'config_unknown'].some(key => valueOf(entry, key) !== undefined)
  const after = isAction ? valueOf(entry, 'config_values') : valueOf(change, 'after')
  const unknown = isAction ? (valueOf(entry, 'config_unknown') ?? true) : (valueOf(change, 'after_unknown') ?? false)
  if (change === entry && !isAction)
    return { shown: after !== undefined && !hasNull(after) && !hasTrue(unknown) ? ['value'] : [], incomplete: [] }
  return {
    shown:
      unknown === true
        ? []
        : entriesOf(after).flatMap(([name, value]) => shownAt(name, [value], [valueOf(unknown, name)])),
    incomplete: incompleteIn([withoutUnknown(after, unknown)], [unknown])
  }
}

const hasNull = (json: Json): boolean =>
  typeof json === 'object' && json !== null
    ? Object.values(json as Readonly<Record<string, Json>>).some(hasNull)
    : json === null

/** With null for what is known only after the apply: Terraform leaves it out. Marks have the shape of the value. */
function withoutUnknown(value: Json | undefined, mark: Json | undefined): Json {
  if (mark === true) return null
  if (Array.isArray(mark)) {
    const [values, marks] = [elementsOf(value), elementsOf(mark)]
    const length = Math.max(values.length, marks.length)
    return Array.from({ length }, (_, index): Json => withoutUnknown(values[index], marks[index]))
  }
  const marked = entriesOf(mark).map(([name, inner]) => [name, withoutUnknown(valueOf(value, name), inner)] as const)
  return marked.length === 0 ? (value ?? {}) : Object.fromEntries([...entriesOf(value), ...marked])
}

/**
 * A path, where all values at it are shown; else those in the blocks that exist. Which of the blocks of the configuration is which is not known: a
 * set has another order.
 */
function shownAt(
  path: string,
  values: readonly (Json | undefined)[],
  marks: readonly (Json | undefined)[]
): readonly string[] {
  const isComplete = values.every(value => value !== undefined && !hasNull(value))
  if (isComplete && !marks.some(mark => hasTrue(mark ?? false))) return [path]
  const [blocks, inner] = [values.flatMap(elementsOf), marks.flatMap(elementsOf)]
  const areBlocks = values.every(Array.isArray) && blocks.every(isObject)
  const areMarks =
    marks.every(mark => mark === undefined || Array.isArray(mark)) &&
    inner.every(mark => mark === false || isObject(mark))
  if (!areBlocks || !areMarks) return []
  return Object.keys(blocks[0] ?? {}).flatMap(name =>
    shownAt(
      `${path}.${name}`,
      blocks.map(block => valueOf(block, name)),
      inner.map(mark => valueOf(mark, name))
    )
  )
}

function incompleteIn(
  blocks: readonly Json[],
  marks: readonly Json[],
  path: readonly string[] = [],
  complete = Infinity
): readonly IncompleteBlocks[] {
  const names = new Set(blocks.flatMap(block => (isObject(block) ? Object.keys(block) : [])))
  return [...names].flatMap(name => {
    const inner = blocks.flatMap(block => blocksOf(valueOf(block, name)))
    if (!inner.some(hasNull)) return []
    const found = marks.map(mark => valueOf(mark, name) ?? false)
    const isUnknown = found.some(mark => mark === true || elementsOf(mark).includes(true))
    const here = {
      path: [...path, name],
      count: inner.length,
      complete: isUnknown ? Math.min(complete, path.length) : complete
    }
    return [here, ...incompleteIn(inner, found.flatMap(blocksOf), here.path, here.complete)]
  })
}

/**
 * How many blocks the configuration has at a path, in which it has none that are dynamic. Infinity where one expression is all of it. Of blocks whose
 * values may be equal, one counts: a set has them once. None counts where the plan may not show it; a list of constants is shown.
 */
export function blocksAt(blocks: readonly Json[], [name = '', ...rest]: readonly string[], complete: number): number {
  const found = blocks.map(block => valueOf(block, name))
  const expressions = found.filter(isExpression)
  // Blocks may be written as one list of constants, and a dynamic one among them has no expression at all.
  const constants = expressions.map(constantOf)
  if (!constants.every(constant => constant === null || Array.isArray(constant))) return Infinity
  const written = complete === 0 ? [] : found.filter(each => !isExpression(each))
  const values = written.flatMap(each => unlike(blocksOf(each), differInConstant))
  const count = rest.length === 0 ? values.length : blocksAt(values, rest, complete - 1)
  return count + countIn(constants.map(elementsOf), rest)
}

const countIn = (lists: readonly (readonly Json[])[], [name, ...rest]: readonly string[]): number => {
  const elements = lists.flatMap(list => unlike(list, (a, b) => JSON.stringify(a) !== JSON.stringify(b)))
  return name === undefined
    ? elements.length
    : countIn(
        elements.map(each => blocksOf(valueOf(each, name))),
        rest
      )
}

/** Some of the blocks, of which each differs from each. */
const unlike = (blocks: readonly Json[], differ: (a: Json, b: Json) => boolean): readonly Json[] =>
  blocks.reduce<readonly Json[]>(
    (kept, block) => (kept.every(each => differ(each, block)) ? [...kept, block] : kept),
    []
  )

/** Whether two blocks have different constants for an argument, also after a conversion to text. */
const differInConstant = (a: Json, b: Json): boolean =>
  entriesOf(a).some(([name, expression]) => {
    const constants = [expression, valueOf(b, name)].map(constantOf)
    const [one, other] = constants.map(value => (typeof value === 'string' ? value : JSON.stringify(value)))
    return one !== undefined && other !== undefined && one !== other
  })

const blocksOf = (json: Json | undefined): readonly Json[] =>
  Array.isArray(json) ? (json as readonly Json[]) : isObject(json) ? [json] : []

/** Whether it is an expression, and not blocks. */
function isExpression(json: Json | undefined): boolean {
  if (!isObject(json)) return false
  const references = valueOf(json, 'references')
  return Object.keys(json).every(
    key =>
      key === 'constant_value' ||
      (key === 'references' && elementsOf(references).every(name => typeof name === 'string'))
  )
}
