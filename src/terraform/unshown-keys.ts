import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { resourceAction } from './diff/resource-action.ts'
import { actionsOf, changeOf, hasValueAtUnknown, resourceName, STILL_CHANGE, STILL_ENTRY, text } from './plan-entry.ts'
import { isStill, isUnknownChanges, KNOWN_PLAN_KEYS, type ItemKey } from './plan-items.ts'

/**
 * What of a plan is compared with another one, and is not in its report: keys and actions that this version does not know, each with its place, values
 * that the plan also marks as unknown, and entries that say that nothing happens, and are not without a change.
 */
export function unshownKeys(plan: Json): readonly string[] {
  if (!isObject(plan)) return []
  const others = unknownIn(plan, KNOWN_PLAN_KEYS).filter(key => !isUnknownChanges(key, plan[key] ?? null))
  const resources = (['resource_changes', 'resource_drift'] as const).flatMap(key =>
    elementsOf(plan[key]).flatMap(entry => resourceKeys(entry, key, resourceName(entry)))
  )
  const outputs = isObject(plan.output_changes) ? Object.entries(plan.output_changes) : []
  return [
    ...others,
    ...resources,
    ...outputs.flatMap(([name, entry]) => [
      ...within(`output ${name}`, [
        ...unknownIn(entry, CHANGE),
        ...unknownActions(entry, OUTPUT_ACTIONS.includes(actionsOf(entry).join())),
        ...hiddenValues(entry, MARKED_VALUES)
      ]),
      ...unshownEntry(entry, 'output_changes', `output ${name}`)
    ]),
    ...elementsOf(plan.deferred_changes).flatMap(entry => {
      const resource = valueOf(entry, 'resource_change') ?? null
      const name = `${resourceName(resource)} (deferred)`
      return [
        ...within(name, unknownIn(entry, ['reason', 'resource_change'])),
        ...resourceKeys(resource, 'deferred_changes', name)
      ]
    }),
    ...elementsOf(plan.action_invocations).flatMap(actionKeys),
    ...elementsOf(plan.deferred_action_invocations).flatMap(entry => [
      ...within('a deferred action', unknownIn(entry, ['reason', 'action_invocation'])),
      ...actionKeys(valueOf(entry, 'action_invocation') ?? null)
    ])
  ]
}

const RESOURCE = [...STILL_ENTRY, 'previous_address', 'index_unknown']
const CHANGE = [...STILL_CHANGE, 'replace_paths', 'importing', 'generated_config']
const ACTION = [
  'address',
  'type',
  'name',
  'provider_name',
  'config_values',
  'config_sensitive',
  'config_unknown',
  'lifecycle_action_trigger',
  'invoke_action_trigger'
]
const TRIGGER = [
  'triggering_resource_address',
  'action_trigger_event',
  'action_trigger_block_index',
  'actions_list_index',
  'on_failure'
]
const IMPORTING = ['id', 'identity', 'unknown']

function resourceKeys(entry: Json, key: ItemKey, name: string): readonly string[] {
  const change = valueOf(entry, 'change') ?? null
  return [
    ...within(name, [
      ...unknownIn(entry, RESOURCE),
      ...unknownIn(change, CHANGE),
      ...unknownIn(valueOf(change, 'importing') ?? null, IMPORTING),
      ...unknownActions(change, resourceAction(valueOf(change, 'actions')) !== 'unknown'),
      ...hiddenValues(change, MARKED_VALUES)
    ]),
    ...unshownEntry(entry, key, name)
  ]
}

const actionKeys = (entry: Json): readonly string[] =>
  within(`action ${text(valueOf(entry, 'address'))}`, [
    ...unknownIn(entry, ACTION),
    ...unknownIn(valueOf(entry, 'lifecycle_action_trigger') ?? null, TRIGGER),
    ...unknownIn(valueOf(entry, 'invoke_action_trigger') ?? null, ['calling_resource_address']),
    ...hiddenValues(entry, MARKED_CONFIG)
  ])

const OUTPUT_ACTIONS: readonly string[] = ['no-op', 'create', 'update', 'delete']

/** The report says of each that it is unknown, or that the output changes. */
function unknownActions(change: Json, isKnown: boolean): readonly string[] {
  return isKnown ? [] : [`the actions ${actionsOf(change).join()}`]
}

const MARKED_VALUES = ['after', 'after_unknown', 'after_sensitive'] as const
const MARKED_CONFIG = ['config_values', 'config_unknown', 'config_sensitive'] as const

/** The report shows what is marked as unknown without its value. */
function hiddenValues(
  of: Json,
  [values, unknown, sensitive]: typeof MARKED_VALUES | typeof MARKED_CONFIG
): readonly string[] {
  const isHidden = hasValueAtUnknown(valueOf(of, values), valueOf(of, unknown), valueOf(of, sensitive))
  return isHidden ? [`${values} at ${unknown}`] : []
}

/** An entry with the words for no change is in no list. */
function unshownEntry(entry: Json, key: ItemKey, name: string): readonly string[] {
  const change = changeOf(entry)
  const isListed = isObject(valueOf(change, 'importing')) || text(valueOf(entry, 'previous_address')) !== ''
  return actionsOf(entry).join() === 'no-op' && !isListed && !isStill(key, entry) ? [name] : []
}

const within = (name: string, keys: readonly string[]): readonly string[] => keys.map(key => `${key} of ${name}`)

/** One without a value says nothing. */
const unknownIn = (json: Json, known: readonly string[]): readonly string[] =>
  isObject(json)
    ? Object.entries(json)
        .filter(([key, value]) => !known.includes(key) && value !== null)
        .map(([key]) => key)
    : []
