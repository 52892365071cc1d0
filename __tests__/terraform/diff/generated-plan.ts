import type { PlanMode } from '../../../src/terraform/diff/plan-tree.ts'

/** A random plan as JSON, with the schemas of its provider: what a seed gives is always the same. */
export interface GeneratedPlan {
  readonly mode: PlanMode
  readonly json: Readonly<Record<string, unknown>>
  readonly schemas: Readonly<Record<string, unknown>>
}

type Value = unknown
type Type = unknown
interface Attribute {
  readonly type?: Type
  readonly write_only?: boolean
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: Readonly<Record<string, Attribute>> }
}
interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly block_types: Readonly<Record<string, { readonly nesting_mode: string; readonly block: Block }>>
}

const PROVIDER = 'registry.terraform.io/example/example'
const WORDS = [
  'a',
  'web',
  'eu-central-1',
  '10.0.0.0/16',
  'größe',
  'x"y',
  '${z}',
  'true',
  '',
  'a b',
  '{"k":[1,2]}',
  '{"k":[1,3],"name":"n"}',
  'one\ntwo\nthree',
  'one\n2\nthree\n'
]
const NAMES = ['id', 'name', 'tags', 'size', 'a-b', 'ports', 'zone', 'enabled', 'x1', 'rules']
const KEYS = ['a', 'b b', 'k8s/app', 'Name', 'ü', 'id']

class Random {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0 || 1
  }

  next(): number {
    let s = this.#state
    s ^= s << 13
    s >>>= 0
    s ^= s >>> 17
    s ^= s << 5
    this.#state = s >>> 0
    return this.#state / 4294967296
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  chance(p: number): boolean {
    return this.next() < p
  }

  some<T>(list: readonly T[], most: number): readonly T[] {
    return [...new Set(Array.from({ length: this.below(most + 1) }, () => this.pick(list)))]
  }
}

function type(r: Random, depth: number): Type {
  const kind = r.below(depth > 1 ? 4 : 10)
  if (kind < 2) return 'string'
  if (kind === 2) return 'number'
  if (kind === 3) return 'bool'
  if (kind === 4) return ['list', type(r, depth + 1)]
  if (kind === 5) return ['set', type(r, depth + 1)]
  if (kind === 6) return ['map', type(r, depth + 1)]
  if (kind === 7) return ['object', Object.fromEntries(r.some(NAMES, 3).map(name => [name, type(r, depth + 1)]))]
  return kind === 8 && depth === 0 ? 'dynamic' : ['list', ['object', { a: 'string', b: 'number' }]]
}

function attribute(r: Random, depth: number): Attribute {
  if (depth === 0 && r.chance(0.05)) return { type: 'string', write_only: true }
  if (!r.chance(0.2) || depth > 1) return { type: type(r, 0) }
  const attributes = Object.fromEntries(r.some(NAMES, 3).map(name => [name, attribute(r, depth + 1)]))
  return { nested_type: { nesting_mode: r.pick(['single', 'list', 'set', 'map']), attributes } }
}

function block(r: Random, depth: number): Block {
  const attributes = Object.fromEntries(
    [...(depth === 0 ? ['id'] : []), ...r.some(NAMES, 5)].map(name => [name, attribute(r, depth)])
  )
  const types = depth > 1 ? [] : r.some(['network', 'disk', 'rule'], 2)
  return {
    attributes: { ...attributes, ...(depth === 0 && { id: { type: 'string' } }) },
    block_types: Object.fromEntries(
      types.map(name => [
        name,
        { nesting_mode: r.pick(['list', 'set', 'map', 'single', 'group']), block: block(r, depth + 1) }
      ])
    )
  }
}

function dynamic(r: Random, depth: number): Value {
  const kind = r.below(depth > 1 ? 4 : 6)
  if (kind === 0) return r.below(1000)
  if (kind === 1) return r.chance(0.5)
  if (kind < 4) return r.pick(WORDS)
  if (kind === 4) return Array.from({ length: r.below(4) }, () => dynamic(r, depth + 1))
  return Object.fromEntries(r.some(KEYS, 3).map(key => [key, r.chance(0.15) ? null : dynamic(r, depth + 1)]))
}

