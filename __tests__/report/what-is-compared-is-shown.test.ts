import { expect, test } from '@jest/globals'
import { elementsOf, valueOf, type Json } from '../../src/json.ts'
import { commentBody } from '../../src/report/comment.ts'
import { redactReport } from '../../src/report/redact.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { differences } from '../../src/run/review.ts'
import { aReport } from './a-report.ts'

type Bag = Readonly<Record<string, Json>>

const bodyOf = (plan: Json): string =>
  commentBody(redactReport(aReport({ changes: changesOfPlan(plan) }), new Secrets()), '', 'file')

function printOf(plan: Json) {
  const reader = new PlanReader()
  reader.write(Buffer.from(JSON.stringify(plan)))
  const print = reader.end()
  if (print === undefined) throw new Error('this is not a plan')
  return { print, isRedacted: false }
}

const planOf = (more: Bag): Json => ({ format_version: '1.2', ...more })
const MARKS = { after_unknown: false, before_sensitive: false, after_sensitive: false }
const resource = (change: Bag): Json =>
  planOf({
    resource_changes: [{ address: 'a.b', mode: 'managed', type: 'a', name: 'b', change: { ...MARKS, ...change } }]
  })
const imported = (importing: Bag): Json =>
  resource({ actions: ['no-op'], before: { a: 1 }, after: { a: 1 }, importing })
const output = (name: string, change: Bag): Json => planOf({ output_changes: { [name]: { ...MARKS, ...change } } })
const replaced = (...actions: readonly string[]): Json => resource({ actions, before: { a: 1 }, after: { a: 2 } })
const invoked = (block: number, index: number, more: Bag = {}): Json =>
  planOf({
    action_invocations: [
      {
        address: 'action.a.b',
        config_values: {},
        config_sensitive: {},
        lifecycle_action_trigger: {
          triggering_resource_address: 'a.b',
          action_trigger_event: 'after_create',
          action_trigger_block_index: block,
          actions_list_index: index,
          ...more
        }
      }
    ]
  })

const STAYS = { ...MARKS, actions: ['no-op'], before: { a: 1 }, after: { a: 1 } }
const NAMED = { address: 'a_x.b', mode: 'managed', type: 'a_x', name: 'b' }
const listed = (change: Bag, more: Bag = {}) => ({ ...NAMED, ...more, change: { ...STAYS, ...change } })
const NEW = { actions: ['create'], before: null }
const CHANGED = { actions: ['update'], after: { a: 2 } }
const ACTION = { address: 'action.a_x.b', type: 'a_x', config_values: {}, config_sensitive: {} }

/** Plans in which one thing has a provider. */
const PROVIDED: readonly (readonly [string, (provider_name: string) => Json])[] = [
  ['a change', provider_name => planOf({ resource_changes: [listed(NEW, { provider_name })] })],
  ['an import', provider_name => planOf({ resource_changes: [listed({ importing: { id: 'x' } }, { provider_name })] })],
  ['a move', provider_name => planOf({ resource_changes: [listed({}, { previous_address: 'a_x.c', provider_name })] })],
  [
    'a deferred change',
    provider_name => planOf({ deferred_changes: [{ reason: 'x', resource_change: listed(NEW, { provider_name }) }] })
  ],
  ['an action', provider_name => planOf({ action_invocations: [{ ...ACTION, provider_name }] })],
  [
    'a deferred action',
    provider_name =>
      planOf({ deferred_action_invocations: [{ reason: 'x', action_invocation: { ...ACTION, provider_name } }] })
  ]
]

/** With two more resources, of each provider. */
const withOther = (plan: Json): Json => {
  const others = ['hashicorp', 'evil'].map(source =>
    listed(CHANGED, { address: `a_x.${source}`, provider_name: `registry.terraform.io/${source}/a` })
  )
  return { ...(plan as Bag), resource_changes: [...elementsOf(valueOf(plan, 'resource_changes')), ...others] }
}

const NULL = { actions: ['create'], before: null, after: null }

