import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, plain, runStep } from '../on-a-runner.ts'

const change = {
  actions: ['create'],
  before: null,
  after: { input: 'a value' },
  after_unknown: {},
  before_sensitive: false,
  after_sensitive: {}
}
const json = {
  format_version: '1.2',
  resource_changes: [{ address: 'x_y.a', mode: 'managed', type: 'x_y', name: 'a', change }]
}
const line = (type: string, message: string, more: object): string =>
  `${JSON.stringify({ '@level': 'info', '@message': message, type, ...more })}\n`
const STRUCTURED = [
  line('planned_change', 'x_y.a: Plan to create', { change: { resource: { addr: 'x_y.a' }, action: 'create' } }),
  line('change_summary', 'Plan: 1 to add, 0 to change, 0 to destroy.', {
    changes: { add: 1, change: 0, remove: 0, operation: 'plan' }
  }),
  line('refresh_start', 'The last line.', {})
]
const JSON_OUTPUTS = ['GET /plans/:id/json-output-redacted', 'GET /plans/:id/json-output']

const count = (text: string, part: string): number => text.split(part).length - 1

test('the plan of a run without structured output is in the log once', async () => {
  const log = '  # x_y.a will be created\n  + resource "x_y" "a" {\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n'
  await using hcp = await serve({ script: { plan: { log, json, additions: 1 } } })
  const step = await runStep(hcp)
  expect(['x_y.a', 'Plan: 1 to add'].map(part => count(plain(step.log), part))).toEqual([1, 1])
  expect(plain(step.log)).not.toContain('a value')
})

test('the changes that the log of a structured run lists are not printed where the plan is', async () => {
  await using hcp = await serve({ script: { plan: { log: STRUCTURED, json, additions: 1 } } })
  const shown = plain((await runStep(hcp)).log)
  expect([count(shown, 'x_y.a'), count(shown, 'Plan to create')]).toEqual([1, 0])
  expect(shown).toContain('      + input = "a value"\n')
  // Once in the folded group, and once below it.
  expect(count(shown, 'Plan: 1 to add, 0 to change, 0 to destroy.')).toBe(2)
  expect(shown.lastIndexOf('Plan: 1 to add')).toBeGreaterThan(shown.lastIndexOf('##[endgroup]'))
})

test('the changes that the log lists are printed once, at its end, where the plan can not be read', async () => {
  await using hcp = await serve({ script: { plan: { log: STRUCTURED, json, additions: 1 } } })
  const refusal = { kind: 'answer', status: 403, body: '{"errors":[{"status":"403","title":"forbidden"}]}' } as const
  for (const on of JSON_OUTPUTS) hcp.faults.set({ on, do: refusal, times: 99 })
  const step = await runStep(hcp)
  const shown = plain(step.log)
  expect(shown).toContain('  + x_y.a will be created\n')
  expect([count(shown, 'x_y.a'), shown.indexOf('x_y.a') > shown.indexOf('The last line.')]).toEqual([1, true])
  expect(shown).toContain('The attributes are not known')
  expect(shown).not.toContain('a value')
  expect(annotated(step, 'error')).toEqual([])
})
