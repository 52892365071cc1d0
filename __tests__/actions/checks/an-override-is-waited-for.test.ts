import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'

const policies = [
  { name: 'cheap', enforcement: 'soft-mandatory', passes: false, output: 'Too expensive' },
  { name: 'sane', enforcement: 'hard-mandatory', passes: true }
] as const

const result = (status: string) => expect.objectContaining({ name: 'cheap', enforcement: 'soft-mandatory', status })
const results = ({ outputs }: { readonly outputs: Readonly<Record<string, string>> }): unknown =>
  JSON.parse(outputs['policy-results'] ?? 'null')

test('the step of a run that waits for an override succeeds where that is asked for, and leaves the run', async () => {
  await using hcp = await serve({ script: { policies } })
  const step = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['success', []])
  expect(step.outputs).toMatchObject({ 'run-status': 'policy_override', 'policy-status': 'failed' })
  expect(results(step)).toEqual([result('failed'), expect.objectContaining({ name: 'sane', status: 'passed' })])
  expect(hcp.world.runs.get(step.outputs['run-id'] ?? '')?.status).toBe('policy_override')
  expect(step.log).toContain('The run waits for a person to override the failed policies or run tasks.')

  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'] }
  const shown = await runStep(hcp, { action: 'run/show', inputs })
  expect([results(shown), shown.outputs['policy-status']]).toEqual([results(step), 'failed'])
})

test.each([
  ['run/override', { comment: 'Agreed with finance' }, 'success', 'policy_checked', 'overridden'],
  ['run/discard', {}, 'failure', 'discarded', 'failed']
] as const)(
  'run/wait goes on until a person has decided: %s',
  async (action, more, conclusion, status, policyStatus) => {
    await using hcp = await serve({ script: { policies } })
    const begun = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
    const inputs = { ...NO_WORKSPACE, 'run-id': begun.outputs['run-id'] }
    using waiting = onARunner(hcp, { action: 'run/wait', inputs: { ...inputs, until: 'decided' } })
    await waiting.line(/^Run: waiting for an override of failed policies$/)
    await runStep(hcp, { action, inputs: { ...inputs, ...more } })
    const waited = await waiting.ended
    expect([waited.conclusion, waited.outputs['run-status']]).toEqual([conclusion, status])
    expect([waited.outputs['policy-status'], results(waited)]).toEqual([
      policyStatus,
      expect.arrayContaining([result(policyStatus)])
    ])
  }
)

test('run/wait ends at a run that waits for an override unless it is asked to wait, and succeeds where that is asked for', async () => {
  await using hcp = await serve({ script: { policies } })
  const begun = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
  const inputs = { ...NO_WORKSPACE, 'run-id': begun.outputs['run-id'] }
  const wait = async (more: Readonly<Record<string, string>>) =>
    (await runStep(hcp, { action: 'run/wait', inputs: { ...inputs, ...more } })).conclusion
  expect([await wait({}), await wait({ 'on-policy-override': 'succeed' })]).toEqual(['failure', 'success'])
})
