import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('a saved plan is applied later, exactly as it was planned', async () => {
  await using hcp = await serve()
  const saved = await runStep(hcp, { inputs: { operation: 'save-plan' } })
  expect([saved.conclusion, saved.outputs['run-status']]).toEqual(['success', 'planned_and_saved'])
  expect(hcp.journal.entries.find(({ path }) => path.endsWith('/configuration-versions'))?.body).toMatchObject({
    data: { attributes: { provisional: true, speculative: false } }
  })
  expect(saved.post?.log).not.toContain('run-')
  const applied = await runStep(hcp, {
    action: 'run/apply',
    inputs: { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'], comment: 'Go' }
  })
  expect([applied.conclusion, applied.outputs['run-status']]).toEqual(['success', 'applied'])
  expect(hcp.journal.entries.find(({ path }) => path.endsWith('/actions/apply'))?.body).toEqual({ comment: 'Go' })
})
