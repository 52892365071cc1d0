import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/** A checkout with two commits, as git makes it. */
function checkout() {
  const directory = mkdtempSync(join(tmpdir(), 'checkout-'))
  const git = (...args: string[]) => execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' }).trim()
  git('init', '--quiet')
  writeFileSync(join(directory, 'main.tf'), 'output "greeting" {\n  value = "hello"\n}\n')
  git('add', '.')
  const commit = (message: string) => {
    const who = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com']
    git(...who, 'commit', '--quiet', '--allow-empty', '-m', message)
    return git('rev-parse', 'HEAD')
  }
  const [base, head] = [commit('Base'), commit('Head')]
  return { directory, git, base, head, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) }
}

test.each(['issue_comment', 'workflow_dispatch'] as const)('%s names the commit that is checked out', async name => {
  using repository = checkout()
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, commits: [repository.head] })
  const options = { workspace: repository.directory, inputs: { 'pull-request-number': '7' } }
  await runStep(hcp, onGithub(github.trigger(name, pull), options))
  expect(github.comments(7)[0]?.body).toContain(repository.head.slice(0, 7))
})

test('a merge that GitHub has made counts as the head of the pull request', async () => {
  using repository = checkout()
  const { base, head, git } = repository
  const message = `Merge ${head} into ${base}`
  const who = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com']
  git('checkout', '--quiet', git(...who, 'commit-tree', `${head}^{tree}`, '-p', base, '-p', head, '-m', message))
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, commits: [head] })
  await runStep(hcp, onGithub(github.trigger('issue_comment', pull), { workspace: repository.directory }))
  expect(github.comments(7)[0]?.body).toContain(`plan@${head} `)
})

test.each([
  ['other commits', () => `Merge ${'a'.repeat(40)} into ${'b'.repeat(40)}`, false],
  ['its parents further down', (base: string, head: string) => `Title\n\nMerge ${head} into ${base}`, false],
  ['its parents', (base: string, head: string) => `Merge ${head} into ${base}`, true]
])(
  'no review is signed for the parent of a merge that somebody has made, whose message names %s',
  async (_name, message, isLike) => {
    using repository = checkout()
    const { base, head, git } = repository
    const who = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com']
    const made = git(...who, 'commit-tree', `${base}^{tree}`, '-p', base, '-p', head, '-m', message(base, head))
    git('checkout', '--quiet', made)
    await using hcp = await serve({ script: planOf('x') })
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7, commits: [made] })
    await runStep(hcp, onGithub(github.trigger('issue_comment', pull), { workspace: repository.directory }))
    const body = github.comments(7)[0]?.body ?? ''
    expect(body).toContain(`plan@${isLike ? head : made} `)
    expect(/reviews:([0-9a-f]*)/.exec(body)?.[1]).toBe(isLike ? undefined : made.slice(0, 12))
  }
)

test.each([
  ['a comment', 'issue_comment'],
  ['a run that is started by hand', 'workflow_dispatch']
] as const)('%s that plans the default branch ends no plan of the pull request', async (_name, name) => {
  using repository = checkout()
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, commits: [repository.head] })
  const inputs = { wait: 'false', 'pull-request-comment': undefined }
  const running = await runStep(hcp, { ...github.trigger('pull_request', pull), inputs })
  const { event, github: context } = github.trigger(name, pull)
  repository.git('checkout', '--quiet', repository.base)
  const onDefault = { ...context, run_id: '9999999999', sha: repository.base }
  const number = { 'pull-request-number': name === 'workflow_dispatch' ? '7' : undefined }
  await runStep(hcp, { event, github: onDefault, workspace: repository.directory, inputs: { ...inputs, ...number } })
  expect(hcp.world.runs.get(running.outputs['run-id'] ?? '')?.status).toBe('planning')
})
