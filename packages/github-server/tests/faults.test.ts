import { describe, expect, test } from '@jest/globals'
import { serveGithub, type Github, type GithubFault } from '../src/index.ts'
import { HERE, octokit, refusal, type Refused } from './client.ts'

const CREATE = 'POST /repos/:owner/:repo/issues/:number/comments'

async function scene(...faults: readonly GithubFault[]): Promise<Github> {
  const github = await serveGithub()
  github.addPullRequest()
  for (const fault of faults) github.faults.set(fault)
  return github
}
const create = (github: Github) =>
  octokit(github).rest.issues.createComment({ ...HERE, issue_number: 1, body: 'Hello', request: { retries: 0 } })
const messageOf = ({ data }: Refused) => (data as { message: string }).message

describe('the primary rate limit', () => {
  test('is in every answer, and refuses what exceeds it', async () => {
    await using github = await serveGithub({ rateLimit: 2 })
    const { get } = octokit(github).rest.repos
    const rates: (string | undefined)[] = []
    for (let at = 0; at < 2; at += 1) rates.push((await get(HERE)).headers['x-ratelimit-remaining'])
    expect(rates).toEqual(['1', '0'])
    const refused = await refusal(get(HERE))
    expect(refused.status).toBe(403)
    expect(messageOf(refused)).toMatch(/^API rate limit exceeded for installation/)
    expect(refused.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0' })
    const seconds = Number(refused.headers['x-ratelimit-reset']) - Date.now() / 1000
    expect(seconds).toBeGreaterThan(3500)
    expect(seconds).toBeLessThan(3601)
    expect((await octokit(github, github.token('classic', 'write-all')).rest.repos.get(HERE)).status).toBe(200)
  })

  test.each([
    ['installation', '1000'],
    ['classic', '5000']
  ] as const)('of an %s token', async (kind, limit) => {
    await using github = await serveGithub()
    const { headers } = await octokit(github, github.token(kind, 'write-all')).rest.repos.get(HERE)
    expect(headers['x-ratelimit-limit']).toBe(limit)
  })

  test('is off on Enterprise Server', async () => {
    await using github = await serveGithub({ enterprise: true })
    const { headers } = await octokit(github).rest.repos.get(HERE)
    expect(headers['x-ratelimit-limit']).toBeUndefined()
  })

  test.each([403, 429] as const)('is met when it is asked for, with a %s', async status => {
    await using github = await scene({ name: 'rate-limited', status, reset: 2, on: CREATE })
    const refused = await refusal(create(github))
    expect([refused.status, refused.headers['x-ratelimit-remaining']]).toEqual([status, '0'])
    expect(Number(refused.headers['x-ratelimit-reset'])).toBeGreaterThan(Date.now() / 1000)
    expect((await create(github)).status).toBe(201)
  })
})

describe('the secondary rate limit', () => {
  test.each([
    [{}, 403, '1'],
    [{ status: 429, retryAfter: 60 }, 429, '60'],
    [{ retryAfter: 'unsaid' }, 403, undefined]
  ] as const)('%j', async (said, status, retryAfter) => {
    await using github = await scene({ name: 'secondary-rate-limited', on: CREATE, times: 2, ...said })
    for (let at = 0; at < 2; at += 1) {
      const refused = await refusal(create(github))
      expect([refused.status, refused.headers['retry-after']]).toEqual([status, retryAfter])
      expect(messageOf(refused)).toMatch(/^You have exceeded a secondary rate limit/)
    }
    expect(github.comments(1)).toEqual([])
    await create(github)
    expect(github.comments(1)).toHaveLength(1)
  })
})

describe('answers that GitHub has on bad days', () => {
  test.each([
    ['server-error', 500, /Server Error/],
    ['unavailable', 503, /No server is currently available/],
    ['bad-gateway', 502, /Unicorn/]
  ] as const)('%s', async (name, status, body) => {
    await using github = await scene({ name, on: CREATE })
    const refused = await refusal(create(github))
    expect([refused.status, JSON.stringify(refused.data)]).toEqual([status, expect.stringMatching(body)])
    expect((await create(github)).status).toBe(201)
    expect(github.journal.entries.map(entry => [entry.status, entry.fault])).toEqual([
      [status, 'answer before'],
      [201, undefined]
    ])
  })
})

describe('the connection', () => {
  test('is lost after the comment was made, which remains', async () => {
    await using github = await scene({ on: CREATE, do: { kind: 'reset' }, when: 'after' })
    expect((await refusal(create(github))).headers).toEqual({})
    expect(github.comments(1)).toHaveLength(1)
    expect(github.journal.entries).toMatchObject([{ status: undefined, fault: 'reset after' }])
  })

  test('hangs, at the second page of a list', async () => {
    const list = 'GET /repos/:owner/:repo/issues/:number/comments'
    await using github = await scene({ on: list, nth: 2, do: { kind: 'hang' } })
    for (let at = 0; at < 3; at += 1) github.addComment(1, 'Hello')
    const { listComments } = octokit(github).rest.issues
    const page = (page: number) =>
      listComments({ ...HERE, issue_number: 1, per_page: 1, page, request: { signal: AbortSignal.timeout(1000) } })
    expect((await page(1)).data).toHaveLength(1)
    expect((await refusal(page(2))).headers).toEqual({})
    expect(github.journal.entries.map(({ fault }) => fault)).toEqual([undefined, 'hang before'])
  })

  test('is slow', async () => {
    await using github = await scene({ on: CREATE, do: { kind: 'delay', milliseconds: 200 } })
    const start = performance.now()
    await create(github)
    expect(performance.now() - start).toBeGreaterThanOrEqual(195)
  })
})

test('faults are counted, listed and cleared', async () => {
  await using github = await scene()
  const set = github.faults.set({ name: 'server-error', on: CREATE, nth: 2, times: 5 })
  await create(github)
  expect(set.hits).toBe(0)
  expect((await refusal(create(github))).status).toBe(500)
  expect(set.hits).toBe(1)
  expect(github.faults.list).toHaveLength(1)
  set.clear()
  expect((await create(github)).status).toBe(201)
  expect(github.faults.list).toEqual([])
})

test('the journal has every request, with what was sent and without the token', async () => {
  await using github = await scene()
  await create(github)
  await octokit(github).rest.issues.listComments({ ...HERE, issue_number: 1, per_page: 5 })
  expect(github.journal.entries).toMatchObject([
    { method: 'POST', body: { body: 'Hello' }, status: 201, headers: { authorization: 'token' } },
    { method: 'GET', query: { per_page: '5' }, body: undefined, status: 200 }
  ])
  expect(github.journal.writes).toEqual(['POST /repos/example/infrastructure/issues/1/comments'])
  expect(JSON.stringify(github.journal.entries)).not.toContain(github.defaultToken)
})
