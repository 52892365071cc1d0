import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { elementsOf, isObject, parseJson, valueOf, type Json } from '../../src/json.ts'
import { commentBody, gapsOf } from '../../src/report/comment.ts'
import { redactReport } from '../../src/report/redact.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { generatedPlan } from '../terraform/diff/generated-plan.ts'
import { aReport } from './a-report.ts'

type Bag = Readonly<Record<string, Json>>

/** The signed text of a plan. Undefined where the comment has no room for all of it. */
function textOf(change: Json, schemas: Json | undefined): string | undefined {
  const changes = changesOfPlan({ format_version: '1.2', resource_changes: [change] }, schemas)
  const report = redactReport(aReport({ changes }), new Secrets())
  return gapsOf(report, '', 300).isTooLong ? undefined : commentBody(report, '', 'file')
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const mapped = (bag: Bag, change: (value: Json, name: string) => Json): Json =>
  Object.fromEntries(
    Object.keys(bag)
      .toSorted()
      .map(name => [name, change(bag[name] ?? null, name)])
  )

/** Values with the same parts, so that only their places tell them apart. */
function alike(value: Json): Json {
  if (typeof value === 'string') return 'x'
  if (typeof value === 'number') return 1
  if (typeof value === 'boolean') return true
  if (isList(value)) return value.map(alike)
  return isObject(value) ? mapped(value, alike) : value
}

const inOrder = (items: readonly Json[], kind: Json): Json =>
  kind === 'set' ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items

/** The same value with its sets in one order, by the types of the schema: a set has no places. */
function sorted(value: Json, type: Json | undefined): Json {
  const [kind = '', of = ''] = elementsOf(type)
  if (isObject(value)) return mapped(value, (each, name) => sorted(each, kind === 'map' ? of : valueOf(of, name)))
  return isList(value)
    ? inOrder(
        value.map((each, index) => sorted(each, kind === 'tuple' ? elementsOf(of)[index] : of)),
        kind
      )
    : value
}

function sortedBlock(value: Json, schema: Json | undefined): Json {
  const nested = (inner: Json, kind: Json, block: Json | undefined): Json => {
    const each = (part: Json): Json => sortedBlock(part, block)
    if (isList(inner)) return inOrder(inner.map(each), kind)
    return isObject(inner) && kind === 'map' ? mapped(inner, each) : each(inner)
  }
  if (!isObject(value)) return value
  return mapped(value, (part, name) => {
    const attribute = valueOf(valueOf(schema, 'attributes'), name)
    const type = valueOf(attribute, 'nested_type')
    const block = valueOf(valueOf(schema, 'block_types'), name)
    if (type !== undefined) return nested(part, valueOf(type, 'nesting_mode') ?? '', type)
    return block === undefined
      ? sorted(part, valueOf(attribute, 'type'))
      : nested(part, valueOf(block, 'nesting_mode') ?? '', valueOf(block, 'block'))
  })
}

/** Every value that differs from this one in one leaf, or by one element of a list. */
function variants(value: Json): readonly Json[] {
  if (typeof value === 'string') return ['y']
  if (typeof value === 'number') return [2]
  if (typeof value === 'boolean') return [false]
  if (isObject(value))
    return Object.entries(value).flatMap(([name, part]) => variants(part).map(each => ({ ...value, [name]: each })))
  if (!isList(value)) return []
  return [
    ...value.flatMap((part, index) => variants(part).map(each => value.with(index, each))),
    ...value.map((_, index) => value.toSpliced(index, 1))
  ]
}

const plain = (value: unknown): Json => parseJson(JSON.stringify(value))
const nameOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const MARKS = { after_unknown: {}, before_sensitive: {}, after_sensitive: {} }

test('two plans that change the same object in one place each have different texts where the places differ', () => {
  let compared = 0
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), seed => {
      const { json, schemas } = generatedPlan(seed)
      const providers = plain(schemas.provider_schemas)
      for (const resource of elementsOf(plain(json.resource_changes)).filter(isObject)) {
        if (elementsOf(valueOf(resource.change, 'actions'))[0] !== 'update' || resource.mode === 'data') continue
        const of = valueOf(valueOf(providers, nameOf(resource.provider_name)), 'resource_schemas')
        const block = valueOf(valueOf(of, nameOf(resource.type)), 'block')
        const before = alike(valueOf(resource.change, 'before') ?? {})
        const found = new Map<string, string>()
        for (const after of variants(before)) {
          const text = textOf({ ...resource, change: { actions: ['update'], before, after, ...MARKS } }, providers)
          if (text === undefined) continue
          const meaning = JSON.stringify(sortedBlock(after, block))
          expect([text, found.get(text) ?? meaning]).toEqual([text, meaning])
          found.set(text, meaning)
          compared++
        }
      }
    }),
    { numRuns: 60 }
  )
  expect(compared).toBeGreaterThan(100)
})

const PATHS = ['/public', '/login', '/img']

/** A resource with three blocks or elements, of which one changes. */
function ruleText(block: Json, index: number): string {
  const before = PATHS.map(path => ({ path, policy: 'https-only', ttl: 60 }))
  const after = before.map((rule, at) => (at === index ? { ...rule, policy: 'allow-all' } : rule))
  const change = { actions: ['update'], before: { rule: before }, after: { rule: after }, ...MARKS }
  const resource = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', provider_name: 'p', change }
  return (textOf(resource, { p: { resource_schemas: { a: { version: 0, block } } } }) ?? '').replaceAll(/ +/g, ' ')
}

const ATTRIBUTES = { path: { type: 'string' }, policy: { type: 'string' }, ttl: { type: 'number' } }
const OBJECT = ['object', { path: 'string', policy: 'string', ttl: 'number' }]

test.each<[string, Json, RegExp]>([
  [
    'blocks',
    { block_types: { rule: { nesting_mode: 'list', block: { attributes: ATTRIBUTES } } } },
    /# \(2 unchanged rule blocks hidden\)\n! rule \{/
  ],
  [
    'nested attributes',
    { attributes: { rule: { nested_type: { nesting_mode: 'list', attributes: ATTRIBUTES } } } },
    /# \(2 unchanged elements hidden\)\n! \{/
  ],
  ['objects', { attributes: { rule: { type: ['list', OBJECT] } } }, /# \(1 unchanged element hidden\)\n \{/]
])('of a list of %s, the one that changes is shown with its values and in its place', (_name, schema, last) => {
  const texts = PATHS.map((_, index) => ruleText(schema, index))
  for (const [index, text] of texts.entries())
    expect(text).toContain(` path = "${PATHS[index] ?? ''}"\n! policy = "https-only" -> "allow-all"\n ttl = 60`)
  expect(new Set(texts).size).toBe(3)
  expect(texts[2]).toMatch(last)
})
