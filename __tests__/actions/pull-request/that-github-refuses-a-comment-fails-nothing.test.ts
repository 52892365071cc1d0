import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a token that may not comment is reported with the line that is missing, and fails nothing', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const reader = github.token('installation', { 'pull-requests': 'read', contents: 'read' })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull, reader)))
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([
    "No comment: GitHub refuses the token: add `pull-requests: write` to the job's `permissions`. Workflows of pull requests from forks can only read: the report is in the summary of the job."
  ])
  expect(step.summary).toContain('### 📝 Plan for `demo/demo`: 1 to add, 0 to change, 0 to destroy')
})

test('a GitHub that does not exist fails nothing', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  github.faults.set({ on: 'POST /graphql', do: { kind: 'reset' }, times: 1000 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([expect.stringMatching(/^The report is not complete: /)])
})