test.each<[string, Json, Json]>([
  ['a line break in the id of an import', imported({ id: 'a b' }), imported({ id: 'a\nb' })],
  ['escapes in the id of an import', imported({ id: 'a\nb' }), imported({ id: '"a\\nb"' })],
  ['an id and an identity', imported({ id: '{"a":"b"}' }), imported({ identity: { a: 'b' } })],
  ['both and an id', imported({ id: 'x', identity: { a: 'b' } }), imported({ id: 'x {"a":"b"}' })],
  ['an id that is not known', imported({ unknown: true }), imported({})],
  ['an id that reads as not known', imported({ unknown: true }), imported({ id: '(not known yet)' })],
  ['the block of an action', invoked(0, 0), invoked(1, 0)],
  ['the place of an action', invoked(0, 0), invoked(0, 1)],
  ['what follows the failure of an action', invoked(0, 0), invoked(0, 0, { on_failure: 'ActionOnFailureContinue' })],
  ['whether the old object is forgotten first', replaced('create', 'forget'), replaced('forget', 'create')],
  ['the name of an output that is null', output('one', NULL), output('two', NULL)],
  ...PROVIDED.map(([what, planWith]): [string, Json, Json] => [
    `the provider of ${what}`,
    planWith('registry.terraform.io/hashicorp/a'),
    planWith('registry.terraform.io/evil/a')
  ]),
  ...PROVIDED.map(([what, planWith]): [string, Json, Json] => [
    `the provider of ${what}, where others have the same one`,
    withOther(planWith('registry.terraform.io/hashicorp/a')),
    withOther(planWith('registry.terraform.io/evil/a'))
  ])
])('where plans differ in %s, their reports do', (_what, one, two) => {
  const compared = differences(printOf(one), printOf(two), { isRefreshOnly: false, sensitiveValues: 'refuse' })
  expect(compared).not.toEqual([])
  expect(bodyOf(one)).not.toBe(bodyOf(two))
})

const OBJECTS = { a: { version: 0, block: { attributes: { l: { type: ['list', ['object', { k: 'string' }]] } } } } }

test('an element that is null is not the same as none', () => {
  const texts = [[], [null], [null, null], [{ k: null }], [{ k: 'x' }, null], [{ k: 'x' }]].map(l => {
    const plan = resource({ actions: ['update'], before: { l: [{ k: 'x' }, { k: 'y' }] }, after: { l } })
    const changes = changesOfPlan(plan, { '': { resource_schemas: OBJECTS } })
    return commentBody(aReport({ changes }), '', 'file')
  })
  expect(new Set(texts).size).toBe(6)
})

test.each<[string, Json, string]>([
  ['a change', resource({ actions: ['create'], before: null, after: {}, news: 1 }), 'news of a.b'],
  ['an import', imported({ id: 'x', news: 1 }), 'news of a.b'],
  ['an output', output('one', { ...NULL, news: 1 }), 'news of output one'],
  ['an action', planOf({ action_invocations: [{ address: 'action.a.b', news: 1 }] }), 'news of action action.a.b'],
  [
    'a deferred change',
    planOf({ deferred_changes: [{ reason: 'x', news: 1, resource_change: { address: 'a.b', change: NULL } }] }),
    'news of a.b (deferred)'
  ],
  ['an action word', resource({ actions: ['melt'], before: { a: 1 }, after: null }), 'the actions melt of a.b'],
  ['an action word of an output', output('one', { ...NULL, actions: ['read'] }), 'the actions read of output one'],
  ['the plan', planOf({ news: { do: 1 } }), 'news'],
  [
    'a resource that does not change, and does',
    resource({ actions: ['no-op'], before: { a: 1 }, after: { a: 2 } }),
    'a.b'
  ]
])('a part of %s that this version does not know is named as not shown', (_what, plan, named) => {
  expect(changesOfPlan(plan)?.unshown).toEqual([named])
})

/** As Terraform 1.11 writes `input = { l = ["p", x], s = toset([{ a = "1", b = x }]) }`, where it does not know x. */
const UNKNOWN = resource({
  ...NEW,
  after: { input: { l: ['p', null], s: [{ a: '1' }] } },
  after_unknown: { id: true, input: { l: [false, true], s: [{ b: true }] }, output: true }
})

