import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { planDifference } from './diff/plan-difference.ts'
import type { ActionInvocation } from './diff/plan-tree.ts'
import type { Difference } from './diff/tree.ts'
import { importIdOf } from './import-id.ts'
import { hasMarks } from './marked-values.ts'
import { isUnknownChanges } from './plan-items.ts'
import { providerSources, type ProviderSource } from './provider-sources.ts'
import { unshownKeys } from './unshown-keys.ts'

/** What a plan would do, from whichever source could be read. */
export interface Changes {
  /** Whether the attributes are known: they are in the plan as JSON, and not in the log. `unmarked`: no one knows which of them are sensitive. */
  readonly source: 'json' | 'unmarked' | 'log'
  readonly resources: readonly Change[]
  /** What has changed outside of Terraform. */
  readonly drift: readonly Change[]
  readonly outputs: readonly OutputChange[]
  /** What a later plan has to do. */
  readonly deferred: readonly DeferredChange[]
  /** Actions of providers that the apply invokes. */
  readonly invocations: readonly ActionInvocation[]
  /** Parts of the plan that are compared, but are not among these. */
  readonly unshown?: readonly string[]
  /** Providers that the types of the resources do not say. */
  readonly providers?: readonly ProviderSource[]
}

/** `unknown` is a word that this version does not know: it may do anything. */
export type Action = 'create' | 'read' | 'update' | 'replace' | 'delete' | 'move' | 'import' | 'forget' | 'unknown'

export interface Change {
  readonly address: string
  readonly action: Action
  readonly previousAddress: string | undefined
  readonly importing: boolean
  /** Which object comes under Terraform, where the plan says: its id, its identity as JSON, or both. */
  readonly importId?: string
  /** Of a replacement, whether the old object goes before the new one comes. Undefined where that is not known. */
  readonly destroyedFirst?: boolean
  /** Of a replacement, that the old object is forgotten, not destroyed. */
  readonly forgets?: boolean
  /** Attributes and blocks of a replacement that can't be changed in place. */
  readonly forcedBy?: readonly string[]
  /** Why Terraform replaces, deletes or reads, in its own word. */
  readonly reason: string | undefined
  /** What differs. Undefined where only the log could be read, and where it is not known what is sensitive. */
  readonly node: Difference | undefined
}

export interface OutputChange {
  readonly name: string
  readonly action: 'create' | 'update' | 'delete'
  /** Undefined where it is not known whether it is sensitive. */
  readonly node: Difference | undefined
}

export interface DeferredChange {
  /** In Terraform's own word. */
  readonly reason: string
  readonly change: Change
}

/** Changes that destroy something that exists. */
export const destroys = ({ action, forgets = false }: Change): boolean =>
  action === 'delete' || (action === 'replace' && !forgets)

/**
 * Reads a plan as JSON, with the schemas of its providers where it does not carry them. Undefined where it is none: an empty object would be
 * a plan that changes nothing. https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function changesOfPlan(json: Json, schemas?: Json): Changes | undefined {
  if (!isObject(json) || !Array.isArray(json.resource_changes ?? [])) return undefined
  // A refresh-only plan shows all that has changed outside of Terraform, and not only what other changes depend on.
  const found = planDifference(json, { mode: 'refresh-only', exact: true, ...(schemas !== undefined && { schemas }) })
  if (found === undefined) return undefined
  const changes = (from: Json | undefined, nodes: readonly { readonly node: Difference }[]): readonly Change[] =>
    objects(from).flatMap((change, index) => resourceChange(change, nodes[index]?.node))
  const all = {
    resources: [...changes(json.resource_changes, found.resources), ...unknownChanges(json)],
    drift: changes(json.resource_drift, found.drift),
    outputs: isObject(json.output_changes)
      ? found.outputs.flatMap(({ name, node }) => outputChange(name, valueOf(json.output_changes, name) ?? null, node))
      : [],
    deferred: objects(json.deferred_changes)
      .filter(({ resource_change: change }) => isObject(change))
      .flatMap(({ resource_change: change }, index) => {
        const { reason = '', resource } = found.deferred[index] ?? {}
        return isObject(change) ? resourceChange(change, resource?.node).map(each => ({ reason, change: each })) : []
      }),
    providers: providerSources(json),
    invocations: found.invocations,
    unshown: unshownKeys(json)
  }
  return hasMarks(json) ? { source: 'json', ...all } : { source: 'unmarked', ...withoutValues(all) }
}

/** What this version does not know has no values here. */
const unknownChanges = (json: Bag): readonly Change[] =>
  Object.entries(json).flatMap(([address, value]): Change[] =>
    isUnknownChanges(address, value)
      ? [
          {
            address,
            action: 'unknown',
            previousAddress: undefined,
            importing: false,
            reason: undefined,
            node: undefined
          }
        ]
      : []
  )

