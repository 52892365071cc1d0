import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a Terraform output never takes the place of an output of the action', async () => {
  await using hcp = await serve()
  hcp.seedState({ run_id: { value: 'a' }, Outputs: { value: 'b' }, Region: { value: 'c' }, region: { value: 'd' } })
  const step = await runStep(hcp)
  expect(step.outputs.run_id).toMatch(/^run-/)
  expect(JSON.parse(step.outputs.outputs ?? '')).toEqual({ run_id: 'a', Outputs: 'b', Region: 'c', region: 'd' })
  expect(annotated(step, 'warning').map(message => /"(\w+)"/.exec(message)?.[1])).toEqual([
    'Outputs',
    'region',
    'run_id'
  ])
  const prefixed = await runStep(hcp, { inputs: { 'output-prefix': 'tf-' } })
  expect(prefixed.outputs).toMatchObject({ 'tf-run_id': 'a', 'tf-Outputs': 'b' })
})
