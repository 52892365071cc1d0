import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

test('each workspace, and each comment-id, has a comment of its own', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('api')
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  for (const inputs of [{}, { workspace: 'api' }, { 'comment-id': 'nightly' }, { workspace: 'api' }]) {
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  }
  expect(github.comments(7)).toHaveLength(3)
})
