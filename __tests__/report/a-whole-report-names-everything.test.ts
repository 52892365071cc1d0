import { expect, test } from '@jest/globals'
import { commentBody, gapsOf } from '../../src/report/comment.ts'
import { redactReport } from '../../src/report/redact.ts'
import type { Report } from '../../src/report/report.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { change } from '../actions/plans.ts'
import { aReport } from './a-report.ts'

type Changes = readonly ReturnType<typeof change>[]

function reportOf(resources: Changes, more: object = {}, secrets = new Secrets()): Report {
  const plan = { format_version: '1.2', resource_changes: resources, ...more } as never
  return redactReport(aReport({ changes: changesOfPlan(plan) }), secrets)
}

const bodyOf = (report: Report): string => commentBody(report, 'marker', 'file')
const LONG = `${'a'.repeat(700)} TAIL`
const keys = (count: number, prefix = 'k'): Changes =>
  Array.from({ length: count }, (_, at) => change(`null_resource.run["${prefix}${at}"]`, 'create', { input: 'x' }))

test.each<[string, Changes, object]>([
  ['a long key', [change(`null_resource.one["${LONG}"]`, 'create', { input: 'x' })], {}],
  ['long keys of equal instances', [...keys(1), change(`null_resource.run["${LONG}"]`, 'create', { input: 'x' })], {}],
  ['the key of the last of many instances', [...keys(260), ...keys(1, 'TAIL')], {}],
  ['a long former address', [{ ...change('a.b', 'no-op', {}), previous_address: `a.c["${LONG}"]` } as never], {}],
  [
    'the long address of an action, and of its trigger',
    [],
    {
      action_invocations: [
        {
          address: `action.x.y["${LONG}"]`,
          config_values: {},
          config_sensitive: {},
          lifecycle_action_trigger: {
            triggering_resource_address: `x.y["${LONG}2"]`,
            action_trigger_event: 'after_create'
          }
        }
      ]
    }
  ],
  [
    'a long reason of a deferral',
    [],
    { deferred_changes: [{ reason: LONG, resource_change: change('a.b', 'create', {}) }] }
  ]
])('a whole comment shows %s', (_name, resources, more) => {
  const report = reportOf(resources, more)
  const body = bodyOf(report)
  expect(gapsOf(report, 'marker', 0).isTooLong).toBe(false)
  expect(body).toContain('TAIL')
  if (body.includes('action.x.y')) expect(body).toContain('TAIL2')
  expect(body).not.toMatch(/more characters|and \d+ more/)
})

test.each([
  ['keys', keys(100, LONG)],
  ['a key', [change(`null_resource.one["${'a'.repeat(70_000)}"]`, 'create', { input: 'x' })]],
  ['instances', keys(4_000, 'of-the-same-block-')]
])('a comment that has no room for all %s is not whole, and says so', (_name, resources) => {
  const report = reportOf(resources)
  expect(gapsOf(report, 'marker', 0).isTooLong).toBe(true)
  expect(bodyOf(report)).toMatch(/too long for GitHub/)
  expect(bodyOf(report).length).toBeLessThan(65_536)
})

const imported = (address: string, importing: object, action = 'no-op') => {
  const { change: values } = change(address, action, { input: 'x' })
  return { address, change: { ...values, before: values.after, before_sensitive: {}, importing } } as never
}

test.each([
  ['an id', [imported('a.b', { id: 'i-1`2' })], 'imported from <code>i-1`2</code>'],
  [
    'an identity',
    [imported('a.b', { identity: { arn: 'x' } })],
    'imported from <code>{&quot;arn&quot;:&quot;x&quot;}</code>'
  ],
  ['an id, of what is changed as well', [imported('a.b', { id: 'i-1' }, 'update')], 'imported from <code>i-1</code>'],
  [
    'ids of equal instances',
    [imported('a.b["x"]', { id: 'i-1' }), imported('a.b["y"]', { id: 'i-2' })],
    '`"x"` (from `i-1`) `"y"` (from `i-2`)'
  ],
  ['an id that is secret', [imported('a.b', { id: 'db/hunter22' })], 'imported from <code>db/***</code>']
])('which object is imported is shown by %s', (_name, resources, shown) => {
  const secrets = new Secrets()
  secrets.add('hunter22')
  expect(bodyOf(reportOf(resources, {}, secrets))).toContain(shown)
})
