import { isObject, type Json } from '../../json.ts'
import { difference } from './difference.ts'
import { UNMARKED } from './pair.ts'
import type { ActionInvocation } from './plan-tree.ts'

type Bag = Readonly<Record<string, Json>>

/** The actions that a plan would invoke, and those that wait for another plan. Terraform has them from version 1.14 on. */
export const invocations = (json: Bag): readonly ActionInvocation[] => [
  ...objects(json.action_invocations).map(from => invocation(from, undefined)),
  ...objects(json.deferred_action_invocations).map(({ reason, action_invocation: from }) =>
    invocation(isObject(from) ? from : {}, text(reason) ?? 'unknown')
  )
]

const objects = (json: Json | undefined): readonly Bag[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(isObject) : []
const text = (json: Json | undefined): string | undefined =>
  typeof json === 'string' && json !== '' ? json : undefined

function placeOf({ action_trigger_block_index: block = 0, actions_list_index: index = 0 }: Bag): readonly string[] {
  const [first, second] = [JSON.stringify(block), JSON.stringify(index)]
  return first === '0' && second === '0' ? [] : [`action_trigger[${first}].actions[${second}]`]
}

const settings = (of: Bag, key: string): readonly string[] =>
  (of[key] ?? null) === null ? [] : [`${key} = ${text(of[key]) ?? JSON.stringify(of[key])}`]

function invocation(from: Bag, deferred: string | undefined): ActionInvocation {
  const trigger = isObject(from.lifecycle_action_trigger) ? from.lifecycle_action_trigger : {}
  const invoke = isObject(from.invoke_action_trigger) ? from.invoke_action_trigger : {}
  const values = from.config_values ?? {}
  const sensitive = from.config_values === undefined ? {} : from.config_sensitive
  return {
    address: text(from.address) ?? '',
    trigger: text(trigger.triggering_resource_address),
    event: text(trigger.action_trigger_event),
    settings: [
      ...placeOf(trigger),
      ...settings(trigger, 'on_failure'),
      ...settings(invoke, 'calling_resource_address')
    ],
    deferred,
    config:
      sensitive === undefined
        ? undefined
        : difference({
            ...UNMARKED,
            before: values,
            after: values,
            unknown: from.config_unknown ?? false,
            beforeSensitive: sensitive,
            afterSensitive: sensitive
          })
  }
}
