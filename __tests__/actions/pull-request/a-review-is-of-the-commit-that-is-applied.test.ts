import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveGithub, type Github } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

const PLAN = { 'review-key': 'the key of the jobs that plan and apply' }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }

/** A checkout, and its commit. */
let directory = ''
let head = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'checkout-'))
  const git = (...args: string[]) => execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' }).trim()
  git('init', '--quiet')
  writeFileSync(join(directory, 'main.tf'), 'output "greeting" {\n  value = "hello"\n}\n')
  git('add', '.')
  git('-c', 'user.name=Author', '-c', 'user.email=author@example.com', 'commit', '--quiet', '-m', 'Change')
  head = git('rev-parse', 'HEAD')
})
afterAll(() => {
  rmSync(directory, { recursive: true })
})

type Pull = ReturnType<Github['addPullRequest']>
interface Applying {
  readonly github: Github
  readonly pull: Pull
}

/** What `workflow_run` has after the workflow of an event has completed; it runs on the newest commit of the default branch. */
const completed =
  (event: string, branch: string, commit: (pull: Pull) => string, newest: (pull: Pull) => string) =>
  ({ github, pull }: Applying) => {
    const push = github.trigger('push', pull)
    const { repository } = push.event.payload
    const workflow_run = {
      event,
      head_branch: branch,
      head_sha: commit(pull),
      head_repository: repository,
      pull_requests: []
    }
    return {
      event: { name: 'workflow_run', payload: { action: 'completed', repository, workflow_run } },
      github: { ...push.github, ref: 'refs/heads/main', sha: newest(pull) }
    }
  }

/** An event that names no commit of its own: the newest one of the default branch is. */
const started =
  (name: string) =>
  ({ github, pull }: Applying) => {
    const push = github.trigger('push', pull)
    const { repository } = push.event.payload
    return { event: { name, payload: { repository, inputs: {} } }, github: push.github }
  }

const merged = (pull: Pull): string => pull.mergeCommitSha
const later = (): string => 'e'.repeat(40)

/** A plan as it was reviewed is applied, by a job with a checkout of the merged commit, of another one, or without any. */
async function attempt(trigger: (applying: Applying) => unknown, checkedOut?: 'merged' | 'other') {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  if (checkedOut === 'merged') pull.mergeCommitSha = head
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  github.merge(pull)
  hcp.script(planOf('reviewed'))
  const options = onGithub(trigger({ github, pull }) as never, { inputs: APPLY })
  const step = await runStep(hcp, checkedOut === undefined ? options : { ...options, workspace: directory })
  return [step.outputs['run-status'], annotated(step, 'error')[0]] as const
}

test.each<[string, (applying: Applying) => unknown, 'merged' | undefined]>([
  [
    'a push that has completed, though the default branch has moved on',
    completed('push', 'main', merged, later),
    'merged'
  ],
  ['a push that has completed, without a checkout', completed('push', 'main', merged, merged), undefined],
  ['a run that is started by hand', started('workflow_dispatch'), 'merged'],
  ['a run that is started by hand, without a checkout', started('workflow_dispatch'), undefined],
  ['a time', started('schedule'), 'merged']
])('the merged commit is applied after %s', async (_name, trigger, checkedOut) => {
  expect(await attempt(trigger, checkedOut)).toEqual(['applied', undefined])
})

type Refused = [name: string, trigger: (applying: Applying) => unknown, checkedOut: 'other' | undefined, why: string]

test.each<Refused>([
  [
    'a push to another branch, while the default branch is at the merged commit',
    completed('push', 'feature', later, merged),
    undefined,
    `into the branch feature as the commit ${later()}`
  ],
  [
    'the push of another commit, while the default branch is at the merged one',
    completed('push', 'main', later, merged),
    undefined,
    `into the branch main as the commit ${later()}`
  ],
  [
    'a pull request',
    completed('pull_request', 'change-7', merged, merged),
    undefined,
    'does not name a commit that was pushed'
  ],
  ['a push, with another commit', completed('push', 'main', merged, merged), 'other', 'The commit that is checked out'],
  ...['workflow_dispatch', 'issue_comment', 'repository_dispatch', 'schedule'].map((name): Refused => [
    `${name}, with another commit`,
    started(name),
    'other',
    'The commit that is checked out'
  ])
])('nothing is applied after %s', async (_name, trigger, checkedOut, why) => {
  const [status, error] = await attempt(trigger, checkedOut)
  expect(status).toBe('discarded')
  expect(error).toContain(why)
})

test('a pull request that somebody merged into a branch, as the commit that the default branch is at, is not looked up', async () => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const real = github.addPullRequest({ number: 7 })
  github.merge(real)
  const theirs = github.addPullRequest({ number: 9, base: 'feature' })
  theirs.mergeCommitSha = real.mergeCommitSha
  hcp.script(planOf('evil'), planOf('evil'))
  await runStep(hcp, onGithub(github.trigger('pull_request', theirs), { inputs: PLAN }))
  github.merge(theirs)
  const trigger = completed('push', 'feature', later, merged)({ github, pull: real })
  const step = await runStep(hcp, onGithub(trigger, { inputs: APPLY }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain(`No pull request was merged into the branch feature as the commit`)
})
