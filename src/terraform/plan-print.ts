import { isObject, valueOf, type Json } from '../json.ts'
import { blankSensitive } from './blank-sensitive.ts'
import { jsonDigest } from './json-digest.ts'
import { resourceSettings, withoutKeys } from './resource-settings.ts'
import { ObjectStream, type KeyHandling } from './plan-stream.ts'

/**
 * One thing that a plan would do, as it is compared with another plan. The print is a digest of all of it, of keys too that this version has
 * not heard of.
 */
export interface PrintedChange {
  readonly kind: 'resource' | 'output' | 'deferred' | 'action'
  readonly name: string
  /** Terraform's words, in their order: `delete create` and `create delete` are not the same. */
  readonly actions: string
  readonly print: string
  /** Whether Terraform marks a value in it as sensitive. `unknown` where the plan has no marks. */
  readonly marks: 'none' | 'sensitive' | 'unknown'
}

/** A plan as it is compared with another one. */
export interface PlanFingerprint {
  /** What the apply would do: to resources and outputs, later, and by actions of providers. */
  readonly changes: readonly PrintedChange[]
  /** What has changed outside of Terraform. */
  readonly drift: readonly PrintedChange[]
  /** Digests of the other keys that are compared. */
  readonly others: ReadonlyMap<string, string>
}

/** Keys that are compared item by item. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
const ITEMS = {
  resource_changes: resourceName,
  resource_drift: resourceName,
  output_changes: (_: Json, name: string) => `output ${name}`,
  deferred_changes: (item: Json) => `${resourceName(valueOf(item, 'resource_change'))} (deferred)`,
  action_invocations: (item: Json) => {
    const trigger = valueOf(item, 'lifecycle_action_trigger')
    const by = text(valueOf(trigger, 'triggering_resource_address'))
    return `action ${text(valueOf(item, 'address')) || '?'}${by === '' ? '' : ` of ${by}`}`
  }
} as const satisfies Readonly<Record<string, (item: Json, name: string) => string>>

/** Keys that are not compared, each with the reason. Any other key, also one that is new, is. */
export const IGNORED_PLAN_KEYS: Readonly<Record<string, string>> = {
  timestamp: 'the time of the plan',
  prior_state: 'all that exists; what of it changes has its values before and after in the changes',
  planned_values: 'all that will exist; what of it changes is in the changes',
  proposed_unknown: 'follows from the changes',
  relevant_attributes: 'says which values outside of Terraform explain the changes',
  configuration:
    'the code of the commit; of it, providers and provisioners of the resources that change are compared with these',
  checks: 'results of conditions; one that fails fails the plan',
  provider_schemas: 'how providers describe their resources, for display',
  provider_format_version: 'the format of the descriptions of providers'
}

const KINDS = {
  resource_changes: 'resource',
  resource_drift: 'resource',
  output_changes: 'output',
  deferred_changes: 'deferred',
  action_invocations: 'action'
} as const satisfies Readonly<Record<keyof typeof ITEMS, PrintedChange['kind']>>

const VERSIONS: readonly string[] = ['format_version', 'plan_format_version']

const isItems = (key: string): key is keyof typeof ITEMS => Object.hasOwn(ITEMS, key)

/** Reads a plan in pieces, and keeps its print: a plan of any size needs little memory. */
export class PlanReader {
  readonly #changes = new Map<string, PrintedChange>()
  readonly #drift = new Map<string, PrintedChange>()
  readonly #others = new Map<string, string>()
  readonly #stream: ObjectStream
  /** Its parts that are looked at. */
  readonly #configuration = new Map<string, Json>()
  /** The addresses of what changes. */
  readonly #addresses = new Map<PrintedChange, string>()
  readonly #treat: (entry: Json) => Json
  #isPlan = false
  #broken: string | undefined