const unique = (list: readonly Value[]): Value[] => [
  ...new Map(list.map(item => [JSON.stringify(item), item])).values()
]

function ofType(r: Random, t: Type, depth = 0): Value {
  if (r.chance(depth === 0 ? 0.2 : 0.08)) return null
  if (t === 'string') return r.pick(WORDS)
  if (t === 'number') return r.chance(0.3) ? r.below(100) / 8 : r.below(100000)
  if (t === 'bool') return r.chance(0.5)
  if (!Array.isArray(t)) return dynamic(r, 0)
  const [kind, of] = t as [string, Type]
  const many = (): Value[] => Array.from({ length: r.below(5) }, () => ofType(r, of, depth + 1))
  if (kind === 'list') return many()
  if (kind === 'set') return unique(many())
  if (kind === 'map') return Object.fromEntries(r.some(KEYS, 4).map(key => [key, ofType(r, of, depth + 1)]))
  return Object.fromEntries(
    Object.entries(of as Record<string, Type>).map(([name, inner]) => [name, ofType(r, inner, depth + 1)])
  )
}

function ofAttribute(r: Random, { type: t, nested_type: nested, write_only: writeOnly }: Attribute): Value {
  if (writeOnly === true) return null
  if (nested === undefined) return ofType(r, t)
  if (r.chance(0.2)) return null
  const one = (): Value =>
    Object.fromEntries(Object.entries(nested.attributes).map(([name, inner]) => [name, ofAttribute(r, inner)]))
  return nest(r, nested.nesting_mode, one)
}

function nest(r: Random, mode: string, one: () => Value): Value {
  const many = (): Value[] => Array.from({ length: r.below(4) }, one)
  if (mode === 'list') return many()
  if (mode === 'set') return unique(many())
  if (mode === 'map') return Object.fromEntries(r.some(KEYS, 3).map(key => [key, one()]))
  return one()
}

function ofBlock(r: Random, { attributes, block_types: types }: Block): Record<string, Value> {
  const values = Object.entries(attributes).map(([name, inner]) => [name, ofAttribute(r, inner)] as const)
  const blocks = Object.entries(types).map(([name, { nesting_mode: mode, block: inner }]) => {
    if (mode === 'single' && r.chance(0.3)) return [name, null] as const
    return [name, nest(r, mode, () => ofBlock(r, inner))] as const
  })
  return Object.fromEntries([...values, ...blocks])
}

/** Another version of a value: some parts of it from another value of the same shape. */
function mixed(r: Random, before: Value, other: Value): Value {
  if (r.chance(0.55)) return before
  if (Array.isArray(before) && Array.isArray(other)) {
    const list = before as readonly Value[]
    const at = r.below(list.length + 1)
    const how = r.below(4)
    if (how === 0) return unique([...list.slice(0, at), ...(other as readonly Value[]).slice(0, 1), ...list.slice(at)])
    if (how === 1) return list.filter((_, index) => index !== at)
    // It may be a set, which has each element once.
    if (how === 2)
      return unique(list.map((item, index) => (index === at ? ((other as readonly Value[])[0] ?? item) : item)))
  } else if (isRecord(before) && isRecord(other)) {
    const names = Object.keys(before)
    return Object.fromEntries(
      names.map(name => [name, name in other ? mixed(r, before[name], other[name]) : before[name]])
    )
  }
  return other
}

const isRecord = (value: Value): value is Record<string, Value> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Marks of the shape of a value: of texts, numbers and switches. Lists and objects that are sensitive as a whole are left out: the service sends
 * a digest for each, of which the CLI believes that it is an empty list or object.
 */
function marks(r: Random, value: Value, chance: number): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(item => marks(r, item, chance))
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, name === 'id' ? false : marks(r, item, chance)])
    )
  return value !== null && r.chance(chance)
}

