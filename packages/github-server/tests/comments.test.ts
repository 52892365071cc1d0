import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../src/index.ts'
import { HERE, octokit, refusal } from './client.ts'

const MARKER = '<!-- ours -->'

test('are created, listed, changed and deleted', async () => {
  await using github = await serveGithub()
  const { number } = github.addPullRequest()
  const { issues } = octokit(github).rest
  const { status, data, headers } = await issues.createComment({ ...HERE, issue_number: number, body: 'Planned' })
  expect(status).toBe(201)
  expect(headers.location).toBe(data.url)
  expect(data).toMatchObject({
    body: 'Planned',
    html_url: `https://github.com/example/infrastructure/pull/${number}#issuecomment-${data.id}`,
    user: { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot', node_id: 'MDM6Qm90NDE4OTgyODI=' },
    performed_via_github_app: { slug: 'github-actions' }
  })
  const comment_id = data.id
  await issues.updateComment({ ...HERE, comment_id, body: 'Applied' })
  expect((await issues.getComment({ ...HERE, comment_id })).data.body).toBe('Applied')
  expect(github.comments(number).map(({ body }) => body)).toEqual(['Applied'])
  expect((await issues.deleteComment({ ...HERE, comment_id })).status).toBe(204)
  expect(github.comments(number)).toEqual([])
  expect((await refusal(issues.updateComment({ ...HERE, comment_id, body: 'late' }))).status).toBe(404)
})

describe('of many people', () => {
  test('are listed the oldest first, page by page, by the links that lead on', async () => {
    await using github = await serveGithub()
    const { number } = github.addPullRequest()
    github.addPullRequest()
    for (let at = 1; at <= 250; at += 1) github.addComment(number, `${MARKER} ${at}`, { user: `person-${at % 3}` })
    github.addComment(2, 'elsewhere')
    const client = octokit(github)
    const listed = await client.paginate(client.rest.issues.listComments, {
      ...HERE,
      issue_number: number,
      per_page: 100
    })
    expect(listed.map(({ body }) => body)).toEqual(github.comments(number).map(({ body }) => body))
    expect(listed.slice(0, 3).map(({ user }) => user?.login)).toEqual(['person-1', 'person-2', 'person-0'])
    const list = '/repos/example/infrastructure/issues/1/comments'
    expect(github.journal.entries.map(({ path, query }) => [path, query.page])).toEqual([
      [list, undefined],
      [list, '2'],
      [list, '3']
    ])
  })

  test.each([
    [{}, 30, 'prev next last first'],
    [{ per_page: 100 }, 100, 'prev next last first'],
    [{ per_page: 1000 }, 100, 'prev next last first'],
    [{ per_page: 0 }, 30, 'prev next last first'],
    [{ per_page: 100, page: 3 }, 50, 'prev first'],
    [{ page: 99 }, 0, 'prev first']
  ])('on a page: %j', async (asked, count, links) => {
    await using github = await serveGithub()
    github.addPullRequest()
    for (let at = 0; at < 250; at += 1) github.addComment(1, 'Hello')
    const { listComments } = octokit(github).rest.issues
    const { data, headers } = await listComments({ ...HERE, issue_number: 1, page: 2, ...asked })
    expect(data).toHaveLength(count)
    expect([...(headers.link ?? '').matchAll(/rel="(\w+)"/g)].map(match => match[1]).join(' ')).toBe(links)
    expect(headers.link).toMatch(`<${github.address}/repositories/${github.repository.id}/issues/1/comments?`)
  })

  test('on one page have no links', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    github.addComment(1, 'Hello')
    const { headers } = await octokit(github).rest.issues.listComments({ ...HERE, issue_number: 1 })
    expect(headers.link).toBeUndefined()
  })

  test('since when they were last changed', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    github.addComment(1, 'old', { createdAt: '2020-01-01T00:00:00Z' })
    const changed = github.addComment(1, 'changed', { createdAt: '2020-01-01T00:00:00Z' })
    github.addComment(1, 'new')
    const { issues } = octokit(github).rest
    await issues.updateComment({ ...HERE, comment_id: changed.id, body: 'changed since' })
    const { data } = await issues.listComments({ ...HERE, issue_number: 1, since: '2024-01-01T00:00:00Z' })
    expect(data.map(({ body }) => body)).toEqual(['changed since', 'new'])
  })

  test('tell bots from people, and apps from tokens of people', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    github.addComment(1, MARKER, { user: 'github-actions[bot]' })
    github.addComment(1, MARKER, { user: 'renovate[bot]' })
    github.addComment(1, MARKER, { user: 'reviewer' })
    const personal = octokit(github, github.token('classic', 'write-all', 'releaser'))
    await personal.rest.issues.createComment({ ...HERE, issue_number: 1, body: MARKER })
    const { data } = await personal.rest.issues.listComments({ ...HERE, issue_number: 1 })
    expect(
      data.map(({ user, performed_via_github_app: app }) => [user?.login, user?.type, user?.html_url, app?.slug])
    ).toEqual([
      ['github-actions[bot]', 'Bot', 'https://github.com/apps/github-actions', 'github-actions'],
      ['renovate[bot]', 'Bot', 'https://github.com/apps/renovate', 'renovate'],
      ['reviewer', 'User', 'https://github.com/reviewer', undefined],
      ['releaser', 'User', 'https://github.com/releaser', undefined]
    ])
  })

  test('may be changed by whoever may write', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const { id } = github.addComment(1, MARKER, { user: 'reviewer' })
    await octokit(github).rest.issues.updateComment({ ...HERE, comment_id: id, body: 'taken' })
    expect(github.comments(1)).toMatchObject([{ body: 'taken', user: { login: 'reviewer' } }])
  })
})

