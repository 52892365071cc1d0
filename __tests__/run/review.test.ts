import { describe, expect, test } from '@jest/globals'
import type { Json } from '../../src/json.ts'
import { changesOfPlan, type Changes } from '../../src/terraform/plan.ts'
import { differences } from '../../src/run/review.ts'

const plan = (...resources: readonly (readonly [string, string, Json?, Json?])[]): Changes =>
  changesOfPlan({
    format_version: '1.2',
    resource_changes: resources.map(([address, actions, before = null, after = null]) => ({
      address,
      change: { actions: actions.split(' '), before, after }
    }))
  }) ?? { source: 'json', resources: [], drift: [], outputs: [] }

describe('two plans', () => {
  test.each<[string, Changes, Changes, string[]]>([
    ['the same', plan(['a.a', 'create', null, { x: 1, y: 2 }]), plan(['a.a', 'create', null, { y: 2, x: 1 }]), []],
    ['in another order', plan(['a.a', 'create'], ['a.b', 'create']), plan(['a.b', 'create'], ['a.a', 'create']), []],
    [
      'one more',
      plan(['a.a', 'create'], ['a.b', 'delete']),
      plan(['a.a', 'create']),
      ['a.b: delete, which was not in the reviewed plan']
    ],
    ['one less', plan(), plan(['a.a', 'update']), ['a.a: update in the reviewed plan, and nothing now']],
    ['another action', plan(['a.a', 'delete create']), plan(['a.a', 'update']), ['a.a: replace; reviewed was update']],
    [
      'other values',
      plan(['a.a', 'update', { x: 1 }, { x: 3 }]),
      plan(['a.a', 'update', { x: 1 }, { x: 2 }]),
      ['a.a: update, but with other values than in the reviewed plan']
    ],
    ['nothing to do is no change', plan(['a.a', 'no-op', { x: 1 }, { x: 1 }]), plan(), []]
  ])('%s', (_name, planned, reviewed, lines) => {
    expect(differences(planned, reviewed)).toEqual(lines)
  })

  test('differ in their outputs', () => {
    const output = (after: string): Changes | undefined =>
      changesOfPlan({ format_version: '1.2', output_changes: { url: { actions: ['update'], before: 'x', after } } })
    const [planned, reviewed] = [output('a'), output('b')]
    if (planned === undefined || reviewed === undefined) throw new Error('no plan')
    expect(differences(planned, reviewed)).toEqual([
      'output url: update, but with other values than in the reviewed plan'
    ])
  })

  test('are held against each other by what both know', () => {
    const logged: Changes = { ...plan(['a.a', 'update']), source: 'log' }
    expect(differences(plan(['a.a', 'update', { x: 1 }, { x: 2 }]), logged)).toEqual([])
  })

  test('differ in what has changed outside of Terraform, where that is all that is taken over', () => {
    const drift = (after: Json): Changes => ({
      ...plan(),
      drift: plan(['a.a', 'update', { x: 1 }, after]).resources
    })
    expect(differences(drift({ x: 3 }), drift({ x: 2 }), true)).toEqual([
      'a.a (changed outside of Terraform): update, but with other values than in the reviewed plan'
    ])
    expect(differences(drift({ x: 3 }), plan(), true)).toEqual([
      'a.a (changed outside of Terraform): update, which was not in the reviewed plan'
    ])
    expect(differences(drift({ x: 2 }), drift({ x: 2 }), true)).toEqual([])
    expect(differences(drift({ x: 3 }), drift({ x: 2 }))).toEqual([])
  })
})

test('a redacted plan is one as well', () => {
  expect(changesOfPlan({ plan_format_version: '1.2', resource_changes: [] })?.resources).toEqual([])
})

test.each<[string, Json]>([
  ['an empty object', {}],
  ['an error', { errors: [{ status: '500' }] }],
  ['a document', { data: null }],
  ['a list', []]
])('%s is no plan without changes', (_name, json) => {
  expect(changesOfPlan(json)).toBeUndefined()
})
