import { isObject, type Json } from '../../json.ts'
import { actionOf, sidesOf, wholeForcesReplacement, type ValuePair } from './pair.ts'
import type { Difference, Scalar } from './tree.ts'

/** A value that is shown as a whole. */
export function leaf(pair: ValuePair, isUntyped: boolean): Difference {
  const { before, after } = sidesOf(pair)
  const [action, replace] = [actionOf(pair), wholeForcesReplacement(pair)]
  return { kind: 'leaf', action, replace, before: scalar(before), after: scalar(after), isUntyped }
}

/** A value that does not have the type that its schema says is shown as its JSON. */
const scalar = (value: Json | undefined): Scalar | undefined =>
  Array.isArray(value) || isObject(value) ? JSON.stringify(value) : (value as Scalar | undefined)

type JsonType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null'

/** What kind of value it is, as JSON has them. */
export const jsonType = (value: Json | undefined): JsonType | undefined => {
  if (value === undefined) return undefined
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (isObject(value)) return 'object'
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'number'
}