test.each<[string, Json, string[]]>([
  [
    'a change',
    resource({
      ...CHANGED,
      before: { a: [1] },
      after: { a: [2, { b: 'x' }] },
      after_unknown: { a: [false, { b: true }] }
    }),
    ['after at after_unknown of a.b']
  ],
  [
    'a whole value',
    output('one', { ...NULL, after: [1], after_unknown: true }),
    ['after at after_unknown of output one']
  ],
  [
    'what an action is given',
    planOf({ action_invocations: [{ ...ACTION, config_values: { x: 1 }, config_unknown: { x: true } }] }),
    ['config_values at config_unknown of action action.a_x.b']
  ],
  ['a change whose unknown values Terraform has left out', UNKNOWN, []],
  [
    'a change whose value is sensitive, for which the service may have a placeholder',
    resource({ ...NEW, after: { a: 'x' }, after_unknown: { a: true }, after_sensitive: { a: true } }),
    []
  ]
])('a value that the plan also marks as unknown is named as not shown: of %s', (_what, plan, named) => {
  expect(changesOfPlan(plan)?.unshown).toEqual(named)
})

const WRITE_ONLY = {
  a: { version: 0, block: { attributes: { w: { type: 'string', write_only: true }, v: { type: 'string' } } } }
}
const shownWithSchema = (change: Bag): string => {
  const changes = changesOfPlan(resource(change), { '': { resource_schemas: WRITE_ONLY } })
  return commentBody(aReport({ changes }), '', 'file')
}

test('only null is shown as write-only', () => {
  const created = (w: Json, more: Bag = {}): string =>
    shownWithSchema({ actions: ['create'], before: null, after: { w, v: 'y' }, ...more })
  const updated = (before: Json, after: Json, more: Bag = {}): string =>
    shownWithSchema({ actions: ['update'], before: { w: before, v: 'x' }, after: { w: after, v: 'y' }, ...more })
  expect(created(null)).toContain('w = (write-only attribute)')
  expect(created('x')).toContain('w = "x"')
  expect(created('x')).not.toBe(created('y'))
  expect(new Set([updated(null, null), updated('x', 'y'), updated(null, 'y'), updated('x', null)]).size).toBe(4)
  expect(updated(null, null, { after_unknown: { w: true } })).not.toBe(updated(null, null))
  const marks = { before_sensitive: { w: true }, after_sensitive: { w: true } }
  expect(created('x', marks)).toContain('w = (sensitive, write-only attribute)')
  expect(updated('x', 'y', marks)).toMatch(/w += \(sensitive value\)/)
  expect(updated('x', 'y', marks)).not.toBe(updated('x', 'x', marks))
})

test('keys that Terraform writes are known', () => {
  const plan = planOf({
    terraform_version: '1.14.0',
    variables: {},
    timestamp: 'now',
    applyable: true,
    complete: true,
    errored: false,
    checks: [],
    relevant_attributes: [],
    resource_changes: [
      {
        address: 'a.b',
        module_address: 'module.m',
        mode: 'managed',
        type: 'a',
        name: 'b',
        index: 0,
        provider_name: 'p',
        action_reason: 'replace_because_cannot_update',
        change: { ...MARKS, actions: ['delete', 'create'], before: {}, after: {}, replace_paths: [['a']], news: null }
      },
      { address: 'a.c', change: { ...MARKS, actions: ['no-op'], before: { a: 1 }, after: { a: 1 } } }
    ]
  })
  expect(changesOfPlan(plan)?.unshown).toEqual([])
})

/** Values so many objects deep. */
const within = (depth: number, value: Json): Json => (depth === 0 ? value : { k: within(depth - 1, value) })
const LINES: Json = { aa: 'l1\n', bb: 'l2\n' }
const FORGED: Json = { aa: 'l1\nEOT\nbb = <<-EOT\nl2\n' }

test.each<[string, (value: Json) => Json]>([
  ['an output', value => output('one', { actions: ['create'], before: null, after: value })],
  ['an action', value => planOf({ action_invocations: [{ config_values: { value }, config_sensitive: {} }] })]
])('at any depth of %s, lines of a text do not read as an argument after it', (_what, planWith) => {
  for (let depth = 1; depth < 60; depth++) {
    const [one, two] = [LINES, FORGED].map(value => bodyOf(planWith(within(depth, value))))
    expect(one).not.toBe(two)
  }
})
