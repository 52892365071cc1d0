import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

test('no comment is written where none is wanted, and on changes only where that is asked for', async () => {
  await using hcp = await serve({ script: { plan: { hasChanges: false } } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const run = (comment: string) =>
    runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: { 'pull-request-comment': comment } }))
  const never = await run('never')
  await run('on-changes')
  expect(github.comments(7)).toEqual([])
  expect(never.summary).toContain('### ✅ Plan for `demo/demo`: no changes')
  hcp.script({ plan: { additions: 1 } })
  await run('on-changes')
  // An outdated report does not remain.
  await run('on-changes')
  expect(github.comments(7).map(({ body }) => body.split('\n').find(line => line.startsWith('#')))).toEqual([
    '### ✅ Plan for `demo/demo`: no changes'
  ])
})
