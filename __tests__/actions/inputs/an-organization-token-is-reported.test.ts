import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('an organization token, which can not upload, is reported', async () => {
  await using hcp = await serve()
  const token = hcp.addToken('organization', 'demo')
  const step = await runStep(hcp, { inputs: { token } })
  expect(annotated(step, 'error')[0]).toContain(
    "Organization tokens can't queue runs: use a team token or a user token"
  )
  expect(hcp.journal.writes).toEqual([])
})