describe('are refused', () => {
  const tooLong = /Body is too long \(maximum is 65536 characters\)/
  test.each([
    ['65,536 characters', 'x'.repeat(65_536), undefined],
    ['65,537 characters', 'x'.repeat(65_537), tooLong],
    ['65,536 characters of two UTF-16 units', '🟢'.repeat(65_536), undefined],
    ['65,537 characters of two UTF-16 units', '🟢'.repeat(65_537), tooLong],
    ['nothing', ' \n', /missing_field/]
  ])('when they are too long or empty: %s', async (_case, body, expected) => {
    await using github = await serveGithub()
    github.addPullRequest()
    const old = github.addComment(1, 'old')
    const { issues } = octokit(github).rest
    const requests = [
      () => issues.createComment({ ...HERE, issue_number: 1, body }),
      () => issues.updateComment({ ...HERE, comment_id: old.id, body })
    ]
    for (const request of requests) {
      if (expected === undefined) expect((await request()).data.body).toBe(body)
      else expect(await refusal(request())).toMatchObject({ status: 422, message: expect.stringMatching(expected) })
    }
    expect(github.comments(1)).toHaveLength(expected === undefined ? 2 : 1)
  })

  test('without a body, or as something else than JSON', async () => {
    await using github = await serveGithub()
    github.addPullRequest()
    const send = async (body: string) => {
      const response = await fetch(`${github.address}/repos/example/infrastructure/issues/1/comments`, {
        method: 'POST',
        headers: { authorization: `token ${github.defaultToken}`, 'content-type': 'application/json' },
        body
      })
      return [response.status, ((await response.json()) as { message: string }).message]
    }
    expect(await send('{}')).toEqual([422, 'Invalid request.\n\n"body" wasn\'t supplied.'])
    expect(await send('')).toEqual([422, 'Invalid request.\n\n"body" wasn\'t supplied.'])
    expect(await send('{"body"')).toEqual([400, 'Problems parsing JSON'])
    expect(await send('["body"]')).toEqual([400, 'Body should be a JSON object'])
  })

  test('where there is no pull request, or its conversation is locked', async () => {
    await using github = await serveGithub()
    github.addPullRequest({ locked: true })
    const { createComment, listComments } = octokit(github).rest.issues
    expect(await refusal(createComment({ ...HERE, issue_number: 1, body: 'Hello' }))).toMatchObject({
      status: 403,
      message: expect.stringMatching(/^Unable to create comment because issue is locked/)
    })
    expect((await refusal(createComment({ ...HERE, issue_number: 2, body: 'Hello' }))).status).toBe(404)
    expect((await refusal(listComments({ ...HERE, issue_number: 2 }))).status).toBe(404)
  })
})
