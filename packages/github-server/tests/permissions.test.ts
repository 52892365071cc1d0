import { describe, expect, test } from '@jest/globals'
import { serveGithub, type Github, type Permissions, type TokenKind } from '../src/index.ts'
import { HERE, octokit, refusal, refusalOf } from './client.ts'

type Client = ReturnType<typeof octokit>
type Request = readonly [name: string, accepted: string, (client: Client, comment_id: number) => Promise<unknown>]

const READS: readonly Request[] = [
  ['listComments', 'issues=read; pull_requests=read', c => c.rest.issues.listComments({ ...HERE, issue_number: 1 })],
  ['pulls.list', 'pull_requests=read', c => c.rest.pulls.list(HERE)],
  ['pulls.get', 'pull_requests=read', c => c.rest.pulls.get({ ...HERE, pull_number: 1 })],
  ['listFiles', 'pull_requests=read', c => c.rest.pulls.listFiles({ ...HERE, pull_number: 1 })],
  ['compare', 'contents=read', c => c.rest.repos.compareCommitsWithBasehead({ ...HERE, basehead: 'main...change-1' })],
  ['commit', 'contents=read', c => c.rest.git.getCommit({ ...HERE, commit_sha: 'a'.repeat(40) })],
  [
    'jobs',
    'actions=read',
    c => c.rest.actions.listJobsForWorkflowRunAttempt({ ...HERE, run_id: 4_242_424_242, attempt_number: 1 })
  ],
  ['check runs', 'checks=read', c => c.rest.checks.listForRef({ ...HERE, ref: 'a'.repeat(40) })]
]
const WRITES: readonly Request[] = [
  [
    'createComment',
    'issues=write; pull_requests=write',
    c => c.rest.issues.createComment({ ...HERE, issue_number: 1, body: 'Hello' })
  ],
  [
    'updateComment',
    'issues=write; pull_requests=write',
    (c, comment_id) => c.rest.issues.updateComment({ ...HERE, comment_id, body: 'Hello' })
  ],
  [
    'deleteComment',
    'issues=write; pull_requests=write',
    (c, comment_id) => c.rest.issues.deleteComment({ ...HERE, comment_id })
  ]
]
const NONE: Permissions = {}
const REFUSED: Readonly<Record<TokenKind, readonly [number, string]>> = {
  installation: [403, 'Resource not accessible by integration'],
  'fine-grained': [403, 'Resource not accessible by personal access token'],
  classic: [404, 'Not Found']
}

/** What is refused of these, with the status; all are tried. */
async function refusedOf(github: Github, token: string, requests: readonly Request[]) {
  const { id } = github.addComment(1, 'old')
  const refused: (readonly [string, number, string, string | undefined])[] = []
  for (const [name, , send] of requests) {
    const answer = await refusalOf(send(octokit(github, token), id))
    if (answer === undefined) continue
    const { status, headers, data } = answer
    refused.push([name, status, (data as { message: string }).message, headers['x-accepted-github-permissions']])
  }
  return refused
}

async function scene(options: Parameters<typeof serveGithub>[0] = {}): Promise<Github> {
  const github = await serveGithub(options)
  github.addPullRequest()
  github.addJob()
  return github
}

describe.each(['installation', 'fine-grained', 'classic'] as const)('a token of the kind %s', kind => {
  const all = (requests: readonly Request[]) => requests.map(([name, accepted]) => [name, ...REFUSED[kind], accepted])

  test('may do what it was granted', async () => {
    await using github = await scene()
    expect(await refusedOf(github, github.token(kind, 'write-all'), [...READS, ...WRITES])).toEqual([])
  })

  test('without permissions sees nothing of a private repository', async () => {
    await using github = await scene()
    expect(await refusedOf(github, github.token(kind, NONE), [...READS, ...WRITES])).toEqual(all([...READS, ...WRITES]))
  })

  test('without permissions reads a public repository', async () => {
    await using github = await scene({ private: false })
    expect(await refusedOf(github, github.token(kind, NONE), [...READS, ...WRITES])).toEqual(all(WRITES))
  })

  test('that only reads, as in the workflow of a fork, writes nothing', async () => {
    await using github = await scene()
    expect(await refusedOf(github, github.token(kind, 'read-all'), [...READS, ...WRITES])).toEqual(all(WRITES))
    expect(github.comments(1).map(({ body }) => body)).toEqual(['old'])
  })

  test.each([{ issues: 'write' }, { 'pull-requests': 'write' }] as const)('comments with %j', async permissions => {
    await using github = await scene()
    expect(await refusedOf(github, github.token(kind, permissions), WRITES)).toEqual([])
  })

  test.each([
    { contents: 'write', actions: 'write', checks: 'write' },
    { 'pull-requests': 'read', issues: 'none' }
  ] as const)("doesn't comment with %j", async permissions => {
    await using github = await scene()
    expect(await refusedOf(github, github.token(kind, permissions), WRITES)).toEqual(all(WRITES))
  })
})

test('the default permissions are enough to comment, and to link the job', async () => {
  await using github = await scene()
  const refused = await refusedOf(github, github.defaultToken, [...READS, ...WRITES])
  expect(refused.map(([name]) => name)).toEqual(['check runs'])
})

test("another's private repository isn't there, another's public one is", async () => {
  await using github = await scene()
  github.world.addRepository('other/private', true)
  github.world.addRepository('other/public', false)
  const { get } = octokit(github, github.token('installation', 'write-all')).rest.repos
  expect((await refusal(get({ owner: 'other', repo: 'private' }))).status).toBe(404)
  expect((await get({ owner: 'other', repo: 'public' })).data.private).toBe(false)
  expect((await refusal(get({ owner: 'other', repo: 'none' }))).status).toBe(404)
  const mine = octokit(github, github.token('classic', 'write-all')).rest.repos
  expect((await mine.get({ owner: 'other', repo: 'private' })).data.full_name).toBe('other/private')
})

test('owners and repositories are found whatever their case', async () => {
  await using github = await scene()
  const { data } = await octokit(github).rest.repos.get({ owner: 'Example', repo: 'INFRASTRUCTURE' })
  expect(data).toMatchObject({ full_name: 'example/infrastructure', private: true, default_branch: 'main' })
})

test('401 for no token, a wrong one, and one that has expired', async () => {
  await using github = await scene()
  const expired = github.token('installation', 'write-all')
  github.world.tokens.delete(expired)
  for (const token of ['wrong', expired])
    expect(await refusal(octokit(github, token).rest.repos.get(HERE))).toMatchObject({
      status: 401,
      data: { message: 'Bad credentials', status: '401' }
    })
  const response = await fetch(`${github.address}/repos/example/infrastructure`)
  expect([response.status, ((await response.json()) as { message: string }).message]).toEqual([
    401,
    'Requires authentication'
  ])
  expect(github.journal.entries.map(({ headers }) => headers.authorization)).toEqual(['token', 'token', undefined])
})

test('tokens look like those of their kind', async () => {
  await using github = await scene()
  for (const [kind, prefix] of Object.entries({ installation: 'ghs_', 'fine-grained': 'github_pat_', classic: 'ghp_' }))
    expect(github.token(kind as TokenKind, NONE)).toMatch(new RegExp(`^${prefix}\\w{36}$`))
})

test('404 for an unknown route', async () => {
  await using github = await scene()
  expect(await refusal(octokit(github).request('GET /nonsense'))).toMatchObject({
    status: 404,
    data: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' }
  })
})
