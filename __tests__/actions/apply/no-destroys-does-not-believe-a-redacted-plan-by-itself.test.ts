import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, NO_CONFIGURATION } from '../plans.ts'

const CREATES = {
  '@message': 'a.a: Plan to create',
  type: 'planned_change',
  change: { resource: { addr: 'a.a' }, action: 'create' }
}
const INVOKES = { '@message': 'action.a.a: Planned action invocation', type: 'planned_action_invocation' }
const summary = (more: object = {}) => ({
  '@message': 'Plan: 1 to add, 0 to change, 0 to destroy.',
  type: 'change_summary',
  changes: { add: 1, change: 0, remove: 0, import: 0, operation: 'plan', ...more }
})
const PLAN = { format_version: '1.2', resource_changes: [change('a.a', 'create', { a: 1 })], ...NO_CONFIGURATION }

test.each([
  ['announces nothing else', [CREATES, summary()], undefined],
  ['announces an action of a provider', [CREATES, INVOKES, summary()], 'planned_action_invocation'],
  ['counts actions of providers', [CREATES, summary({ action_invocation: 1 })], 'action_invocation']
])('where the log of a plan %s', async (_what, messages, announced) => {
  const log = messages.map(message => `${JSON.stringify(message)}\n`).join('')
  await using hcp = await serve({ script: { plan: { log, json: PLAN }, apply: {} } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: { kind: 'answer', status: 403 }, times: 100 })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe(announced === undefined ? 'applied' : 'discarded')
  if (announced !== undefined) expect(annotated(step, 'error').join()).toContain(announced)
})
