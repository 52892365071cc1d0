import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a workspace that does not exist is reported before anything is uploaded', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: { workspace: 'wbe' } })
  expect(annotated(step, 'error')[0]).toMatch(
    /^There is no workspace "wbe" in the organization "demo" on .* that the token from the input `token` can access\..*\n\(GET \/organizations\/demo\/workspaces\/wbe: 404 .*\)$/
  )
  expect(hcp.journal.writes).toEqual([])
})

test.each(['run/list', 'workspaces'])('an id as `organization` is called one by %s', async action => {
  await using hcp = await serve()
  const organization = 'org-WV6DfwfxxXvLfvfs'
  const inputs = action === 'workspaces' ? { organization, workspace: undefined } : { organization }
  const step = await runStep(hcp, { action, inputs })
  expect(annotated(step, 'error')[0]).toMatch(
    /^There is no organization "org-WV6DfwfxxXvLfvfs" on .*`organization` must be a name, and this looks like an id\..*\n\(GET .*: 404 .*\)$/
  )
})
