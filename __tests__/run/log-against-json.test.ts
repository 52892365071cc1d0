import { describe, expect, test } from '@jest/globals'
import { isObject, type Json } from '../../src/json.ts'
import { LogAgainstJson, type ListedInJson } from '../../src/run/log-against-json.ts'
import { isPlanned } from '../../src/run/logged-actions.ts'
import type { PlannedAction } from '../../src/run/review.ts'
import { planDifference } from '../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../src/terraform/diff/plan-text.ts'
import { parseLine } from '../../src/terraform/log-events.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { generatedPlan } from '../terraform/diff/generated-plan.ts'

const COUNTS = 'Plan: 0 to add, 0 to change, 0 to destroy.'

function lackOf(lines: readonly string[], listed: Partial<ListedInJson>): string | undefined {
  const log = new LogAgainstJson()
  for (const event of lines.map(parseLine).filter(isPlanned)) log.take(event)
  log.end()
  return log.lack({ kinds: new Set(), resources: [], ...listed }, true)
}

/** Resources by words such as `a.a: delete create`. */
const listed = (all: readonly string[]): readonly PlannedAction[] =>
  all.map(each => {
    const at = each.lastIndexOf(': ')
    return { address: each.slice(0, at), actions: each.slice(at + 2) }
  })

const logged = (addr: string, action: string, more: object = {}): string =>
  JSON.stringify({ '@message': action, type: 'planned_change', change: { resource: { addr }, action, ...more } })
const summary = (more: object = {}): string =>
  JSON.stringify({
    '@message': 'Plan: some',
    type: 'change_summary',
    changes: { add: 0, change: 0, import: 0, remove: 0, ...more }
  })

describe('each resource that a log names must be in the plan as JSON', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['created', ['  # a.a will be created'], ['a.a: create']],
    ['updated', ['  # module.m["x y"].a.a[0] will be updated in-place'], ['module.m["x y"].a.a[0]: update']],
    ['read', ['  # data.a.a will be read during apply', '  # (depends on b.b)'], ['data.a.a: read']],
    ['destroyed', ['  # a.a will be destroyed', '  # (because a.a is not in configuration)'], ['a.a: delete']],
    ['colored', ['\u001b[1m  # a.a\u001b[0m will be \u001b[1m\u001b[31mdestroyed\u001b[0m'], ['a.a: delete']],
    ['with the end of a line of Windows', ['  # a.a will be destroyed\r'], ['a.a: delete']],
    [
      'replaced',
      ['  # a.a must be replaced', '  # b.b must be replaced'],
      ['a.a: delete create', 'b.b: create delete']
    ],
    ['tainted', ['  # a.a["b c"] is tainted, so must be replaced'], ['a.a["b c"]: replace']],
    ['replaced on demand', ['  # a.a will be replaced, as requested'], ['a.a: delete create']],
    [
      'replaced after another',
      ['  # a.a will be replaced due to changes in replace_triggered_by'],
      ['a.a: create delete']
    ],
    [
      'replaced by one that is new, the old one forgotten',
      [' # a.a must be replaced, but the existing object will not be destroyed'],
      ['a.a: create forget']
    ],
    ['moved', ['  # a.a has moved to a.b["x has moved to y"]'], ['a.b["x has moved to y"]: no-op']],
    ['moved in a report', ['  # a.a has moved to a.b'], ['a.b: move']],
    ['moved and updated', ['  # a.b will be updated in-place', '  # (moved from a.a)'], ['a.b: update']],
    ['imported', ['  # a.a will be imported', '  # (config will be generated)'], ['a.a: import']],
    [
      'forgotten',
      [
        ' # a.a will no longer be managed by Terraform, but will not be destroyed',
        ' # (destroy = false is set in the configuration)',
        ' # a.a (deposed object 1a2b3c4d) will be removed from Terraform state, but will not be destroyed',
        '  # a.b will be removed from the OpenTofu state but will not be destroyed'
      ],
      ['a.a: forget', 'a.a (deposed object 1a2b3c4d): forget', 'a.b: forget']
    ],
    [
      'deposed',
      ['  # a.a will be destroyed', '  # a.a (deposed object 1a2b3c4d) will be destroyed'],
      ['a.a (deposed object 1a2b3c4d): delete', 'a.a: delete']
    ],
    [
      'changed in words that no one knows',
      ['  # a.a will be purged', '  # b.b must be polished'],
      ['a.a: x', 'b.b: update']
    ],
    [
      'with keys that look like words',
      [
        String.raw`  # a.a["q\"x will be destroyed"] will be created`,
        '  # a.a["x (deposed object y)"] will be created',
        '  # a.a["$${x}"] will be created'
      ],
      [String.raw`a.a["q\"x will be destroyed"]: create`, 'a.a["x (deposed object y)"]: create', 'a.a["$${x}"]: create']
    ],
    [
      'of a structured log',
      [
        ...['create', 'read', 'update', 'remove', 'move', 'import', 'purge'].map(word => logged(`a.${word}`, word)),
        logged('b.noop', 'noop', { importing: { id: 'x' } })
      ],
      [
        ...['create', 'read', 'update', 'purge'].map(word => `a.${word}: ${word}`),
        ...['a.remove: forget', 'a.move: no-op', 'a.import: no-op', 'b.noop: import']
      ]
    ],
    [
      'of a structured log, which does not say what is deposed',
      [logged('a.a', 'delete'), logged('a.a', 'update'), logged('a.a', 'delete'), logged('b.b', 'replace')],
      [
        'a.a: update',
        'a.a (deposed object 1a2b3c4d): delete',
        'a.a (deposed object 1a2b3c4e): delete',
        'b.b: create delete'
      ]
    ]
  ])('%s', (_name, lines, all) => {
    const log = lines[0]?.startsWith('{') === true ? [...lines, summary()] : [...lines, COUNTS]
    expect(lackOf(log, { resources: listed(all) })).toBeUndefined()
    for (const one of all)
      expect(lackOf(log, { resources: listed(all.filter(each => each !== one)) })).toContain(
        'which the plan as JSON does not list'
      )
  })

  test.each<[string, string, string]>([
    ['another resource', '  # a.evil will be destroyed', 'a.harmless: delete'],
    ['another object', '  # a.a will be destroyed', 'a.a (deposed object 1a2b3c4d): delete'],
    ['the resource by its earlier address', '  # a.b has moved to a.a', 'a.b: no-op'],
    ['another change', '  # a.a must be replaced', 'a.a: update'],
    ['a move', '  # a.a will be updated in-place', 'a.a: no-op'],
    ['another change than a structured log', logged('a.a', 'delete'), 'a.a: forget']
  ])('and not %s', (_name, line, one) => {
    const said = line.startsWith('{') ? 'a.a: delete' : line.trim()
    expect(lackOf([line, COUNTS], { resources: listed([one]) })).toBe(
      `The log says "${said}", which the plan as JSON does not list`
    )
  })

  test('but not what is not a change', () => {
    const lines = [
      'Note: Objects have changed outside of Terraform',
      '  # a.a has changed',
      '  # a.b has been deleted',
      '  # a.c has moved to a.d',
      '  # a.e["x has moved to y"] has changed',
      'This is a refresh-only plan, so Terraform will not take any actions to undo',
      '  # (because a.f will be destroyed)',
      '            # a.g will be destroyed',
      '  # Warning: this attribute value will be marked as sensitive and will not',
      logged('a.h', 'noop'),
      COUNTS
    ]
    expect(lackOf(lines, {})).toBeUndefined()
  })

  test('and a move that follows what has changed outside of Terraform', () => {
    const lines = [
      'Note: Objects have changed outside of Terraform',
      '  # a.a has changed',
      'Terraform used the selected providers to generate the following execution',
      '  # a.c has moved to a.d',
      COUNTS
    ]
    expect(lackOf(lines, {})).toContain('a.c has moved to a.d')
  })
})

