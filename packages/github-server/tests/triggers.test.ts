import { describe, expect, test } from '@jest/globals'
import { serveGithub, type TriggerName } from '../src/index.ts'
import { runAction } from '../../workflow-runner/src/index.ts'
import { shaOf } from '../src/world.ts'
import { tinyAction } from '../../workflow-runner/tests/tiny-action.ts'

/** An action that looks for its pull request, and comments there, as the toolkit makes it easy. */
const commenting = tinyAction({
  yaml: 'inputs: {github-token: {default: "${{ github.token }}"}}',
  main: `
    import * as core from '${import.meta.resolve('@actions/core')}'
    import { context, getOctokit } from '${import.meta.resolve('@actions/github')}'
    const client = getOctokit(core.getInput('github-token'))
    const { viewer } = await client.graphql('query { viewer { login } }')
    const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({ ...context.repo, commit_sha: context.sha })
    const number = context.payload.pull_request?.number ?? data[0]?.number
    core.setOutput('found', [viewer.login, context.eventName, context.ref, number ?? 'none'].join(' '))
    if (number !== undefined)
      await client.rest.issues.createComment({ ...context.repo, issue_number: number, body: 'Hello' })`
})

test.each([
  ['pull_request', 'refs/pull/1/merge', '1'],
  ['pull_request_target', 'refs/heads/main', '1'],
  ['push', 'refs/heads/main', '1'],
  ['workflow_run', 'refs/heads/main', 'none'],
  ['merge_group', `refs/heads/gh-readonly-queue/main/pr-1-${shaOf('base', 'main')}`, 'none'],
  ['workflow_dispatch', 'refs/heads/main', 'none']
] as const)('an action on a runner receives a %s', async (name, ref, number) => {
  await using github = await serveGithub()
  const pull = github.addPullRequest()
  if (name === 'push') github.merge(pull)
  using action = runAction({ directory: commenting, ...github.trigger(name, pull) })
  const { outputs, conclusion } = await action.ended
  expect([conclusion, outputs.found]).toEqual(['success', `github-actions[bot] ${name} ${ref} ${number}`])
  expect(github.comments(1)).toHaveLength(number === '1' ? 1 : 0)
})

test('an action on a runner talks to Enterprise Server under its own paths', async () => {
  await using github = await serveGithub({ enterprise: true })
  const pull = github.addPullRequest()
  using action = runAction({ directory: commenting, ...github.trigger('pull_request', pull) })
  expect((await action.ended).conclusion).toBe('success')
  expect(github.comments(1)).toHaveLength(1)
  expect(github.env).toMatchObject({
    GITHUB_API_URL: `${github.address}/api/v3`,
    GITHUB_GRAPHQL_URL: `${github.address}/api/graphql`,
    GITHUB_SERVER_URL: 'https://github.example.com'
  })
})

test('the token of a trigger may be another, and is a secret of the job', async () => {
  await using github = await serveGithub()
  const pull = github.addPullRequest({ fork: 'stranger' })
  const token = github.token('installation', 'read-all')
  using action = runAction({ directory: commenting, ...github.trigger('pull_request', pull, token) })
  const { conclusion, log } = await action.ended
  expect(conclusion).toBe('failure')
  expect(log).toMatch(/Resource not accessible by integration/)
  expect(log).not.toContain(token)
})

describe('payloads', () => {
  const payload = async (name: TriggerName, fork?: string) => {
    await using github = await serveGithub()
    const pull = github.addPullRequest({ head: 'topic', ...(fork === undefined ? {} : { fork }) })
    return github.trigger(name, pull).event.payload
  }

  test('of a pull request have all of it', async () => {
    expect(await payload('pull_request', 'stranger')).toMatchObject({
      action: 'opened',
      number: 1,
      pull_request: { number: 1, head: { ref: 'topic', repo: { full_name: 'stranger/infrastructure', fork: true } } },
      repository: { full_name: 'example/infrastructure', private: true },
      sender: { login: 'stranger' }
    })
  })

  test('of a push to a pull request name its commits, and its time, whenever the job runs', async () => {
    await using github = await serveGithub()
    const pull = github.addPullRequest()
    github.push(pull, 'c'.repeat(40), '2026-01-02T03:04:05Z')
    const { payload } = github.trigger('pull_request', pull).event
    expect(payload).toMatchObject({
      action: 'synchronize',
      before: shaOf('head', 1),
      after: 'c'.repeat(40),
      pull_request: { head: { sha: 'c'.repeat(40) }, updated_at: '2026-01-02T03:04:05Z' }
    })
    github.merge(pull)
    expect(github.trigger('pull_request', pull).event.payload).toMatchObject({
      pull_request: { updated_at: '2026-01-02T03:04:05Z' }
    })
  })

  test('of a workflow run name pull requests, except those from forks', async () => {
    expect(await payload('workflow_run')).toMatchObject({
      workflow_run: { head_branch: 'topic', head_sha: shaOf('head', 1), pull_requests: [{ number: 1 }] }
    })
    expect(await payload('workflow_run', 'stranger')).toMatchObject({
      workflow_run: { pull_requests: [], head_repository: { full_name: 'stranger/infrastructure' } }
    })
  })

  test('of a merge group, a push and a dispatch name none', async () => {
    for (const name of ['merge_group', 'push', 'workflow_dispatch'] as const)
      expect(await payload(name)).not.toHaveProperty('pull_request')
  })
})
