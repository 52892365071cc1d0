import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test.each(['plan', 'apply'])(
  'after a %s, a token that may read outputs and no states exports them',
  async operation => {
    await using hcp = await serve({ script: { apply: { outputs: { region: { value: 'eu-west-1' } } } } })
    hcp.seedState({ region: { value: 'eu-west-1' } })
    const token = hcp.addToken('team', 'planners', { 'can-read-state-versions': false })
    const step = await runStep(hcp, { inputs: { token, operation }, secrets: [token] })
    expect([step.conclusion, step.outputs.region]).toEqual(['success', 'eu-west-1'])
  }
)

test('after a plan, a token that may not read outputs either is warned, and the plan is not a failure', async () => {
  await using hcp = await serve()
  hcp.seedState({ region: { value: 'eu-west-1' } })
  const token = hcp.addToken('team', 'strangers', { 'can-read-state-versions': false, 'can-read-state-outputs': false })
  const step = await runStep(hcp, { inputs: { token }, secrets: [token] })
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([
    expect.stringContaining('The outputs are not exported: the token may not read outputs of "demo"')
  ])
  expect(step.outputs).not.toHaveProperty('outputs')
})
