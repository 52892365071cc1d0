import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('changes where none are expected fail the step as drift', async () => {
  await using hcp = await serve()
  const drifted = await runStep(hcp, { inputs: { 'expect-no-changes': 'true' } })
  expect(annotated(drifted, 'error')[0]).toMatch(/^The plan has changes, but `expect-no-changes` is `true`: http/)
  expect(drifted.outputs).toMatchObject({ 'has-changes': 'true', 'run-status': 'planned_and_finished' })
  hcp.script({ plan: { hasChanges: false } })
  expect((await runStep(hcp, { inputs: { 'expect-no-changes': 'true' } })).conclusion).toBe('success')
})
