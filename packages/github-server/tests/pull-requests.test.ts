import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../src/index.ts'
import { shaOf } from '../src/world.ts'
import { HERE, octokit, refusal } from './client.ts'

describe('are listed', () => {
  test.each([
    [{}, [4, 1]],
    [{ direction: 'asc' }, [1, 4]],
    [{ state: 'closed' }, [3, 2]],
    [{ state: 'all' }, [4, 3, 2, 1]],
    [{ head: 'example:topic' }, [1]],
    [{ head: 'stranger:topic' }, [4]],
    [{ head: 'other:topic' }, []],
    [{ head: 'topic' }, [4, 1]],
    [{ state: 'all', base: 'release' }, [3]],
    [{ head: 'example:topic', base: 'release' }, []]
  ] as const)('%j', async (asked, numbers) => {
    await using github = await serveGithub()
    github.addPullRequest({ head: 'topic' })
    github.addPullRequest({ state: 'merged' })
    github.addPullRequest({ state: 'closed', base: 'release' })
    github.addPullRequest({ head: 'topic', fork: 'stranger' })
    const { data } = await octokit(github).rest.pulls.list({ ...HERE, ...asked })
    expect(data.map(({ number }) => number)).toEqual(numbers)
  })
})

test('are shown with their head, also in a fork, and their base', async () => {
  await using github = await serveGithub()
  const { head, base } = github.addPullRequest({ fork: 'stranger', head: 'topic', title: 'Add a bucket', draft: true })
  github.addComment(1, 'Hello')
  const { data } = await octokit(github).rest.pulls.get({ ...HERE, pull_number: 1 })
  expect(data).toMatchObject({
    number: 1,
    title: 'Add a bucket',
    state: 'open',
    draft: true,
    merged: false,
    merged_at: null,
    comments: 1,
    changed_files: 1,
    html_url: 'https://github.com/example/infrastructure/pull/1',
    user: { login: 'stranger' },
    head: { label: 'stranger:topic', sha: head.sha, repo: { full_name: 'stranger/infrastructure', fork: true } },
    base: { ref: 'main', sha: base.sha, repo: { full_name: 'example/infrastructure', fork: false } }
  })
  expect((await refusal(octokit(github).rest.pulls.get({ ...HERE, pull_number: 2 }))).status).toBe(404)
  expect((await refusal(octokit(github).request('GET /repos/example/infrastructure/pulls/one'))).status).toBe(404)
})

test('are merged', async () => {
  await using github = await serveGithub()
  const pull = github.addPullRequest()
  github.merge(pull)
  const { data } = await octokit(github).rest.pulls.get({ ...HERE, pull_number: 1 })
  expect(data).toMatchObject({ state: 'closed', merged: true, merge_commit_sha: pull.mergeCommitSha })
})

test('show their files page by page, 3,000 at most', async () => {
  await using github = await serveGithub()
  const files = Array.from({ length: 3010 }, (_, at) => `modules/${at}/main.tf`)
  github.addPullRequest({
    files: [{ filename: 'new.tf', status: 'renamed', previousFilename: 'old.tf' }, ...files]
  })
  const client = octokit(github)
  const listed = await client.paginate(client.rest.pulls.listFiles, { ...HERE, pull_number: 1, per_page: 100 })
  expect(listed).toHaveLength(3000)
  expect(listed.slice(0, 2)).toMatchObject([
    { filename: 'new.tf', status: 'renamed', previous_filename: 'old.tf' },
    { filename: 'modules/0/main.tf', status: 'modified' }
  ])
  expect(github.journal.entries).toHaveLength(30)
})

