import { expect, test } from '@jest/globals'
import { isObject, valueOf, type Json } from '../../src/json.ts'
import { commentBody } from '../../src/report/comment.ts'
import { differences } from '../../src/run/review.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

/*
 * Every part of a plan is changed, one at a time. Where the comparison tells two of these plans from each other, their reports do, or name what they
 * do not show, so that they are not signed.
 */

type Bag = Readonly<Record<string, Json>>
type Path = readonly (string | number)[]

const PROVIDER = 'registry.terraform.io/hashicorp/t'
const TEXT = { attributes: { c: { type: 'string' } } }
const BLOCK = {
  attributes: {
    id: { type: 'string' },
    a: { type: 'string' },
    n: { type: 'number' },
    l: { type: ['list', 'string'] },
    s: { type: ['set', 'string'] },
    m: { type: ['map', 'string'] },
    o: { type: ['object', { k: 'string' }] },
    w: { type: 'string', write_only: true },
    nt: { nested_type: { nesting_mode: 'list', attributes: { x: { type: 'string' } } } }
  },
  block_types: {
    b: { nesting_mode: 'list', block: TEXT },
    bs: { nesting_mode: 'set', block: TEXT },
    b1: { nesting_mode: 'single', block: TEXT }
  }
}
const SCHEMAS: Json = { [PROVIDER]: { resource_schemas: { t_x: { version: 0, block: BLOCK } } } }

const valuesOf = (version: string): Json => ({
  id: 'i',
  a: version,
  n: 5,
  l: ['p', version],
  s: ['p', version],
  m: { k: version, j: 'z' },
  o: { k: version },
  w: null,
  nt: [{ x: version }],
  b: [{ c: version }, { c: 'same' }],
  bs: [{ c: version }],
  b1: { c: version }
})
const MARKS = { after_unknown: {}, before_sensitive: {}, after_sensitive: {} }
function resource(action: string, change: Bag = {}, more: Bag = {}): Json {
  const before = ['create', 'read'].includes(action) ? null : valuesOf('1')
  const after = action === 'delete' ? null : valuesOf(action === 'no-op' ? '1' : '2')
  return {
    address: 'module.m.t_x.r[0]',
    module_address: 'module.m',
    mode: 'managed',
    type: 't_x',
    name: 'r',
    index: 0,
    provider_name: PROVIDER,
    ...more,
    change: { actions: action.split(' '), before, after, ...MARKS, ...change }
  }
}
const actionOf = (more: Bag): Json => ({
  address: 'action.t_act.a',
  type: 't_act',
  name: 'a',
  provider_name: PROVIDER,
  config_values: { f: 'd', g: [1, { h: 'x' }] },
  config_sensitive: {},
  config_unknown: { z: true },
  ...more
})
const TRIGGERED = {
  lifecycle_action_trigger: {
    triggering_resource_address: 'module.m.t_x.r[0]',
    action_trigger_event: 'AfterCreate',
    action_trigger_block_index: 1,
    actions_list_index: 2,
    on_failure: 'halt'
  }
}
const CALLED = { invoke_action_trigger: { calling_resource_address: 'a.b' } }
const output = (action: string, before: Json, after: Json): Json => ({
  actions: [action],
  before,
  after,
  after_unknown: false,
  before_sensitive: false,
  after_sensitive: false
})
const changes = (...entries: readonly Json[]): Bag => ({ resource_changes: entries })

const PLANS: readonly (readonly [what: string, plan: Bag])[] = [
  ['an update', changes(resource('update', { after_unknown: { z: true } }))],
  ['a creation', changes(resource('create', { after_unknown: { y: true, m: { u: true } } }))],
  ['a deletion', changes(resource('delete', {}, { action_reason: 'delete_because_no_module' }))],
  ['a replacement', changes(resource('delete create', { replace_paths: [['a'], ['n']] }))],
  ['an import', changes(resource('no-op', { importing: { id: 'x1', identity: { k: 'v' } } }))],
  ['an import with an update', changes(resource('update', { importing: { id: 'x1' } }))],
  ['a move', changes(resource('no-op', {}, { previous_address: 't_x.old' }))],
  ['a deposed object', changes(resource('delete', {}, { deposed: 'abcd1234' }))],
  ['an identity', changes(resource('update', { before_identity: { k: '1' }, after_identity: { k: '2' } }))],
  ['a read', changes(resource('read', {}, { action_reason: 'read_because_config_unknown' }))],
  ['what stays', changes(resource('no-op'), resource('update', {}, { address: 't_x.other' }))],
  ['drift', { resource_drift: [resource('update')] }],
  ['outputs', { output_changes: { one: output('update', { a: 1 }, { a: 2 }), two: output('create', null, 'x') } }],
  [
    'deferred changes',
    {
      deferred_changes: [
        { reason: 'absent_prereq', resource_change: resource('update') },
        { reason: 'other', resource_change: resource('create', {}, { address: 't_x.other' }) }
      ]
    }
  ],
  ['an action after a change', { action_invocations: [actionOf(TRIGGERED)] }],
  ['an action that is called', { action_invocations: [actionOf(CALLED)] }],
  [
    'a deferred action',
    { deferred_action_invocations: [{ reason: 'absent_prereq', action_invocation: actionOf(TRIGGERED) }] }
  ]
]

/** What the address says as well. */
const IN_ADDRESS: Path = ['module_address', 'mode', 'type', 'name', 'index']
const VALUES: Path = ['before', 'after', 'before_identity', 'after_identity', 'config_values']

