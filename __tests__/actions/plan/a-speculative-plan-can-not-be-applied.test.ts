import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('a speculative plan can not be applied, and a run that waits for nothing not overridden', async () => {
  await using hcp = await serve()
  const { outputs } = await runStep(hcp)
  const apply = await runStep(hcp, { action: 'run/apply', inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'] } })
  expect(annotated(apply, 'error')).toEqual(["`run-id`: run-… is a speculative plan, which can't be applied"])
  const override = await runStep(hcp, {
    action: 'run/override',
    inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'], comment: 'x' }
  })
  expect(annotated(override, 'error')).toEqual([
    "No policy or run task of this run waits for an override. The run's status: planned and finished."
  ])
})
