import { isDeepStrictEqual } from 'node:util'
import { elementsOf, isObject, valueOf, type Json } from '../json.ts'

/** The part of an entry of a plan that has the actions and the values. */
export function changeOf(entry: Json): Json {
  const change = valueOf(valueOf(entry, 'resource_change') ?? entry, 'change')
  return change ?? entry
}

/** Terraform's words, in their order. */
export const actionsOf = (entry: Json): readonly string[] => {
  const actions = valueOf(changeOf(entry), 'actions')
  return Array.isArray(actions) && actions.length > 0 ? actions.map(String) : ['unknown']
}

/** Whether Terraform marks a value in an entry as sensitive. `unknown` where the entry does not say. */
export type SensitiveMarks = 'none' | 'sensitive' | 'unknown'

/** Marks have the shape of the value, with true where it is sensitive. */
export function marksOf(entry: Json): SensitiveMarks {
  const [change, ofAction] = [changeOf(entry), valueOf(entry, 'config_sensitive')]
  const ofValues = [valueOf(change, 'before_sensitive'), valueOf(change, 'after_sensitive')]
  const isAction = ofAction !== undefined && ofValues.every(mark => mark === undefined)
  return allOf(isAction ? [ofAction] : ofAction === undefined ? ofValues : [ofAction, ...ofValues])
}

/** Anything that is not a mark, such as null, says nothing of the value. */
function meaningOf(mark: Json | undefined): SensitiveMarks {
  if (typeof mark === 'boolean') return mark ? 'sensitive' : 'none'
  return typeof mark === 'object' && mark !== null
    ? allOf(Object.values(mark as Readonly<Record<string, Json>>))
    : 'unknown'
}

function allOf(marks: readonly (Json | undefined)[]): SensitiveMarks {
  const meanings = marks.map(meaningOf)
  return meanings.includes('sensitive') ? 'sensitive' : meanings.includes('unknown') ? 'unknown' : 'none'
}

/** Whether an entry has marks of each value that it has. */
export const isMarked = (mark: Json | undefined): boolean => mark !== undefined && meaningOf(mark) !== 'unknown'

/** Keys of an entry that say nothing more where its values stay as they are. Another one may mean that something happens. */
export const STILL_ENTRY = [
  'address',
  'module_address',
  'mode',
  'type',
  'name',
  'index',
  'deposed',
  'provider_name',
  'change',
  'action_reason'
]
export const STILL_CHANGE = [
  'actions',
  'before',
  'after',
  'after_unknown',
  'before_sensitive',
  'after_sensitive',
  'before_identity',
  'after_identity'
]
const SIDES = ['', '_sensitive', '_identity']

/** A resource or output that stays as it is: it is listed all the same. */
export function isUnchanged(entry: Json): boolean {
  const change = changeOf(entry)
  if (!isDeepStrictEqual(valueOf(change, 'actions'), ['no-op'])) return false
  const keys = change === entry ? STILL_CHANGE : STILL_ENTRY
  return (
    hasOnly(entry, keys) &&
    hasOnly(change, STILL_CHANGE) &&
    !hasTrue(valueOf(change, 'after_unknown') ?? false) &&
    SIDES.every(side => isDeepStrictEqual(valueOf(change, `before${side}`), valueOf(change, `after${side}`)))
  )
}

/** Whether an object has no other keys. One without a value says nothing. */
const hasOnly = (json: Json, names: readonly string[]): boolean =>
  isObject(json) &&
  Object.entries(json).every(([name, value]) => names.includes(name) || value === null || value === '')

export const hasTrue = (json: Json): boolean =>
  typeof json === 'object' && json !== null
    ? Object.values(json as Readonly<Record<string, Json>>).some(hasTrue)
    : json === true

/**
 * Whether a value has some parts, and is marked as unknown: Terraform leaves out what it does not know yet. Marks have the value's shape. Where it is
 * sensitive, the service may have a placeholder.
 */
export function hasValueAtUnknown(
  value: Json | undefined,
  unknown: Json | undefined,
  sensitive: Json | undefined
): boolean {
  if ((value ?? null) === null || sensitive === true) return false
  if (unknown === true) return true
  if (Array.isArray(value))
    return (value as readonly Json[]).some((item, index) =>
      hasValueAtUnknown(item, elementsOf(unknown)[index], elementsOf(sensitive)[index])
    )
  return (
    isObject(value) &&
    Object.entries(value).some(([name, item]) =>
      hasValueAtUnknown(item, valueOf(unknown, name), valueOf(sensitive, name))
    )
  )
}

/** What a failed replacement has left is apart from the object that took its place. */
export function resourceName(item: Json | undefined): string {
  const deposed = text(valueOf(item, 'deposed'))
  return (text(valueOf(item, 'address')) || '?') + (deposed === '' ? '' : ` (deposed object ${deposed})`)
}

export const text = (json: Json | undefined): string => (typeof json === 'string' ? json : '')
