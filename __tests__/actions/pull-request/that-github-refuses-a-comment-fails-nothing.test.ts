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

test.each(['pull_request', 'push'] as const)(
  'a token without any permission is reported with all that is missing: no second error follows; %s',
  async event => {
    await using hcp = await serve()
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    if (event === 'push') github.merge(pull)
    const withToken = (token: string) => runStep(hcp, onGithub(github.trigger(event, pull, token)))
    const refused = await withToken(github.token('installation', {}))
    const refusals = refused.log.match(/No comment: .*/g) ?? []
    expect(refusals).toHaveLength(1)
    const permissions: Record<string, 'read' | 'write'> = {}
    for (const [, scope = '', level] of refusals.join('').matchAll(/`([a-z-]+): (read|write)`/g))
      permissions[scope] = level as 'read' | 'write'
    expect(permissions).not.toEqual({})
    const step = await withToken(github.token('installation', permissions))
    expect([annotated(step, 'warning'), github.comments(7).length]).toEqual([[], 1])
  }
)

test('a GitHub that does not exist fails nothing', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  github.faults.set({ on: 'POST /graphql', do: { kind: 'reset' }, times: 1000 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([expect.stringMatching(/^The report is not complete: /)])
})
