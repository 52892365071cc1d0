import { isObject, type Json } from '../../json.ts'
import { blockDifference } from './block-difference.ts'
import { difference } from './difference.ts'
import { isRelevant, unchanged, type ValuePair, type Path } from './pair.ts'
import { withIdentity } from './identity.ts'
import { invocations } from './invocations.ts'
import type { PlanDifference, PlanMode, ResourceDifference } from './plan-tree.ts'
import { redactionKind, type RedactionKind } from './redaction.ts'
import { resourceAction, wordsOf } from './resource-action.ts'
import { Schemas } from './schema.ts'

export interface PlanOptions {
  readonly mode: PlanMode
  /** The providers' schemas, where the plan doesn't carry them. */
  readonly schemas?: Json
  /** Whether all that tells two plans from each other is shown, also what the CLI leaves out: empty texts, and identities. */
  readonly exact?: boolean
}

type Bag = Readonly<Record<string, Json>>

/** Reads a plan as JSON. Undefined where it is none. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export function planDifference(json: Json, { mode, schemas, exact = false }: PlanOptions): PlanDifference | undefined {
  if (!isObject(json) || typeof (json.format_version ?? json.plan_format_version) !== 'string') return undefined
  if (!isReadable(json)) return undefined
  const reader = new Reader(json, schemas, exact)
  const relevant = relevantAttributes(json.relevant_attributes)
  return {
    mode,
    errored: json.errored === true,
    applyable: typeof json.applyable === 'boolean' ? json.applyable : undefined,
    resources: objects(json.resource_changes).map(change => reader.resource(change, undefined)),
    drift: objects(json.resource_drift).map(change =>
      reader.resource(change, mode === 'refresh-only' ? undefined : (relevant.get(text(change.address) ?? '') ?? []))
    ),
    outputs: (isObject(json.output_changes) ? Object.entries(json.output_changes) : []).flatMap(([name, change]) =>
      isObject(change)
        ? [
            {
              name,
              action: resourceAction(change.actions),
              actionWords: wordsOf(change.actions),
              node: difference({
                ...reader.pair(change, undefined, resourceAction(change.actions) === 'none'),
                legacy: false
              })
            }
          ]
        : []
    ),
    deferred: objects(json.deferred_changes).flatMap(({ reason, resource_change: change }) =>
      isObject(change) ? [{ reason: text(reason) ?? 'unknown', resource: reader.resource(change, undefined) }] : []
    ),
    invocations: invocations(json)
  }
}

const LISTS = [
  'resource_changes',
  'resource_drift',
  'deferred_changes',
  'action_invocations',
  'deferred_action_invocations'
] as const

/** Whether each change can be read. A plan that says more than this version can read must not be shown as one that does less. */
function isReadable(json: Bag): boolean {
  const outputs = json.output_changes ?? {}
  return (
    LISTS.every(name => {
      const list = json[name] ?? []
      return Array.isArray(list) && (list as readonly Json[]).every(isObject)
    }) &&
    objects(json.deferred_changes).every(({ resource_change: change }) => isObject(change)) &&
    allResources(json).every(({ change }) => !isObject(change) || [change.before, change.after].every(isResource)) &&
    isObject(outputs) &&
    Object.values(outputs).every(isObject)
  )
}

const isResource = (side: Json | undefined): boolean => (side ?? null) === null || isObject(side)

const objects = (json: Json | undefined): readonly Bag[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(isObject) : []
const text = (json: Json | undefined): string | undefined =>
  typeof json === 'string' && json !== '' ? json : undefined
const paths = (json: Json | undefined): readonly Path[] =>
  Array.isArray(json) ? ((json as readonly Json[]).filter(path => Array.isArray(path)) as readonly Path[]) : []

/** The attributes that the plan's changes depend on, by the address of their resource. */
function relevantAttributes(json: Json | undefined): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>()
  for (const { resource, attribute } of objects(json)) {
    if (typeof resource !== 'string' || !Array.isArray(attribute)) continue
    const list = found.get(resource) ?? []
    list.push(attribute as Path)
    found.set(resource, list)
  }
  return found
}

const allResources = (json: Bag): readonly Bag[] => [
  ...objects(json.resource_changes),
  ...objects(json.resource_drift),
  ...objects(json.deferred_changes).flatMap(({ resource_change: resource }) => (isObject(resource) ? [resource] : []))
]

const allChanges = (json: Bag): readonly Bag[] => [
  ...allResources(json).flatMap(({ change }) => (isObject(change) ? [change] : [])),
  ...(isObject(json.output_changes) ? Object.values(json.output_changes).filter(isObject) : [])
]

class Reader {
  readonly #schemas: Schemas
  readonly #redaction: RedactionKind
  readonly #exact: boolean

  constructor(json: Bag, schemas: Json | undefined, exact: boolean) {
    this.#exact = exact
    this.#schemas = new Schemas(json.provider_schemas ?? schemas)
    // The plan without its sensitive values has a name of its own for its version.
    this.#redaction = json.plan_format_version === undefined ? 'none' : redactionKind(allChanges(json))
  }

  pair(change: Bag, relevantPaths: readonly Path[] | undefined, isSame = false): ValuePair {
    return {
      before: change.before ?? undefined,
      after: change.after ?? undefined,
      unknown: change.after_unknown ?? false,
      beforeSensitive: change.before_sensitive ?? false,
      afterSensitive: change.after_sensitive ?? false,
      replacePaths: paths(change.replace_paths),
      relevantPaths,
      explicit: false,
      legacy: true,
      exact: this.#exact,
      redaction: isSame ? 'none' : this.#redaction
    }
  }

  resource(from: Bag, relevantPaths: readonly Path[] | undefined): ResourceDifference {
    const change = isObject(from.change) ? from.change : {}
    const [mode, type] = [text(from.mode) ?? 'managed', text(from.type) ?? '']
    const action = resourceAction(change.actions)
    const pair = this.pair(change, relevantPaths, action === 'none')
    const schema = this.#schemas.of(text(from.provider_name) ?? '', mode, type)
    const values = blockDifference(action === 'forget' || !isRelevant(pair) ? unchanged(pair) : pair, schema)
    return {
      address: text(from.address) ?? '',
      module: text(from.module_address),
      mode,
      type,
      name: text(from.name) ?? '',
      index: from.index,
      previousAddress: text(from.previous_address),
      deposed: text(from.deposed),
      action,
      actionWords: wordsOf(change.actions),
      reason: text(from.action_reason),
      importing: isObject(change.importing) ? { id: text(change.importing.id) } : undefined,
      generatedConfig: text(change.generated_config) !== undefined,
      node: this.#exact && action !== 'forget' ? withIdentity(values, change) : values
    }
  }
}
