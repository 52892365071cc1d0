import { expect, test } from '@jest/globals'
import { serveGithub } from '../src/index.ts'
import { HERE, octokit, refusal } from './client.ts'

test('issues share their numbers with pull requests, and are listed with them', async () => {
  await using github = await serveGithub({ permissions: { issues: 'write', 'pull-requests': 'read' } })
  github.addPullRequest()
  const { issues } = octokit(github).rest
  const { status, data } = await issues.create({ ...HERE, title: 'Drift', body: 'x', labels: ['drift'] })
  expect([status, data.number, data.state, data.user?.login]).toEqual([201, 2, 'open', 'github-actions[bot]'])
  const listed = async (given: object) =>
    (await issues.listForRepo({ ...HERE, ...given })).data.map(({ number, pull_request: page }) => [
      number,
      page !== undefined
    ])
  expect(await listed({})).toEqual([
    [2, false],
    [1, true]
  ])
  expect(await listed({ labels: 'Drift', creator: 'github-actions[bot]' })).toEqual([[2, false]])
  expect(await listed({ creator: 'author' })).toEqual([[1, true]])
  await issues.update({ ...HERE, issue_number: 2, state: 'closed', title: 'No drift' })
  expect(await listed({ labels: 'drift' })).toEqual([])
  expect((await issues.get({ ...HERE, issue_number: 2 })).data).toMatchObject({ title: 'No drift', body: 'x' })
  expect((await refusal(issues.create({ ...HERE, title: '' }))).status).toBe(422)
  expect((await refusal(octokit(github, github.token('installation', {})).rest.issues.listForRepo(HERE))).status).toBe(
    403
  )
})

test('a person reacts once in each way', async () => {
  await using github = await serveGithub()
  const { number } = github.addPullRequest()
  const { id: comment_id, reactions } = github.addComment(number, '/plan')
  const { createForIssueComment: react } = octokit(github).rest.reactions
  const first = await react({ ...HERE, comment_id, content: 'eyes' })
  const again = await react({ ...HERE, comment_id, content: 'eyes' })
  expect([first.status, again.status, again.data.id]).toEqual([201, 200, first.data.id])
  await react({ ...HERE, comment_id, content: '-1' })
  expect(reactions.map(({ content }) => content)).toEqual(['eyes', '-1'])
  expect((await refusal(react({ ...HERE, comment_id, content: 'ok' as 'eyes' }))).status).toBe(422)
  const reader = octokit(github, github.token('installation', 'read-all')).rest.reactions
  expect((await refusal(reader.createForIssueComment({ ...HERE, comment_id, content: 'eyes' }))).status).toBe(403)
})

test('deployments have statuses, the newest first', async () => {
  await using github = await serveGithub({ permissions: { deployments: 'write' } })
  const { repos } = octokit(github).rest
  const environment = 'preview-1'
  const { data } = await repos.createDeployment({ ...HERE, ref: 'a'.repeat(40), environment, required_contexts: [] })
  const deployment_id = (data as { id: number }).id
  const status = { ...HERE, deployment_id, environment_url: 'https://preview.example.com' }
  await repos.createDeploymentStatus({ ...status, state: 'success' })
  await repos.createDeploymentStatus({ ...status, state: 'inactive' })
  const { data: statuses } = await repos.listDeploymentStatuses({ ...HERE, deployment_id })
  expect(statuses.map(({ state }) => state)).toEqual(['inactive', 'success'])
  const found = async (name: string) =>
    (await repos.listDeployments({ ...HERE, environment: name })).data.map(({ id }) => id)
  expect([await found(environment), await found('other')]).toEqual([[deployment_id], []])
  expect((await refusal(repos.createDeployment({ ...HERE, ref: '' }))).status).toBe(422)
  expect((await refusal(repos.createDeploymentStatus({ ...status, state: 'done' as 'error' }))).status).toBe(422)
})

test('permissions of people are roles under their older names, and pushes have the times of GitHub', async () => {
  await using github = await serveGithub()
  github.allow('maintainer', 'maintain')
  github.world.user('stranger')
  const { repos } = octokit(github).rest
  const permission = async (username: string) => {
    const { data } = await repos.getCollaboratorPermissionLevel({ ...HERE, username })
    return [data.permission, data.role_name]
  }
  expect([await permission('maintainer'), await permission('stranger')]).toEqual([
    ['write', 'maintain'],
    ['none', 'none']
  ])
  expect((await refusal(permission('no-such-person'))).status).toBe(404)
  const pull = github.addPullRequest({ createdAt: '2026-01-01T10:00:00Z' })
  const first = pull.head.sha
  github.push(pull, undefined, '2026-01-01T11:00:00Z')
  github.addPullRequest({ fork: 'stranger' })
  const { data } = await repos.listActivities({ ...HERE, ref: `refs/heads/${pull.head.ref}` })
  expect(data.map(({ before, after, timestamp, activity_type: type }) => [before, after, timestamp, type])).toEqual([
    [first, pull.head.sha, '2026-01-01T11:00:00Z', 'push'],
    ['0'.repeat(40), first, '2026-01-01T10:00:00Z', 'branch_creation']
  ])
  await using open = await serveGithub({ private: false })
  open.world.user('stranger')
  const read = await octokit(open).rest.repos.getCollaboratorPermissionLevel({ ...HERE, username: 'stranger' })
  expect(read.data.permission).toBe('read')
})
