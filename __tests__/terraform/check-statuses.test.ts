import { expect, test } from '@jest/globals'
import { summaryOf } from '../../src/report/summary.ts'
import { CheckStatusReader, type CheckStatus } from '../../src/terraform/check-statuses.ts'
import { aReport } from '../report/a-report.ts'

const read = (plan: object): readonly CheckStatus[] => {
  const reader = new CheckStatusReader()
  for (const piece of JSON.stringify(plan).match(/.{1,7}/gs) ?? []) reader.write(Buffer.from(piece))
  return reader.end()
}

/** As terraform 1.11.4 shows a plan. */
const CHECKS = [
  {
    address: { kind: 'check', name: 'primary', to_display: 'check.primary' },
    status: 'fail',
    instances: [
      {
        address: { to_display: 'check.primary' },
        status: 'fail',
        problems: [{ message: 'Too few endpoints answer.' }]
      }
    ]
  },
  {
    address: { kind: 'resource', mode: 'managed', name: 'a', to_display: 'terraform_data.a', type: 'terraform_data' },
    status: 'unknown',
    instances: [0, 1].map(key => ({
      address: { instance_key: key, to_display: `terraform_data.a[${key}]` },
      status: 'unknown'
    }))
  },
  { address: { kind: 'check', name: 'none', to_display: 'check.none' }, status: 'pass', instances: [] },
  { address: { kind: 'check', name: 'new', to_display: 'check.new' }, status: 'a_new_word' }
]

test('the checks of a plan are read, instance by instance, and nothing else of it', () => {
  expect(read({ resource_changes: [{ address: 'a.b', checks: CHECKS }], checks: CHECKS, variables: {} })).toEqual([
    { address: 'check.primary', status: 'fail' },
    { address: 'terraform_data.a[0]', status: 'unknown' },
    { address: 'terraform_data.a[1]', status: 'unknown' },
    { address: 'check.none', status: 'pass' },
    { address: 'check.new', status: 'a_new_word' }
  ])
  expect(read({ resource_changes: [] })).toEqual([])
})

test('a report counts checks by status, those that failed first, and is silent after an apply', () => {
  const checks = read({ checks: CHECKS })
  const { text } = summaryOf(aReport({ checks }))
  expect(text).toContain(
    '<summary>Checks: 1 failed, 1 with another status, 2 not known before the apply, 1 passed</summary>'
  )
  expect(text.match(/^- .*$/gm)).toEqual([
    '- ⚠️ `check.primary` failed',
    '- ❓ `check.new` with another status',
    '- ❔ `terraform_data.a[0]` not known before the apply',
    '- ❔ `terraform_data.a[1]` not known before the apply',
    '- ✅ `check.none` passed'
  ])
  expect(summaryOf(aReport({ checks, hasBegun: true, applied: true })).text).not.toContain('Checks')
})