/** What is not known is in the marks and not in the value; in a list its place is kept. */
function forget(value: Value, unknown: Value): Value {
  if (unknown === true) return undefined
  if (Array.isArray(value))
    return (value as readonly Value[]).map(
      (item, index) => forget(item, Array.isArray(unknown) ? (unknown as readonly Value[])[index] : false) ?? null
    )
  if (!isRecord(value) || !isRecord(unknown)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const known = forget(item, unknown[name])
      return known === undefined ? [] : [[name, known]]
    })
  )
}

const ACTIONS = [
  ['update'],
  ['update'],
  ['update'],
  ['update'],
  ['delete', 'create'],
  ['create', 'delete'],
  ['create'],
  ['delete'],
  ['no-op'],
  ['forget'],
  ['create', 'forget']
]
const DELETED = [
  'delete_because_no_resource_config',
  'delete_because_each_key',
  'delete_because_no_module',
  'delete_because_count_index',
  'delete_because_wrong_repetition',
  'delete_because_no_move_target',
  undefined
]
const READ = ['read_because_config_unknown', 'read_because_dependency_pending', 'read_because_check_nested', undefined]
const DEFERRED = [
  'instance_count_unknown',
  'resource_config_unknown',
  'provider_config_unknown',
  'absent_prereq',
  'deferred_prereq',
  'a_new_reason'
]
const REPLACED = [
  'replace_because_cannot_update',
  'replace_because_tainted',
  'replace_by_request',
  'replace_by_triggers'
]

export function generatedPlan(seed: number): GeneratedPlan {
  const r = new Random(seed)
  const types = Object.fromEntries(Array.from({ length: 3 }, (_, index) => [`example_t${index}`, block(r, 0)]))
  const names = Object.keys(types)
  const resource = (
    index: number,
    actions: readonly string[]
  ): Record<string, unknown> & { readonly change: Change } => {
    const mode = actions[0] === 'read' ? 'data' : 'managed'
    const name = r.pick(names)
    const schema = known(types[name])
    const key = r.chance(0.6) ? index : r.chance(0.5) ? `k"${index}` : undefined
    const address = `${mode === 'data' ? 'data.' : ''}${name}.r${key === undefined ? String(index) : `[${JSON.stringify(key)}]`}`
    const imported = r.chance(0.1) && actions[0] !== 'create' && mode === 'managed'
    const importing = imported && { importing: r.chance(0.8) ? { id: 'i-"1' } : { unknown: true } }
    const generated = imported && r.chance(0.4) && { generated_config: 'resource "x" "y" {\n}\n' }
    const more = {
      ...(r.chance(0.1) && { previous_address: `${name}.old[${index}]` }),
      ...(actions[0] === 'delete' && actions.length === 1 && r.chance(0.2) && { deposed: '00ab12cd' }),
      ...(actions.length === 2 && { action_reason: r.pick(REPLACED) }),
      ...(mode === 'data' && { action_reason: r.pick(READ) }),
      ...(actions.length === 1 &&
        actions[0] === 'delete' &&
        r.chance(0.7) && { action_reason: r.pick(DELETED), module_address: 'module.m' })
    }
    return {
      address,
      mode,
      type: name,
      name: 'r',
      ...(key !== undefined && { index: key }),
      provider_name: PROVIDER,
      ...more,
      change: { ...change(r, actions, schema), ...importing, ...generated }
    }
  }
  const actions = (): readonly string[] => (r.chance(0.05) ? ['read'] : r.pick(ACTIONS))
  const resources = Array.from({ length: 1 + r.below(4) }, (_, index) => resource(index, actions()))
  const drift = r.chance(0.3)
    ? Array.from({ length: 1 + r.below(2) }, (_, index) =>
        resource(20 + index, r.pick([['update'], ['update'], ['delete']]))
      )
    : []
  const relevant = drift.flatMap(({ address, type: name, change: { before } }) =>
    r.some(Object.keys(known(types[String(name)]).attributes), 2).map(attribute => ({
      resource: address,
      attribute: [attribute, ...(r.chance(0.3) ? stepsInto(r, before?.[attribute]) : [])]
    }))
  )
  const outputs = Object.fromEntries(r.some(['o', 'url', 'with-dash'], 3).map(name => [name, output(r)]))
  const deferred = r.chance(0.1)
    ? [
        {
          reason: r.pick(DEFERRED),
          resource_change: resource(40, ['update'])
        }
      ]
    : undefined
  return {
    mode: r.chance(0.1) ? 'refresh-only' : r.chance(0.05) ? 'destroy' : 'normal',
    json: {
      format_version: '1.2',
      resource_changes: resources,
      ...(drift.length > 0 && { resource_drift: drift, relevant_attributes: relevant }),
      output_changes: outputs,
      ...(deferred && { deferred_changes: deferred })
    },
    schemas: {
      format_version: '1.0',
      provider_schemas: {
        [PROVIDER]: {
          provider: { version: 0 },
          resource_schemas: Object.fromEntries(names.map(name => [name, { version: 0, block: types[name] }])),
          data_source_schemas: Object.fromEntries(names.map(name => [name, { version: 0, block: types[name] }]))
        }
      }
    }
  }
}

