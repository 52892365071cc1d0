import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { refused } from '../plans.ts'

const WARNING = `${JSON.stringify({
  '@level': 'warn',
  '@message': 'Warning: Check block assertion failed',
  type: 'diagnostic',
  diagnostic: { severity: 'warning', summary: 'Check block assertion failed', detail: 'It returned 503.' }
})}\n`

const json = {
  format_version: '1.2',
  resource_changes: [],
  checks: [
    { address: { kind: 'check', to_display: 'check.health' }, status: 'fail', instances: [] },
    { address: { kind: 'check', to_display: 'check.later' }, status: 'unknown', instances: [] }
  ]
}

const isWholePlan = (line: string): boolean =>
  line.startsWith('GET /plans/:id/json-output') && !line.includes('redacted')

test('the statuses of checks are in the summary where the token may read the whole plan', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1, json, log: WARNING } } })
  const step = await runStep(hcp)
  expect(step.summary).toContain('<summary>Checks: 1 failed, 1 not known before the apply</summary>')
  expect(step.summary).toContain('It returned 503.')
  expect(hcp.journal.lines.filter(isWholePlan)).toHaveLength(1)
})

test('a token that may not read it sees the failed checks of the log, and no warning', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1, json, log: WARNING } } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: refused(403), times: 10 })
  const step = await runStep(hcp)
  expect([step.conclusion, annotated(step, 'warning')]).toEqual(['success', ['It returned 503.']])
  expect(step.summary).not.toContain('Checks:')
  expect(step.summary).toContain('It returned 503.')
})

test('for a plan whose log has no checks, the whole plan is not read', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1, json } } })
  await runStep(hcp)
  expect(hcp.journal.lines.filter(isWholePlan)).toEqual([])
})
