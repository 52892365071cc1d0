import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('an output without a file is left out, and no output that the action lacks is named in its place', async () => {
  await using hcp = await serve()
  const run = await runElsewhere(hcp, 'planned_and_finished', { message: 'x'.repeat(600_000), 'plan-only': true })
  const step = await runStep(hcp, { action: 'run/show', inputs: { ...NO_WORKSPACE, ...run } })
  expect([step.conclusion, step.outputs.run, step.outputs['run-status']]).toEqual([
    'success',
    undefined,
    'planned_and_finished'
  ])
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^`run` is not set, because its \d+ characters are more than GitHub allows for an output\.$/)
  ])
})