/** Parts that mean the same as before. */
function meansTheSame(path: Path, how: string): boolean {
  const last = path.at(-1) ?? ''
  const place = path.findIndex(step => VALUES.includes(step))
  const isValue = place >= 0 && place < path.length - 1
  if (!isValue && IN_ADDRESS.includes(last)) return true
  // Terraform writes each of its own keys: without one, a plan reads as if it were empty.
  if (how === 'removed' && typeof last === 'string' && !isValue) return true
  // No blocks, and null for no value.
  if (how === 'removed' && ['b', 'bs', 'w'].includes(String(last))) return true
  // A set has no order, and the plan does not name a provider where it has no name.
  if ((how === 'swapped' && path.at(-2) === 's') || (how === 'empty' && last === 'provider_name')) return true
  // A path that leads nowhere is the same as none.
  if (path.at(-2) === 'replace_paths' && how === 'emptied') return true
  if (path.at(-3) === 'replace_paths' && how === 'removed') return true
  // A mark of nothing, and one that hides a value on either side.
  return path.some(step => /_(?:unknown|sensitive)$/.test(String(step))) && ['added', 'false', 'true'].includes(how)
}

type Variant = readonly [how: string, value: Json | undefined]

/** Other values of the same type. */
function othersOf(value: Json): readonly Variant[] {
  if (typeof value === 'string') return ['q', 'q\n', '0', ''].map(text => [text === '' ? 'empty' : 'other', text])
  if (typeof value === 'number') return [0, 7].map(number => ['other', number])
  if (typeof value === 'boolean') return [[String(!value), !value]]
  if (Array.isArray(value)) return value.length === 0 ? [] : [['emptied', []]]
  return isObject(value) ? [['added', { ...value, zz: 'q' }]] : []
}

/** The plan with another value at a place, or without it. */
function withOther(json: Json, [step, ...rest]: Path, other: Json | undefined): Json {
  if (step === undefined) return other ?? null
  const inner = (at: Json | undefined): readonly Json[] =>
    rest.length === 0 && other === undefined ? [] : [withOther(at ?? null, rest, other)]
  if (Array.isArray(json))
    return (json as readonly Json[]).flatMap((item, index) => (index === step ? inner(item) : [item]))
  if (!isObject(json)) return json
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, item]) =>
      name === step ? inner(item).map(each => [name, each]) : [[name, item]]
    )
  )
}

const at = (json: Json, path: Path): Json =>
  path.reduce<Json>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : valueOf(value, String(step))) as Json,
    json
  )

function pathsIn(json: Json, path: Path = []): readonly Path[] {
  const steps: Path = Array.isArray(json) ? [...json.keys()] : isObject(json) ? Object.keys(json) : []
  return [path, ...steps.flatMap(step => pathsIn(at(json, [step]), [...path, step]))]
}

interface Changed {
  readonly what: string
  readonly plan: Json
}

function* variantsOf(plan: Json): Generator<Changed> {
  for (const path of pathsIn(plan).filter(({ length }) => length > 1)) {
    const [last, list] = [path.at(-1), at(plan, path.slice(0, -1))]
    const variants: Variant[] = [...othersOf(at(plan, path)), ['removed', undefined]]
    for (const [how, value] of variants)
      if (!meansTheSame(path, how)) yield { what: `${path.join('.')} ${how}`, plan: withOther(plan, path, value) }
    if (!Array.isArray(list) || typeof last !== 'number' || last === 0 || meansTheSame(path, 'swapped')) continue
    const swapped = (list as readonly Json[]).with(last, list[0] as Json).with(0, list[last] as Json)
    yield { what: `${path.join('.')} swapped`, plan: withOther(plan, path.slice(0, -1), swapped) }
  }
}

function printOf(plan: Json) {
  const reader = new PlanReader()
  reader.write(Buffer.from(JSON.stringify(plan)))
  return reader.end()
}

/** Undefined where the plan is not read, and so is neither compared nor signed. */
function shownOf(plan: Json, schemas: Json | undefined): string | undefined {
  const read = changesOfPlan(plan, schemas)
  if (read?.source !== 'json' || (read.unshown ?? []).length > 0) return undefined
  return commentBody(aReport({ changes: read }), '', 'file')
}

test.each(
  PLANS.flatMap(([what, parts]) => [
    [what, parts, SCHEMAS] as const,
    [`${what}, without schemas,`, parts, undefined] as const
  ])
)('plans with %s that differ in one part have different reports', (_what, parts, schemas) => {
  const base: Json = { format_version: '1.2', ...parts }
  const seen = new Map<string, Changed>()
  const alike: string[] = []
  let count = 0
  for (const each of [{ what: 'the plan', plan: base }, ...variantsOf(base)]) {
    const [shown, print] = [shownOf(each.plan, schemas), printOf(each.plan)]
    count++
    if (shown === undefined || print === undefined) continue
    const other = seen.get(shown)
    seen.set(shown, other ?? each)
    const reviewed = other && printOf(other.plan)
    if (reviewed === undefined) continue
    const isRefreshOnly = parts.resource_drift !== undefined
    const compared = differences(
      { print, isRedacted: false },
      { print: reviewed, isRedacted: false },
      { isRefreshOnly, sensitiveValues: 'ignore' }
    )
    if (compared.length > 0) alike.push(`${each.what}, and ${other?.what}`)
  }
  expect(alike).toEqual([])
  expect(shownOf(base, schemas)).toBeDefined()
  expect([count, seen.size].every(size => size > 10)).toBe(true)
})
