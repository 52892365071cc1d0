import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a failed plan fails the step, after its outputs are set', async () => {
  await using hcp = await serve({ script: { plan: { status: 'errored', log: 'Error: no such thing\n' } } })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('failure')
  expect(step.log).toContain('Error: no such thing')
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^The run errored: http:\/\/HOST\/app\/demo\/workspaces\/demo\/runs\/run-…$/)
  ])
  expect(step.outputs['run-status']).toBe('errored')
  // The service says that it has no changes: of a plan that failed, nothing is known.
  expect(step.outputs).not.toHaveProperty('has-changes')
  expect(step.outputs).not.toHaveProperty('resource-changes-json')
  expect(step.post?.log).not.toContain('run-')
})
