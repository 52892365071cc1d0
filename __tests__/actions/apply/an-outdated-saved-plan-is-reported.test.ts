import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('a saved plan that another apply has outdated fails with the reason', async () => {
  await using hcp = await serve()
  const saved = await runStep(hcp, { inputs: { operation: 'save-plan' } })
  await runStep(hcp, { inputs: { operation: 'apply' } })
  const late = await runStep(hcp, {
    action: 'run/apply',
    inputs: { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'] }
  })
  expect(annotated(late, 'error')[0]).toMatch(
    /^The run was discarded: http.*\nEither a person discarded the run, or the service did: .* Plan again\.$/
  )
})

test('one that a person has discarded says who, and nothing of another run', async () => {
  await using hcp = await serve()
  const saved = await runStep(hcp, { inputs: { operation: 'save-plan' } })
  const inputs = { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'] }
  await runStep(hcp, { action: 'run/discard', inputs: { ...inputs, comment: 'Not today' } })
  const late = await runStep(hcp, { action: 'run/apply', inputs })
  expect(annotated(late, 'error')[0]).toMatch(
    /^The run was discarded: http.*\nThe run was discarded by [^ ]+, with the comment "Not today"\.$/
  )
})
