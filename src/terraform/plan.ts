import { isObject, type Json } from '../json.ts'
import type { LogEvent, ResourceChange } from './log-events.ts'

/** What a plan would do, from whichever source could be read. */
export interface Changes {
  /** Whether the attributes are known: they are in the plan as JSON, and not in the log. `unmarked`: no one knows which of them are sensitive. */
  readonly source: 'json' | 'unmarked' | 'log'
  readonly resources: readonly Change[]
  /** What has changed outside of Terraform. */
  readonly drift: readonly Change[]
  readonly outputs: readonly OutputChange[]
  /** Values of variables that the configuration declares as sensitive, as far as the plan has them: the redacted one has none. */
  readonly sensitiveVariables?: readonly Json[]
}

/** `unknown` is a word that this version does not know: it may do anything. */
export type Action = 'create' | 'read' | 'update' | 'replace' | 'delete' | 'move' | 'import' | 'forget' | 'unknown'

export interface Change {
  readonly address: string
  readonly action: Action
  readonly previousAddress: string | undefined
  readonly importing: boolean
  /** Of a replacement, whether the old object goes before the new one comes. Undefined where that is not known. */
  readonly destroyedFirst?: boolean
  /** Why Terraform replaces, deletes or reads, in its own word. */
  readonly reason: string | undefined
  /** Undefined where only the log could be read, and where it is not known which of them are sensitive. */
  readonly values: Values | undefined
}

/** Values before and after, each with marks of the same shape: true where a value is sensitive, or not known yet. */
export interface Values {
  readonly before: Json
  readonly after: Json
  readonly beforeSensitive: Json
  readonly afterSensitive: Json
  readonly afterUnknown: Json
  /** Paths of attributes that can't be changed in place. */
  readonly replacePaths: readonly Json[]
}

export interface OutputChange {
  readonly name: string
  readonly action: 'create' | 'update' | 'delete'
  /** Undefined where it is not known whether they are sensitive. */
  readonly values: Values | undefined
}

/** Changes that destroy something that exists. */
export const destroys = ({ action }: Change): boolean => action === 'delete' || action === 'replace'

/**
 * Reads a plan as JSON. Undefined where `json` is none: an empty object would be a plan that changes nothing.
 * https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
 */
export function changesOfPlan(json: Json): Changes | undefined {
  if (!isObject(json)) return undefined
  // The redacted plan has a name of its own for it.
  if (typeof (json.format_version ?? json.plan_format_version) !== 'string') return undefined
  if (!Array.isArray(json.resource_changes ?? [])) return undefined
  const changes = {
    resources: objects(json.resource_changes).flatMap(resourceChange),
    drift: objects(json.resource_drift).flatMap(resourceChange),
    outputs: isObject(json.output_changes) ? Object.entries(json.output_changes).flatMap(outputChange) : []
  }
  const sensitiveVariables = sensitiveVariablesOf(json)
  return hasMarks(json)
    ? { source: 'json', ...changes, sensitiveVariables }
    : { source: 'unmarked', ...withoutValues(changes) }
}

function sensitiveVariablesOf({ variables, configuration }: Bag): readonly Json[] {
  const root = isObject(configuration) ? configuration.root_module : undefined
  const declared = isObject(root) && isObject(root.variables) ? root.variables : {}
  return Object.entries(isObject(variables) ? variables : {}).flatMap(([name, variable]) => {
    const declaration = Object.hasOwn(declared, name) ? declared[name] : undefined
    const isSensitive = isObject(declaration) && declaration.sensitive === true
    return isSensitive && isObject(variable) ? [variable.value ?? null] : []
  })
}

/** Plans of Terraform 0.14 and older do not say which of their values are sensitive. */
function hasMarks({ resource_changes: resources, resource_drift: drift, output_changes: outputs }: Bag): boolean {
  const all = [
    ...[...objects(resources), ...objects(drift)].map(({ change }) => change),
    ...(isObject(outputs) ? Object.values(outputs) : [])
  ]
  return all
    .filter(isObject)
    .every(
      ({ before = null, after = null, before_sensitive, after_sensitive }) =>
        (before === null || before_sensitive !== undefined) && (after === null || after_sensitive !== undefined)
    )
}

const withoutValues = (changes: Omit<Changes, 'source'>): Omit<Changes, 'source'> => ({
  resources: changes.resources.map(change => ({ ...change, values: undefined })),
  drift: changes.drift.map(change => ({ ...change, values: undefined })),
  outputs: changes.outputs.map(change => ({ ...change, values: undefined }))
})

/** Gathers the changes that a structured log names, where there is nothing better. */
export function changesOfLog(events: readonly LogEvent[]): Changes {
  const of = (kind: 'change' | 'drift'): readonly Change[] =>
    events.flatMap(event => (event.kind === kind ? loggedChange(event.change) : []))
  return { source: 'log', resources: of('change'), drift: of('drift'), outputs: [] }
}

type Bag = Readonly<Record<string, Json>>
const objects = (json: Json | undefined): readonly Bag[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(isObject) : []
const strings = (json: Json | undefined): readonly string[] =>
  Array.isArray(json) ? (json as readonly Json[]).filter(item => typeof item === 'string') : []
const text = (json: Json | undefined): string | undefined =>
  typeof json === 'string' && json !== '' ? json : undefined

function resourceChange(from: Bag): readonly Change[] {
  const change = isObject(from.change) ? from.change : {}
  const previousAddress = text(from.previous_address)
  const importing = isObject(change.importing)
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
      reason: text(from.action_reason),
      ...(action === 'replace' && { destroyedFirst: strings(change.actions)[0] === 'delete' }),
      values: valuesOf(change)
    }
  ]
}

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

function outputChange([name, change]: readonly [string, Json]): readonly OutputChange[] {
  if (!isObject(change)) return []
  const action = actionOf(strings(change.actions), false, false)
  if (action === undefined) return []
  const known = action === 'create' || action === 'delete' ? action : 'update'
  return [{ name, action: known, values: valuesOf(change) }]
}

const valuesOf = (change: Bag): Values => ({
  before: change.before ?? null,
  after: change.after ?? null,
  beforeSensitive: change.before_sensitive ?? false,
  afterSensitive: change.after_sensitive ?? false,
  afterUnknown: change.after_unknown ?? false,
  replacePaths: Array.isArray(change.replace_paths) ? (change.replace_paths as readonly Json[]) : []
})

/** The log's words for actions, where they differ. */
const LOGGED: Readonly<Record<string, Action>> = {
  create: 'create',
  read: 'read',
  update: 'update',
  replace: 'replace',
  delete: 'delete',
  move: 'move',
  import: 'import',
  remove: 'forget',
  forget: 'forget'
}

function loggedChange({ address, action, previousAddress, importing, reason }: ResourceChange): readonly Change[] {
  const known = Object.hasOwn(LOGGED, action) ? LOGGED[action] : undefined
  const what = known ?? (action !== 'noop' ? 'unknown' : importing ? 'import' : undefined)
  return what === undefined ? [] : [{ address, action: what, previousAddress, importing, reason, values: undefined }]
}