interface Change {
  readonly before: Record<string, Value> | null
}

function change(r: Random, actions: readonly string[], schema: Block): Change & Record<string, unknown> {
  const first = ofBlock(r, schema)
  const isNew = actions[0] === 'create' && actions.length === 1
  const before = isNew || actions[0] === 'read' ? null : first
  const isGone = (actions[0] === 'delete' || actions[0] === 'forget') && actions.length === 1
  const known = isGone
    ? null
    : isNew || actions[0] === 'read' || actions[0] === 'no-op'
      ? first
      : (mixed(r, first, ofBlock(r, schema)) as Record<string, Value>)
  const unknown = known === null || actions[0] === 'no-op' ? {} : unknowns(r, known, schema)
  const after = known === null ? null : forget(known, unknown)
  const sensitive = r.chance(0.3)
  return {
    actions,
    before,
    after,
    after_unknown: unknown,
    before_sensitive: before === null || !sensitive ? {} : marks(r, before, 0.15),
    after_sensitive: after === null || !sensitive || actions[0] === 'no-op' ? {} : marks(r, after, 0.15),
    ...(actions.length === 2 &&
      r.chance(0.7) && {
        replace_paths: r
          .some(Object.keys({ ...schema.attributes, ...schema.block_types }), 3)
          .map(name => [name, ...(r.chance(0.4) ? stepsInto(r, before?.[name]) : [])])
      })
  }
}

/** A place within a value. */
function stepsInto(r: Random, value: Value): readonly Value[] {
  const keys = Array.isArray(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : []
  if (keys.length === 0 || r.chance(0.3)) return []
  const key = r.pick<number | string>(keys)
  return [key, ...stepsInto(r, (value as Record<string | number, Value>)[key])]
}

/** Some attributes as a whole, and some texts in them. */
function unknowns(r: Random, value: Record<string, Value>, schema: Block): Value {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (name in schema.attributes) return [name, r.chance(0.12) ? true : r.chance(0.1) ? marks(r, item, 0.2) : {}]
      const mode = schema.block_types[name]?.nesting_mode
      return [name, (mode === 'list' || mode === 'set' || mode === 'map') && r.chance(0.06) ? true : {}]
    })
  )
}

function output(r: Random): Record<string, unknown> {
  const before = r.chance(0.2) ? null : dynamic(r, 0)
  const after = r.chance(0.2) ? null : mixed(r, before, dynamic(r, 0))
  const sensitive = r.chance(0.2)
  const unknown = after !== null && r.chance(0.15) ? (r.chance(0.5) ? true : marks(r, after, 0.3)) : false
  const action = before === null ? 'create' : after === null ? 'delete' : 'update'
  return {
    actions: [action],
    before,
    after: forget(after, unknown) ?? null,
    after_unknown: unknown,
    before_sensitive: sensitive && before !== null,
    after_sensitive: sensitive && after !== null
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a type that does not exist')
  return value
}
