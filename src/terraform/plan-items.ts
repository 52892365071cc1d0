import { isObject, valueOf, type Json } from '../json.ts'
import { IGNORED_PLAN_KEYS } from './ignored-plan-keys.ts'
import { actionsOf, changeOf, isUnchanged, marksOf, resourceName, text, type SensitiveMarks } from './plan-entry.ts'
import { invocationName, type PlannedInvocation } from './planned-invocation.ts'

/** How what a later plan does is named. */
export const deferredName = (name: string): string => `${name} (deferred)`

export const outputName = (name: string): string => `output ${name}`

function invocationOf(item: Json | undefined): PlannedInvocation {
  const trigger = text(valueOf(valueOf(item, 'lifecycle_action_trigger'), 'triggering_resource_address'))
  return { address: text(valueOf(item, 'address')) || '?', trigger: trigger || undefined }
}

const nameOfInvocation = (item: Json | undefined): string => invocationName(invocationOf(item))

/** Keys that are compared item by item. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export const ITEMS = {
  resource_changes: resourceName,
  resource_drift: resourceName,
  output_changes: (_: Json, name: string) => outputName(name),
  deferred_changes: (item: Json) => deferredName(resourceName(valueOf(item, 'resource_change'))),
  action_invocations: nameOfInvocation,
  deferred_action_invocations: (item: Json) => deferredName(nameOfInvocation(valueOf(item, 'action_invocation'))),
  checks: (item: Json) => text(valueOf(valueOf(item, 'address'), 'to_display')) || '?'
} as const satisfies Readonly<Record<string, (item: Json, name: string) => string>>

export type ItemKey = keyof typeof ITEMS
export type ItemKind = (typeof KINDS)[ItemKey]

/** What an item of each is. */
export const KINDS = {
  resource_changes: 'resource',
  resource_drift: 'resource',
  output_changes: 'output',
  deferred_changes: 'deferred',
  action_invocations: 'action',
  deferred_action_invocations: 'deferred',
  checks: 'check'
} as const satisfies Readonly<Record<ItemKey, string>>

/** Lists without items that stay as they are. */
const HAPPENING: readonly ItemKey[] = ['action_invocations', 'deferred_action_invocations', 'deferred_changes']

/** Whether an item says that nothing happens. */
export const isStill = (key: ItemKey, value: Json): boolean => {
  if (key === 'checks') return valueOf(value, 'status') === 'pass'
  return !HAPPENING.includes(key) && isUnchanged(value)
}

const invocationIn = (key: ItemKey, item: Json): Json | undefined =>
  key === 'action_invocations' ? item : valueOf(item, 'action_invocation')

export interface PlanItem {
  readonly kind: ItemKind
  readonly name: string
  /** Terraform's words, in their order: `delete create` and `create delete` are not the same. Of a check, its status. */
  readonly actions: string
  readonly marks: SensitiveMarks
  /** Where a resource that moves was. */
  readonly previousAddress?: string
  /** Whether a resource comes under Terraform that exists. */
  readonly importing?: true
  readonly invocation?: PlannedInvocation
}

/** What an item is. `name`: its key, where the plan has an object of them. */
export function planItem(key: ItemKey, item: Json, name: string): PlanItem {
  const about = { kind: KINDS[key], name: ITEMS[key](item, name) }
  if (key === 'checks') return { ...about, actions: text(valueOf(item, 'status')) || 'unknown', marks: 'none' }
  const invocation = invocationIn(key, item)
  return {
    ...about,
    actions: invocation === undefined ? actionsOf(item).join(' ') : 'invoke',
    marks: marksOf(invocation ?? item),
    ...(invocation === undefined ? originOf(item) : { invocation: invocationOf(invocation) })
  }
}

function originOf(item: Json): Pick<PlanItem, 'previousAddress' | 'importing'> {
  const previousAddress = text(valueOf(valueOf(item, 'resource_change') ?? item, 'previous_address'))
  return {
    ...(previousAddress !== '' && { previousAddress }),
    ...(isObject(valueOf(changeOf(item), 'importing')) && { importing: true })
  }
}

export const isItems = (key: string): key is ItemKey => Object.hasOwn(ITEMS, key)

/** Keys from which nothing follows but what the report shows. */
export const KNOWN_PLAN_KEYS: readonly string[] = [
  ...Object.keys(IGNORED_PLAN_KEYS),
  ...Object.keys(ITEMS),
  'format_version',
  'plan_format_version',
  'terraform_version',
  'variables',
  'errored',
  'complete',
  'applyable'
]

/** Whether a key that this version does not know holds changes, at any depth. */
export const isUnknownChanges = (key: string, value: Json): boolean =>
  !KNOWN_PLAN_KEYS.includes(key) && holdsChange(value)

/** What changes has actions, or an address, as invocations of actions have. */
const holdsChange = (value: Json): boolean =>
  isObject(valueOf(value, 'change')) ||
  Array.isArray(valueOf(value, 'actions')) ||
  typeof valueOf(value, 'address') === 'string' ||
  (typeof value === 'object' &&
    value !== null &&
    Object.values(value as Readonly<Record<string, Json>>).some(holdsChange))
