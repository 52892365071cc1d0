import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a secondary rate limit of GitHub is waited out', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  github.faults.set({
    name: 'secondary-rate-limited',
    on: 'POST /repos/:owner/:repo/issues/:number/comments',
    retryAfter: 1,
    times: 2
  })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  expect(annotated(step, 'warning')).toEqual([])
  expect(github.comments(7)).toHaveLength(1)
})
