import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('an apply runs the uploaded version, and is confirmed by this step even where the workspace applies by itself', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('eager', { 'auto-apply': true })
  const step = await runStep(hcp, { inputs: { workspace: 'eager', operation: 'apply' } })
  expect(step.conclusion).toBe('success')
  const run = hcp.journal.entries.find(({ method, path }) => method === 'POST' && path.endsWith('/runs'))
  expect(run?.body).toMatchObject({
    data: {
      attributes: { 'auto-apply': false },
      relationships: { 'configuration-version': { data: { id: step.outputs['configuration-version-id'] } } }
    }
  })
  expect(step.log).toContain('Confirmed the plan.')
})

test('the confirmation has the comment that the step gives, and none by itself', async () => {
  await using hcp = await serve()
  for (const comment of ['Reviewed in #7', '']) await runStep(hcp, { inputs: { operation: 'apply', comment } })
  const confirmations = hcp.journal.entries.filter(({ path }) => path.endsWith('/actions/apply'))
  expect(confirmations.map(({ body }) => body)).toEqual([{ comment: 'Reviewed in #7' }, {}])
})
