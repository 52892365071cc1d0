import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { client } from '../../../packages/hcp-terraform-server/tests/client.ts'
import { annotated, NO_WORKSPACE, onARunner, plain, runStep } from '../on-a-runner.ts'
import { change, planWith, refused } from '../plans.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'

const DESTROYS = planWith([change('a.b', 'delete', {})])
const CREATES = planWith([change('a.b', 'create', {})])
const POLICY = { policies: [{ name: 'cheap', enforcement: 'soft-mandatory', passes: false }] } as const
const task = (stage: 'pre_plan' | 'post_plan' | 'pre_apply') => ({
  tasks: [{ name: 'scan', stage, enforcement: 'mandatory', passes: false, overridable: true }] as const
})
const WAITS = [
  ['policy_override', POLICY],
  [
    'post_plan_awaiting_decision',
    { policySets: [{ name: 'set', policies: [{ name: 'cheap', enforcement: 'mandatory', passes: false }] }] }
  ],
  ['post_plan_awaiting_decision', task('post_plan')],
  [
    'tf_policy_override',
    {
      terraformPolicies: [
        { name: 'set', policies: [{ name: 'cheap', enforcement: 'mandatory_overridable', status: 'failed' }] }
      ]
    }
  ]
] as const
const CONDITIONAL = { operation: 'apply', 'apply-only-if': 'no-destroys', 'on-policy-override': 'succeed' }
const DISCARD = 'POST /runs/:id/actions/discard'

const error = (step: Parameters<typeof annotated>[0]): string => annotated(step, 'error').join('\n')
const statusOf = (hcp: Hcp, { outputs }: { readonly outputs: Readonly<Record<string, string>> }) =>
  hcp.world.runs.get(outputs['run-id'] ?? '')?.status

test.each(WAITS.flatMap(([status, checks]) => (['fail', 'succeed'] as const).map(on => [status, on, checks] as const)))(
  'a plan that the condition refuses is discarded at %s with on-policy-override: %s',
  async (_status, on, checks) => {
    await using hcp = await serve({ script: { ...DESTROYS, ...checks } })
    const step = await runStep(hcp, { inputs: { ...CONDITIONAL, 'on-policy-override': on } })
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
    expect(error(step)).toContain('`apply-only-if` does not allow the plan')
    expect(error(step)).toContain('a.b would be destroyed')
    expect(step.summary).toContain('a.b would be destroyed')
  }
)

test.each(WAITS)('a plan that the condition allows is left at %s', async (status, checks) => {
  for (const [on, conclusion] of [
    ['fail', 'failure'],
    ['succeed', 'success']
  ] as const) {
    await using hcp = await serve({ script: { ...CREATES, ...checks } })
    const step = await runStep(hcp, { inputs: { ...CONDITIONAL, 'on-policy-override': on } })
    expect([step.conclusion, step.outputs['run-status'], statusOf(hcp, step)]).toEqual([conclusion, status, status])
    expect(step.log).toContain('The run waits for a person to override')
    expect(hcp.journal.writes).not.toContain(DISCARD)
  }
})

test('a plan that was not compared with a reviewed one is discarded at an override', async () => {
  await using hcp = await serve({ script: { ...CREATES, ...POLICY } })
  const step = await runStep(hcp, {
    inputs: { ...CONDITIONAL, 'apply-only-if': 'reviewed' },
    github: { api_url: 'http://127.0.0.1:1' }
  })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain("GitHub can't be asked for the reviewed plan")
})