const withoutValues = (all: Omit<Changes, 'source'>): Omit<Changes, 'source'> => {
  const bare = <T extends { readonly node: Difference | undefined }>(each: T): T => ({ ...each, node: undefined })
  return {
    ...all,
    resources: all.resources.map(bare),
    drift: all.drift.map(bare),
    outputs: all.outputs.map(bare),
    deferred: all.deferred.map(({ reason, change }) => ({ reason, change: bare(change) }))
  }
}

type Bag = Readonly<Record<string, Json>>
const objects = (json: Json | undefined): readonly Bag[] => elementsOf(json).filter(isObject)
const strings = (json: Json | undefined): readonly string[] => elementsOf(json).filter(item => typeof item === 'string')
const text = (json: Json | undefined): string | undefined => (typeof json === 'string' && json) || undefined

function resourceChange(from: Bag, node: Difference | undefined): readonly Change[] {
  const change = isObject(from.change) ? from.change : {}
  const previousAddress = text(from.previous_address)
  const importing = isObject(change.importing)
  const importId = importIdOf(change.importing)
  const action = actionOf(strings(change.actions), previousAddress !== undefined, importing)
  if (action === undefined) return []
  // What a failed replacement has left is apart from the object that took its place.
  const deposed = text(from.deposed) === undefined ? '' : ` (deposed object ${text(from.deposed) ?? ''})`
  return [
    {
      address: (text(from.address) ?? '') + deposed,
      action,
      previousAddress,
      importing,
      ...(importId !== undefined && { importId }),
      reason: text(from.action_reason),
      ...(action === 'replace' && {
        ...(strings(change.actions).includes('forget') && { forgets: true }),
        destroyedFirst: strings(change.actions)[0] !== 'create',
        forcedBy: topNames(change.replace_paths)
      }),
      node
    }
  ]
}

const topNames = (paths: Json | undefined): readonly string[] => [
  ...new Set(elementsOf(paths).flatMap(path => strings(path).slice(0, 1)))
]

function actionOf(actions: readonly string[], moved: boolean, importing: boolean): Action | undefined {
  switch (actions.join(' ')) {
    case 'create':
      return 'create'
    case 'read':
      return 'read'
    case 'update':
      return 'update'
    case 'delete':
      return 'delete'
    case 'forget':
      return 'forget'
    case 'delete create':
    case 'create delete':
    case 'forget create':
    case 'create forget':
      return 'replace'
    case 'no-op':
      if (importing) return 'import'
      return moved ? 'move' : undefined
    default:
      return 'unknown'
  }
}

function outputChange(name: string, change: Json, node: Difference): readonly OutputChange[] {
  if (!isObject(change)) return []
  const action = actionOf(strings(change.actions), false, false)
  if (action === undefined) return []
  const known = action === 'create' || action === 'delete' ? action : 'update'
  // Null is a value of an output: that there is one with it is a change.
  return [{ name, action: known, node: node.action === 'none' ? { ...node, action: known } : node }]
}
