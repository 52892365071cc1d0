import { isObject, type Json } from '../../json.ts'
import type { RedactionKind } from './redaction.ts'
import type { Action, Difference } from './tree.ts'

export type Path = readonly Json[]

/** A place in two values, with the marks of the plan for it. */
export interface ValuePair {
  /** Undefined where there is none: null is a value. */
  readonly before: Json | undefined
  readonly after: Json | undefined
  /** Marks have the shape of the value, with true where they hold. */
  readonly unknown: Json
  readonly beforeSensitive: Json
  readonly afterSensitive: Json
  /** What is left of the paths that force a replacement, from here on. */
  readonly replacePaths: readonly Path[]
  /** What is left of the paths that matter, from here on. Undefined: everything does. */
  readonly relevantPaths: readonly Path[] | undefined
  /** Whether null is a value here. Otherwise it says that there is none. */
  readonly explicit: boolean
  /** Whether an empty text is null, as it is for providers that know no null. */
  readonly legacy: boolean
  /** Whether an empty text is never null. The CLI takes it for null in lists and maps, and where `legacy` says so. */
  readonly exact: boolean
  /** The placeholders of marked values. */
  readonly redaction: RedactionKind
}

/** A pair without marks. */
export const UNMARKED: Omit<ValuePair, 'before' | 'after'> = {
  unknown: false,
  beforeSensitive: false,
  afterSensitive: false,
  replacePaths: [],
  relevantPaths: undefined,
  explicit: true,
  legacy: false,
  exact: false,
  redaction: 'none'
}

/** A key of an object or map; or an index on each side, where either may be beyond the end. */
export const childAt = (pair: ValuePair, key: string): ValuePair => child(pair, key, key)

export function child(
  pair: ValuePair,
  before: string | number | undefined,
  after: string | number | undefined
): ValuePair {
  const keys = [before, after].filter(key => key !== undefined)
  return {
    before: at(pair.before, before),
    after: at(pair.after, after),
    unknown: at(pair.unknown, after) ?? false,
    beforeSensitive: at(pair.beforeSensitive, before) ?? false,
    afterSensitive: at(pair.afterSensitive, after) ?? false,
    // The CLI names an element by its place before, if it existed.
    replacePaths: below(pair.replacePaths, keys.slice(0, 1)),
    // Elements of a list or set that matters all do.
    relevantPaths:
      pair.relevantPaths && typeof keys[0] !== 'number' ? relevantBelow(pair.relevantPaths, keys) : undefined,
    explicit: true,
    // The CLI takes an empty text for null in all elements of lists and sets, whatever it knows of the provider.
    legacy: typeof (before ?? after) === 'number' ? !pair.exact : pair.legacy,
    exact: pair.exact,
    redaction: pair.redaction
  }
}

function at(value: Json | undefined, key: string | number | undefined): Json | undefined {
  if (key === undefined || value === undefined) return undefined
  if (typeof key === 'number') return Array.isArray(value) ? (value as readonly Json[])[key] : undefined
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

const below = (paths: readonly Path[], keys: readonly (string | number)[]): readonly Path[] =>
  paths.length === 0
    ? paths
    : paths
        .filter(([first]) => keys.some(key => first === key || JSON.stringify(first) === JSON.stringify(String(key))))
        .map(path => path.slice(1))

/** What lies below a path that matters matters as well. */
const relevantBelow = (paths: readonly Path[], keys: readonly (string | number)[]): readonly Path[] | undefined =>
  paths.some(path => path.length === 0) ? undefined : below(paths, keys)

export const forcesReplacement = ({ replacePaths }: ValuePair): boolean => replacePaths.some(path => path.length === 0)
/** The same of a value that is shown as a whole. */
export const wholeForcesReplacement = (pair: ValuePair): Difference['replace'] =>
  forcesReplacement(pair) || (pair.replacePaths.length > 0 && 'inside')
export const isRelevant = ({ relevantPaths }: ValuePair): boolean =>
  relevantPaths === undefined || relevantPaths.length > 0

/** The same value on both sides. */
export const unchanged = (pair: ValuePair): ValuePair => ({
  ...pair,
  after: pair.before,
  unknown: false,
  afterSensitive: pair.beforeSensitive
})

/** Both sides, undefined where there is no value. */
export function sidesOf({ before, after, explicit, legacy, exact }: ValuePair): Pick<ValuePair, 'before' | 'after'> {
  const side = (value: Json | undefined): Json | undefined => {
    const known = legacy && value === '' && !exact ? null : value
    return explicit ? known : (known ?? undefined)
  }
  return { before: side(before), after: side(after) }
}

/** Whether there is a value on either side, if only an empty text. */
export const isSet = ({ before, after, explicit }: ValuePair): boolean =>
  [before, after].some(value => value !== undefined && (explicit || value !== null))

export function actionOf(pair: ValuePair): Action {
  const { before, after } = sidesOf(pair)
  if (before === undefined) return after === undefined ? 'none' : 'create'
  if (after === undefined) return 'delete'
  return isEqual(before, after) ? 'none' : 'update'
}

/** The action of something with parts before its parts are looked at. */
export function outerAction({ before, after }: ValuePair): Action {
  const absent = (value: Json | undefined): boolean => value === undefined || value === null
  if (absent(before)) return absent(after) ? 'none' : 'create'
  return absent(after) ? 'delete' : 'none'
}

/** What JSON the values of a type are. */
export type Shape = 'object' | 'array' | 'any'

/** Whether each side is absent or of this shape. A server may give the schema of another version of the provider. */
export const hasShape = ({ before, after }: ValuePair, shape: Shape): boolean =>
  shape === 'any' ||
  [before, after].every(side => (side ?? null) === null || (shape === 'array' ? Array.isArray(side) : isObject(side)))

/** The names on either side, and those that are not known yet. */
export function keysOf({ before, after, unknown }: ValuePair): readonly string[] {
  const names = new Set<string>()
  for (const value of [before, after, unknown])
    if (isObject(value)) for (const name of Object.keys(value)) names.add(name)
  return [...names]
}

export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    const [left, right] = [a as readonly Json[], b as readonly Json[]]
    return Array.isArray(b) && left.length === right.length && left.every((item, index) => isEqual(item, right[index]))
  }
  if (isObject(a)) {
    if (!isObject(b)) return false
    const names = Object.keys(a)
    return (
      names.length === Object.keys(b).length && names.every(name => Object.hasOwn(b, name) && isEqual(a[name], b[name]))
    )
  }
  // Numbers that JavaScript can't hold are equal digit by digit.
  if (typeof a === 'object' && typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b)
  return false
}

/** One text for equal values. */
export function fingerprint(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(fingerprint).join()}]`
  if (isObject(value)) {
    const names = Object.keys(value).toSorted()
    return `{${names.map(name => `${JSON.stringify(name)}:${fingerprint(value[name])}`).join()}}`
  }
  return JSON.stringify(value ?? null)
}
