import { expect, test } from '@jest/globals'
import { commentBody } from '../../src/report/comment.ts'
import { printMarker } from '../../src/report/comment-marker.ts'
import type { Json } from '../../src/json.ts'
import { changesOfLog } from '../../src/terraform/logged-changes.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from '../report/a-report.ts'

const ofActions = (actions: Json) =>
  changesOfPlan({ format_version: '1.2', resource_changes: [{ address: 'x_y.a', change: { actions } }] })

test.each<[Json, string]>([
  [['create'], 'create'],
  [['create', 'forget'], 'replace'],
  [['forget', 'create'], 'replace'],
  [['frobnicate'], 'unknown'],
  [['update', 'frobnicate'], 'unknown'],
  [[], 'unknown'],
  [null, 'unknown']
])('a change whose actions are %j is one of kind %s', (actions, action) => {
  expect(ofActions(actions)?.resources).toMatchObject([{ address: 'x_y.a', action }])
})

test('what stays is not a change', () => {
  expect(ofActions(['no-op'])?.resources).toEqual([])
})

test('a log names unknown actions as well', () => {
  const change = (action: string) => ({
    kind: 'change' as const,
    change: { address: 'x_y.a', action, previousAddress: undefined, importing: false, reason: undefined }
  })
  expect(changesOfLog([change('frobnicate'), change('noop')]).resources).toMatchObject([{ action: 'unknown' }])
})

test('a comment on a plan with nothing but an unknown action does not say that nothing changes', () => {
  const marker = printMarker(
    { hostname: 'https://app.terraform.io', organization: 'a', workspace: 'w', directory: '', commentId: undefined },
    { reviewed: 'run-1', run: 'run-1', kind: 'plan', commit: 'a'.repeat(40), order: [1, 1, 1] }
  )
  const text = commentBody(
    aReport({
      counts: { additions: 0, changes: 0, destructions: 0, imports: 0 },
      changes: ofActions(['frobnicate'])
    }),
    marker,
    'summary'
  )
  expect(text).toContain('1 with an unknown action')
  expect(text).toContain('x_y.a')
  expect(text).not.toContain('no changes')
})

test.each([null, 'true', { secret: null }])('values whose marks are %j are not shown', marks => {
  const change = {
    actions: ['create'],
    before: null,
    after: { secret: 'x' },
    before_sensitive: false,
    after_sensitive: marks
  }
  const plan = { format_version: '1.2', resource_changes: [{ address: 'x_y.a', change }] }
  expect(changesOfPlan(plan)).toMatchObject({ source: 'unmarked' })
})