test('a plan that can not be read is discarded at an override', async () => {
  await using hcp = await serve({ script: { ...CREATES, ...POLICY } })
  for (const on of ['GET /plans/:id/json-output', 'GET /plans/:id/json-output-redacted'])
    hcp.faults.set({ on, times: 100, do: refused() })
  const step = await runStep(hcp, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain("The action can't read the changes of the plan")
})

test('a run that waits for an override before its plan is discarded, since there is nothing to check', async () => {
  await using hcp = await serve({ script: { ...CREATES, ...task('pre_plan') } })
  const step = await runStep(hcp, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain('has no plan to check')
})

test('a plan that this step checked and confirmed is left at an override before its apply', async () => {
  await using hcp = await serve({ script: { ...CREATES, ...task('pre_apply') } })
  const step = await runStep(hcp, { inputs: CONDITIONAL })
  expect([step.conclusion, statusOf(hcp, step)]).toEqual(['success', 'pre_apply_awaiting_decision'])
})

test('a plan that the service replaces after it was confirmed is discarded at an override before its apply', async () => {
  await using hcp = await serve({ script: { ...CREATES, ...task('pre_apply') } })
  await using other = await rewritten(hcp, {
    answer(document) {
      if (!hcp.journal.writes.includes('POST /runs/:id/actions/apply')) return
      for (const resource of resourcesOf(document)) {
        if (resource.type === 'plans') resource.id = 'plan-other'
        if (resource.type === 'runs' && resource.relationships !== undefined)
          resource.relationships.plan = { data: { type: 'plans', id: 'plan-other' } }
      }
    }
  })
  const step = await runStep(other, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain('The service names the plan plan-other')
})

test.each([
  [403, 1],
  [409, 100]
])(
  'a run whose discard gets the answer %i is named as not discarded, and the post step ends it',
  async (status, times) => {
    await using hcp = await serve({ script: { ...DESTROYS, ...POLICY } })
    const body = JSON.stringify({ errors: [{ status: String(status), title: 'not now', detail: 'not now' }] })
    hcp.faults.set({ on: DISCARD, times, do: { kind: 'answer', status, body } })
    using run = onARunner(hcp, { inputs: CONDITIONAL })
    const step = await run.ended
    expect([step.conclusion, statusOf(hcp, step)]).toEqual(['failure', 'policy_override'])
    expect(step.outputs['run-status']).toBe('policy_override')
    for (const said of [error(step), step.summary])
      for (const part of ['the action could not discard the run', 'a.b would be destroyed', String(status)])
        expect(said).toContain(part)
    hcp.faults.clear()
    expect(plain((await step.post()).log)).toContain('discard requested')
    expect(statusOf(hcp, step)).toBe('discarded')
  }
)

test('a plan that somebody overrides and confirms while the step discards it fails the step', async () => {
  await using hcp = await serve({ script: { ...DESTROYS, ...POLICY } })
  hcp.faults.set({ on: DISCARD, do: { kind: 'delay', milliseconds: 5_000 } })
  using run = onARunner(hcp, { inputs: CONDITIONAL })
  const { id } = await hcp.until('policy_override')
  for (let looks = 0; looks < 1_000 && !hcp.journal.writes.includes(DISCARD); looks++)
    await new Promise(resolve => setTimeout(resolve, 20))
  await runStep(hcp, { action: 'run/override', inputs: { ...NO_WORKSPACE, 'run-id': id, comment: 'Agreed' } })
  await client(hcp, hcp.token).post(`/runs/${id}/actions/apply`)
  const step = await run.ended
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(error(step)).toMatch(/^Applied without the check of `apply-only-if`/)
  expect(error(step)).toContain('a.b would be destroyed')
})

test('a limit that passes while the plan is read ends the run', async () => {
  await using hcp = await serve({ script: { ...DESTROYS, ...POLICY } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', times: 100, do: { kind: 'hang' } })
  const step = await runStep(hcp, { inputs: { ...CONDITIONAL, timeout: '3s' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain('The run did not finish within `timeout`')
})

test('a plan that a token may not apply is checked before it is left', async () => {
  await using hcp = await serve({ script: DESTROYS })
  await using other = await rewritten(hcp, {
    answer(document) {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'runs') attributes.permissions = { 'can-apply': false }
    }
  })
  const step = await runStep(other, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(error(step)).toContain('a.b would be destroyed')
})

test('run/apply checks no conditions', async () => {
  await using hcp = await serve({ script: { ...DESTROYS, ...POLICY } })
  const begun = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
  const inputs = { ...NO_WORKSPACE, 'run-id': begun.outputs['run-id'] }
  await runStep(hcp, { action: 'run/override', inputs: { ...inputs, comment: 'Agreed' } })
  const applied = await runStep(hcp, { action: 'run/apply', inputs: { ...inputs, 'pull-request-comment': 'never' } })
  expect([applied.conclusion, applied.outputs['run-status']]).toEqual(['success', 'applied'])
})
