import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

test('the apply of a merged pull request tells in the same comment how it ended', async () => {
  const outputs = { url: { value: 'https://x' }, password: { value: 'hunter22', sensitive: true } }
  await using hcp = await serve({ script: { plan: { additions: 3 }, apply: { outputs } } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const plan = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  const apply = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), { inputs: { operation: 'apply', 'sensitive-outputs': 'mask' } })
  )
  expect(apply.conclusion).toBe('success')
  const [comment, ...others] = github.comments(7)
  expect(others).toEqual([])
  expect(comment?.body).toContain('### ✅ Applied in `demo/demo`: 3 added, 0 changed, 0 destroyed')
  expect(comment?.body).toContain('password = (sensitive)\nurl = https://x')
  expect(comment?.body).not.toContain('hunter22')
  expect(comment?.body).toContain(`run:${plan.outputs['run-id']} `)
})

test('an apply without changes shows the outputs that the workspace has', async () => {
  await using hcp = await serve({ script: { plan: { hasChanges: false } } })
  hcp.seedState({ url: { value: 'https://x' }, password: { value: 'hunter22', sensitive: true } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, state: 'merged' })
  const apply = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: { operation: 'apply' } }))
  expect([apply.conclusion, apply.outputs['run-status']]).toEqual(['success', 'planned_and_finished'])
  for (const report of [github.comments(7)[0]?.body, apply.summary]) {
    expect(report).toContain('### ✅ No changes in `demo/demo`')
    expect(report).toContain('url = https://x')
    expect(report).not.toContain('hunter22')
  }
})

test('a destroy updates the comment of its workspace', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1 } } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  const [planned] = github.comments(7)
  expect(planned?.body).not.toMatch(/destroyed/i)
  hcp.script({ plan: { destructions: 2 } })
  github.merge(pull)
  const inputs = { operation: 'apply', mode: 'destroy' }
  await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  const [comment, ...others] = github.comments(7)
  expect([comment?.id, others]).toEqual([planned?.id, []])
  expect(comment?.body).toContain('0 added, 0 changed, 2 destroyed')
})
