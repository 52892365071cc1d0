import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

test.each(['pull_request', 'pull_request_target', 'push', 'workflow_run', 'merge_group'] as const)(
  '%s finds its pull request',
  async name => {
    await using hcp = await serve()
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    if (name === 'push') github.merge(pull)
    await runStep(hcp, onGithub(github.trigger(name, pull)))
    expect(github.comments(7)).toHaveLength(1)
  }
)

test('workflow_dispatch finds its pull request', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('workflow_dispatch', pull)))
  expect(github.comments(7)).toEqual([])
  await runStep(hcp, onGithub(github.trigger('workflow_dispatch', pull), { inputs: { 'pull-request-number': '7' } }))
  expect(github.comments(7)).toHaveLength(1)
})
