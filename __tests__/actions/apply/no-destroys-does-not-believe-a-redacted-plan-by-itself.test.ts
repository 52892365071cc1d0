import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, NO_CONFIGURATION, refused } from '../plans.ts'

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

const structured = (...messages: readonly object[]): string =>
  messages.map(message => `${JSON.stringify(message)}\n`).join('')
const plain = (...lines: readonly string[]): string =>
  ['Terraform will perform the following actions:', '', '  # a.a will be created', ...lines, ''].join('\n')
/** The first bytes of a log that come in one slice, with the marker before them. Its last character is that of an end. */
const sliceWithEnd = (beginning: string): string =>
  `${beginning}${'x'.repeat(1_048_576 - 2 - Buffer.byteLength(beginning))}\u0003`
const PLAN_LINE = '\u001b[1mPlan:\u001b[0m 1 to add, 0 to change, 0 to destroy.'

test.each([
  ['announces nothing else', structured(CREATES, summary()), undefined],
  [
    'announces an action of a provider',
    structured(CREATES, INVOKES, summary()),
    'action.a.a: Planned action invocation'
  ],
  ['counts actions of providers', structured(CREATES, summary({ action_invocation: 1 })), 'action_invocation'],
  ['has no summary', structured({ '@message': 'Terraform 1.14.0', type: 'version' }), 'does not show the plan'],
  ['is empty', '', 'does not show the plan'],
  ['is plain and says nothing else', plain(PLAN_LINE), undefined],
  ['is plain and ends before its summary', plain(), 'does not show the plan'],
  [
    'is plain and has an action of a provider',
    plain('    # Actions to be invoked after this change in order:', PLAN_LINE),
    'Actions to be invoked'
  ],
  [
    'is plain and has an action that the command line named',
    plain(PLAN_LINE, 'Terraform will invoke the following action(s):', '', '  # action.a.a will be invoked'),
    '# action.a.a will be invoked'
  ],
  [
    'is plain and has a deferred change',
    plain('\u001b[1m\u001b[36mNote:\u001b[0m\u001b[1m This is a partial plan, parts can only be known', PLAN_LINE),
    'This is a partial plan'
  ],
  [
    'is plain and has the character of an end in a value',
    `${sliceWithEnd('Note: Objects have changed outside of Terraform\n')}\n${plain('    # Actions to be invoked after this change in order:', PLAN_LINE)}`,
    'Actions to be invoked'
  ],
  [
    'is plain and ends after what has changed outside',
    'Note: Objects have changed outside of Terraform\n',
    'does not show the plan'
  ],
  ['is plain and counts more', plain(`${PLAN_LINE} Actions: 1 to invoke.`), 'Actions: 1 to invoke']
])('where the log of a plan %s', async (_what, log, announced) => {
  await using hcp = await serve({ script: { plan: { log, json: PLAN }, apply: {} } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: refused(403), times: 100 })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe(announced === undefined ? 'applied' : 'discarded')
  if (announced !== undefined) expect(annotated(step, 'error').join()).toContain(announced)
})

test('where the log of a plan can not be read', async () => {
  await using hcp = await serve({ script: { plan: { log: structured(CREATES, summary()), json: PLAN }, apply: {} } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: refused(403), times: 100 })
  hcp.faults.set({ on: 'GET /_archivist/v1/log/:secret', do: { kind: 'answer', status: 404 }, times: 100 })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error').join()).toContain("can't be read to its end")
})

test('where the log of a plan ends without its end marker, which may have more to come', async () => {
  await using hcp = await serve({ script: { plan: { log: plain(PLAN_LINE), json: PLAN }, apply: {} } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: refused(403), times: 100 })
  hcp.faults.set({ name: 'log-without-end' })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error').join()).toContain("can't be read to its end")
})

const INVOCATION = { address: 'action.a.a', type: 'a', name: 'a', config_values: {}, config_sensitive: {} }
const PURGES = { '@message': 'a.a: Planned purge', type: 'planned_purge' }

test.each([
  ['says the same', {}, structured(CREATES, summary()), undefined],
  ['can not be read', {}, '', undefined],
  ['announces what no one knows', {}, structured(CREATES, PURGES, summary()), 'planned_purge'],
  ['counts what no one knows', {}, structured(CREATES, summary({ purge: 1 })), '"purge"'],
  ['says nothing of a list that no one knows', { purges: [INVOCATION] }, structured(CREATES, summary()), 'purges'],
  [
    'says nothing of an action that waits',
    { deferred_action_invocations: [{ reason: 'x', action_invocation: INVOCATION }] },
    structured(CREATES, summary()),
    'action.a.a (deferred)'
  ],
  [
    'says nothing of what no one knows by its depth',
    { purges: { now: { all: [change('b.b', 'delete', {})] } } },
    structured(CREATES, summary()),
    'purges'
  ],
  [
    'says nothing of a variable with the words of a change',
    { variables: { a: { value: { address: 'x', actions: ['delete'], change: {} } } } },
    structured(CREATES, summary()),
    undefined
  ]
])('a whole plan is held against its log, where that %s', async (_what, more, log, why) => {
  await using hcp = await serve({ script: { plan: { log, json: { ...PLAN, ...more } }, apply: {} } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe(why === undefined ? 'applied' : 'discarded')
  if (why !== undefined) expect(annotated(step, 'error').join()).toContain(why)
})

const DELETES = {
  '@message': 'b.b: Plan to delete',
  type: 'planned_change',
  change: { resource: { addr: 'b.b' }, action: 'delete' }
}
const COUNTS_ONE = 'Plan: 1 to add, 0 to change, 1 to destroy.'

test.each([
  ['names one', false, structured(CREATES, DELETES, summary()), '"b.b: delete"'],
  ['counts one', false, structured(CREATES, summary({ remove: 1 })), 'lists no resource to destroy'],
  ['names one as text', false, plain('  # b.b will be destroyed', PLAN_LINE), '"# b.b will be destroyed"'],
  ['counts one as text', false, plain(COUNTS_ONE), `"${COUNTS_ONE}"`],
  ['counts one as text', true, plain(COUNTS_ONE), `"${COUNTS_ONE}"`]
])('a deletion that the plan as JSON lacks, where the log %s (redacted: %s)', async (_what, isRedacted, log, why) => {
  await using hcp = await serve({ script: { plan: { log, json: PLAN }, apply: {} } })
  if (isRedacted) hcp.faults.set({ on: 'GET /plans/:id/json-output', do: refused(403), times: 100 })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error').join()).toContain(why)
})
