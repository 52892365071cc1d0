import { expect, test } from '@jest/globals'
import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'

const WARNING = `${JSON.stringify({
  '@level': 'warn',
  '@message': 'Warning: One replica',
  type: 'diagnostic',
  diagnostic: { severity: 'warning', summary: 'One replica', detail: 'Two are better.' }
})}\n`

test('without a file for the summary the comment is still written', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  hcp.script({ hold: ['planning'] })
  using run = onARunner(hcp, onGithub(github.trigger('pull_request', pull)))
  await hcp.until('planning')
  for (const file of globSync('**/step_summary_*', { cwd: run.temp })) rmSync(join(run.temp, file))
  hcp.release()
  const step = await run.ended
  expect(step.conclusion).toBe('success')
  expect(github.comments(7)).toHaveLength(1)
  expect(annotated(step, 'warning')).toEqual([expect.stringMatching(/the summary is missing/)])
})

test('without a summary and without a token for comments the annotations are still written', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1, log: WARNING } } })
  await using github = await serveGithub()
  const inputs = { 'github-token': '', summary: 'false', 'pull-request-comment': 'never' }
  const step = await runStep(
    hcp,
    onGithub(github.trigger('pull_request', github.addPullRequest({ number: 7 })), { inputs })
  )
  expect([step.conclusion, step.summary]).toEqual(['success', ''])
  expect(annotated(step, 'warning')).toEqual(['Two are better.'])
})

test('without a token for comments the summary is still written', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const inputs = { 'github-token': '', 'pull-request-comment': 'never' }
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  expect(step.summary).toContain('### 📝 Plan for `demo/demo`')
})

test('a token that has expired, a missing permission and a missing pull request are three messages', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const expired = github.token('installation', { 'pull-requests': 'write' })
  const reader = github.token('installation', { 'pull-requests': 'read' })
  github.world.tokens.delete(expired)
  const warnings = async (token: string, number: string) => {
    const inputs = { 'pull-request-number': number }
    const step = await runStep(hcp, onGithub(github.trigger('workflow_dispatch', pull, token), { inputs }))
    expect([step.conclusion, step.summary.includes('Plan for')]).toEqual(['success', true])
    return annotated(step, 'warning')
  }
  expect([
    await warnings(expired, '7'),
    await warnings(reader, '7'),
    await warnings(github.defaultToken, '99')
  ]).toEqual([
    [expect.stringMatching(/^No comment: `github-token` is not valid, or has expired/)],
    [expect.stringMatching(/^No comment: GitHub refuses the token: add `pull-requests: write`/)],
    [expect.stringMatching(/^No comment: Pull request #99 doesn't exist/)]
  ])
})

test('a push to a branch with an open pull request says why there is no comment', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const { event, github: context } = github.trigger('push', pull)
  const step = await runStep(hcp, onGithub({ event, github: { ...context, sha: pull.head.sha } }))
  expect(github.comments(7)).toEqual([])
  expect(step.log).toContain('No comment: pull request #7 is open')
})