test.each<[string, string, readonly string[], string]>([
  [
    'additions',
    'Plan: 2 to add, 0 to change, 1 to destroy.',
    ['a.a: delete create'],
    'only 1 resource to create or replace'
  ],
  ['changes', '\u001b[1mPlan:\u001b[0m 0 to add, 1 to change, 0 to destroy.', ['a.a: create'], 'no resource to update'],
  ['destructions', 'Plan: 0 to add, 0 to change, 1 to destroy.', ['a.a: forget'], 'no resource to destroy or replace'],
  ['structured additions', summary({ add: 1 }), [], 'no resource to create or replace'],
  ['structured changes', summary({ change: 2 }), ['a.a: update'], 'only 1 resource to update'],
  ['structured destructions', summary({ remove: 1 }), [], 'no resource to destroy or replace']
])('a log counts more %s than the plan as JSON lists', (_name, line, all, why) => {
  expect(lackOf([line], { resources: listed(all) })).toContain(`but the plan as JSON lists ${why}`)
})

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1)

/** What the action compares, and what it reports: each lists a plan in its own words. */
const LISTS: readonly ((json: Json) => ListedInJson)[] = [
  json => {
    const reader = new PlanReader()
    reader.write(Buffer.from(JSON.stringify(json)))
    const changes = reader.end()?.changes ?? []
    const resources = changes.filter(({ kind }) => kind === 'resource')
    return {
      kinds: new Set(changes.map(({ kind }) => kind)),
      resources: resources.map(({ name, actions }) => ({ address: name, actions }))
    }
  },
  json => {
    const { resources = [] } = changesOfPlan(json) ?? {}
    return {
      kinds: new Set(['action', 'deferred']),
      resources: resources.map(({ address, action }) => ({ address, actions: action }))
    }
  }
]

test.each(LISTS.map((list, index) => [index, list] as const))(
  'a generated plan has all that its text names, and lacks what is taken out of it (%s)',
  (_, list) => {
    for (const seed of SEEDS) {
      const { mode, schemas, ...generated } = generatedPlan(seed)
      const json = generated.json as Readonly<Record<string, Json>>
      const found = planDifference(json, { mode, schemas: schemas as Json })
      if (found === undefined) throw new Error('no plan')
      const lines = planText(found, { color: seed % 2 === 0 }).flatMap(text => text.split('\n'))
      expect([seed, lackOf(lines, list(json))]).toEqual([seed, undefined])
      const changes = Array.isArray(json.resource_changes) ? (json.resource_changes as readonly Json[]) : []
      for (const [index, change] of changes.entries()) {
        if (!isNamed(change)) continue
        const less = { ...json, resource_changes: changes.toSpliced(index, 1) }
        expect([seed, index, lackOf(lines, list(less))]).toEqual([seed, index, expect.any(String)])
      }
    }
  }
)

/** Terraform's text does not name what stays as it is, and data sources that are gone. */
function isNamed(entry: Json): boolean {
  if (!isObject(entry) || !isObject(entry.change)) throw new Error('no change')
  const { actions, importing } = entry.change
  const words = JSON.stringify(actions)
  if (words === '["no-op"]') return importing !== undefined || entry.previous_address !== undefined
  return !(words === '["delete"]' && entry.mode === 'data')
}