describe('of a commit', () => {
  const older = shaOf('older')
  const newer = shaOf('newer')
  test.each([
    ['the head of an open one', newer, [1, 2]],
    ['an older commit of it', older, [1]],
    ['the branch of it', 'topic', [1]],
    ['the merge of a merged one', shaOf('merge', 3), [3]],
    ['a commit that a merged one brought', shaOf('brought'), [3]],
    ['the head of one that was closed', shaOf('closed'), []],
    ['any other commit', 'f'.repeat(40), []],
    ['the default branch', 'main', []]
  ])('%s', async (_case, commit_sha, numbers) => {
    await using github = await serveGithub()
    github.addPullRequest({ head: 'topic', commits: [older, newer] })
    github.addPullRequest({ commits: [newer] })
    github.addPullRequest({ state: 'merged', commits: [shaOf('brought')] })
    github.addPullRequest({ state: 'closed', commits: [shaOf('closed')] })
    const { listPullRequestsAssociatedWithCommit: list } = octokit(github).rest.repos
    const { data } = await list({ ...HERE, commit_sha })
    expect(data.map(({ number }) => number)).toEqual(numbers)
  })

  test('that is none', async () => {
    await using github = await serveGithub()
    const { listPullRequestsAssociatedWithCommit: list } = octokit(github).rest.repos
    expect(await refusal(list({ ...HERE, commit_sha: 'nonsense' }))).toMatchObject({
      status: 422,
      data: { message: 'No commit found for SHA: nonsense' }
    })
  })
})

describe('two commits are compared', () => {
  test('that a pull request lies between, by name and by commit', async () => {
    await using github = await serveGithub()
    const { base, head } = github.addPullRequest({ files: ['a.tf', 'b.tf'], head: 'feature/buckets' })
    const { compareCommitsWithBasehead: compare } = octokit(github).rest.repos
    for (const basehead of ['main...feature/buckets', `${base.sha}...${head.sha}`, `${base.sha}...feature/buckets`]) {
      const { data } = await compare({ ...HERE, basehead })
      expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, total_commits: 1 })
      expect(data.files?.map(({ filename }) => filename)).toEqual(['a.tf', 'b.tf'])
    }
    expect((await compare({ ...HERE, basehead: 'main...main' })).data).toMatchObject({ status: 'identical', files: [] })
    expect((await refusal(compare({ ...HERE, basehead: 'main...none' }))).status).toBe(404)
  })

  test('with all commits page by page, and the first 300 files on the first', async () => {
    await using github = await serveGithub()
    const commits = Array.from({ length: 260 }, (_, at) => shaOf('commit', at))
    const files = Array.from({ length: 310 }, (_, at) => ({ filename: `${at}.tf`, status: 'added' as const }))
    github.addComparison({ base: 'v1', head: 'v2', commits, files })
    const { compareCommitsWithBasehead: compare } = octokit(github).rest.repos
    const first = await compare({ ...HERE, basehead: 'v1...v2' })
    const second = await compare({ ...HERE, basehead: 'v1...v2', page: 2 })
    expect([first.data.commits.length, first.data.files?.length, first.data.total_commits]).toEqual([250, 300, 260])
    expect([second.data.commits.length, second.data.files]).toEqual([10, undefined])
  })
})

describe('the jobs of a run', () => {
  test('are those of the attempt, each with its page', async () => {
    await using github = await serveGithub()
    const job = github.addJob({ name: 'plan (production)', runnerName: 'GitHub Actions 12' })
    github.addJob({ name: 'plan (staging)' })
    github.addJob({ name: 'plan (production)', attempt: 2 })
    github.addJob({ runId: 7 })
    const run = { ...HERE, run_id: job.runId, attempt_number: 1 }
    const { actions } = octokit(github).rest
    const { data } = await actions.listJobsForWorkflowRunAttempt(run)
    expect(data.total_count).toBe(2)
    expect(data.jobs).toMatchObject([
      {
        id: job.id,
        name: 'plan (production)',
        status: 'in_progress',
        conclusion: null,
        runner_name: 'GitHub Actions 12',
        html_url: `https://github.com/example/infrastructure/actions/runs/4242424242/job/${job.id}`
      },
      { name: 'plan (staging)' }
    ])
    expect((await actions.getJobForWorkflowRun({ ...HERE, job_id: job.id })).data.name).toBe('plan (production)')
    expect((await refusal(actions.listJobsForWorkflowRunAttempt({ ...run, attempt_number: 3 }))).status).toBe(404)
  })

  test('are the check runs of its commit', async () => {
    await using github = await serveGithub({ permissions: { checks: 'read' } })
    const { id } = github.addJob({ headSha: shaOf('head') })
    github.addJob({ headSha: shaOf('other') })
    const { data } = await octokit(github).rest.checks.listForRef({ ...HERE, ref: shaOf('head') })
    expect(data).toMatchObject({ total_count: 1, check_runs: [{ id, name: 'job' }] })
  })
})
