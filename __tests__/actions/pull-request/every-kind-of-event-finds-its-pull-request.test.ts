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

test('workflow_run reports only where the head commit is that of its workflow', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const { event, github: context } = github.trigger('workflow_run', pull)
  github.push(pull)
  // GitHub lists the pull requests of the branch as they are now.
  const { pull_requests } = github.trigger('workflow_run', pull).event.payload.workflow_run as {
    pull_requests: object[]
  }
  const workflow_run = { ...(event.payload.workflow_run as object), pull_requests }
  const outdated = { event: { ...event, payload: { ...event.payload, workflow_run } }, github: context }
  const step = await runStep(hcp, onGithub(outdated))
  expect(step.conclusion).toBe('success')
  expect(github.comments(7)).toEqual([])
  expect(step.log).toContain('No comment: no open pull request has the head commit ')
})

test('workflow_run of a fork reports on its own pull request, and not on one with the same branch name', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  github.addPullRequest({ number: 6, head: 'feature' })
  const pull = github.addPullRequest({ number: 7, head: 'feature', fork: 'contributor' })
  await runStep(hcp, onGithub(github.trigger('workflow_run', pull)))
  expect([6, 7].map(number => github.comments(number).length)).toEqual([0, 1])
})

test('workflow_run takes no pull request of another base repository that its event lists', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const { event, github: context } = github.trigger('workflow_run', pull)
  github.addPullRequest({ number: 8 })
  const other = {
    number: 8,
    head: { ref: pull.head.ref, sha: pull.head.sha },
    base: { ref: 'main', repo: { id: 4_242 } }
  }
  const listed = { ...(event.payload.workflow_run as object), pull_requests: [other] }
  await runStep(
    hcp,
    onGithub({ event: { ...event, payload: { ...event.payload, workflow_run: listed } }, github: context })
  )
  expect([7, 8].map(number => github.comments(number).length)).toEqual([1, 0])
})