  /** With `sensitiveValues` `ignore`, the prints are the same whatever the values that are marked as sensitive are. */
  constructor(sensitiveValues: 'compare' | 'ignore' = 'compare') {
    this.#treat = sensitiveValues === 'ignore' ? blankSensitive : value => value
    this.#stream = new ObjectStream({
      treatment: (key): KeyHandling =>
        isItems(key) || key === 'configuration' ? 'items' : Object.hasOwn(IGNORED_PLAN_KEYS, key) ? 'skip' : 'whole',
      item: (key, name, value) => {
        if (isItems(key)) this.#item(key, name, value)
        else if (name === 'provider_config' || name === 'root_module') this.#configuration.set(name, value)
      },
      whole: (key, value) => this.#whole(key, value)
    })
  }

  write(piece: Uint8Array): void {
    this.#stream.write(piece)
  }

  /** Undefined where it was JSON and no plan: an empty object would be a plan that changes nothing. */
  end(): PlanFingerprint | undefined {
    this.#stream.end()
    if (!this.#isPlan || this.#broken !== undefined) return undefined
    const settings = resourceSettings(
      this.#configuration.get('provider_config'),
      this.#configuration.get('root_module')
    )
    const withSettings = (change: PrintedChange): PrintedChange => {
      const found = settings.get(withoutKeys(this.#addresses.get(change) ?? ''))
      return found === undefined ? change : { ...change, print: jsonDigest([change.print, found]) }
    }
    return {
      changes: [...this.#changes.values()].map(withSettings),
      drift: [...this.#drift.values()].map(withSettings),
      others: this.#others
    }
  }

  #item(key: keyof typeof ITEMS, name: string | undefined, value: Json): void {
    if (!isObject(value) || (name === undefined) === (key === 'output_changes')) this.#broken = key
    if (isNothing(value)) return
    const into = key === 'resource_drift' ? this.#drift : this.#changes
    const named = ITEMS[key](value, name ?? '')
    let unique = named
    for (let count = 2; into.has(unique); count++) unique = `${named} (${count})`
    const actions = key === 'action_invocations' ? 'invoke' : actionsOf(value).join(' ')
    const change: PrintedChange = {
      kind: KINDS[key],
      name: unique,
      actions,
      print: jsonDigest(this.#treat(value)),
      marks: marksOf(value)
    }
    into.set(unique, change)
    this.#addresses.set(change, text(valueOf(valueOf(value, 'resource_change') ?? value, 'address')))
  }

  #whole(key: string, value: Json): void {
    if (isItems(key)) {
      // A plan without any may have null in place of the list.
      if (value !== null) this.#broken = key
      return
    }
    if (VERSIONS.includes(key) && typeof value === 'string') this.#isPlan = true
    this.#others.set(key, jsonDigest(value))
  }
}

/** A resource or output that stays as it is: it is listed all the same. */
function isNothing(value: Json): boolean {
  const change = changeOf(value)
  const actions = valueOf(change, 'actions')
  if (!Array.isArray(actions) || actions.length !== 1 || actions[0] !== 'no-op') return false
  return text(valueOf(value, 'previous_address')) === '' && (valueOf(change, 'importing') ?? null) === null
}

/** The part of an entry that has the actions and the values. */
function changeOf(value: Json): Json {
  const change = valueOf(valueOf(value, 'resource_change') ?? value, 'change')
  return change ?? value
}

const actionsOf = (value: Json): readonly string[] => {
  const actions = valueOf(changeOf(value), 'actions')
  return Array.isArray(actions) && actions.length > 0 ? actions.map(String) : ['unknown']
}

/** Marks have the shape of the value, with true where it is sensitive. */
function marksOf(value: Json): PrintedChange['marks'] {
  const change = changeOf(value)
  const marks =
    valueOf(value, 'config_sensitive') === undefined
      ? [valueOf(change, 'before_sensitive'), valueOf(change, 'after_sensitive')]
      : [valueOf(value, 'config_sensitive')]
  if (marks.some(mark => mark !== undefined && hasTrue(mark))) return 'sensitive'
  return marks.includes(undefined) ? 'unknown' : 'none'
}

function hasTrue(mark: Json): boolean {
  if (typeof mark !== 'object' || mark === null) return mark === true
  return Object.values(mark as Readonly<Record<string, Json>>).some(hasTrue)
}

/** What a failed replacement has left is apart from the object that took its place. */
function resourceName(item: Json | undefined): string {
  const deposed = text(valueOf(item, 'deposed'))
  return (text(valueOf(item, 'address')) || '?') + (deposed === '' ? '' : ` (deposed object ${deposed})`)
}

const text = (json: Json | undefined): string => (typeof json === 'string' ? json : '')
