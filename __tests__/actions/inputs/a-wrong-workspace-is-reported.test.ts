import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a workspace that does not exist is reported before anything is uploaded', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: { workspace: 'wbe' } })
  expect(annotated(step, 'error')[0]).toMatch(
    /^GET \/organizations\/demo\/workspaces\/wbe: 404 .*\nThere is no workspace "wbe" in the organization "demo" on .* that the token from the input `token` can access/
  )
  expect(hcp.journal.writes).toEqual([])
})
