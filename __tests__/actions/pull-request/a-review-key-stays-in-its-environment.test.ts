import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { serveGithub, type Trigger } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'
import { place, plant } from '../../slug/trees.ts'
import { planOf } from '../plans.ts'

/**
 * The set-up that `docs/bypass-reviewed-applies.md` names: the key is in two environments and nowhere else. `review` has required reviewers, `production` is for
 * the default branch. All jobs have the same token, which somebody who may push a branch can use.
 */
const ROOT = join(import.meta.dirname, '..', '..', '..')
const KEY = 'a key that is in no place but the two environments'

const workflow = (environment: string, more: string): string => `
on: [pull_request, push]
jobs:
  terraform:
    runs-on: ubuntu-latest${environment === '' ? '' : `\n    environment: ${environment}`}
    steps:
      - uses: actions/checkout@v6
      - uses: OWNER/hcp-terraform-action@v1
        with:
          token: \${{ secrets.TF_API_TOKEN }}
          organization: demo
          workspace: demo
          pull-request-comment: always
          review-key: \${{ secrets.REVIEW_KEY }}
${more}`
const APPLY = '          operation: apply\n          apply-only-if: reviewed\n'

async function runIt(hcp: Hcp, trigger: Trigger, text: string, isApproved = true) {
  const secrets = { REVIEW_KEY: KEY }
  using folder = place()
  plant(folder.path, { 'terraform.yml': text, 'repository/main.tf': 'output "x" {\n  value = "x"\n}\n' })
  return await runWorkflow({
    ...trigger,
    file: folder.at('terraform.yml'),
    repository: folder.at('repository'),
    actions: { 'OWNER/hcp-terraform-action': ROOT },
    secrets: { TF_API_TOKEN: hcp.token },
    machine: { TF_HOSTNAME: hcp.address },
    environments: {
      review: { secrets, admits: () => isApproved },
      production: { secrets, admits: ref => ref === 'refs/heads/main' }
    }
  }).ended
}

/** What becomes of the apply after a pull request was planned as it should be, and then as somebody else likes it. */
async function applied(then?: { readonly text: string; readonly isApproved?: boolean }) {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const planned = await runIt(hcp, github.trigger('pull_request', pull), workflow('review', ''))
  expect(planned.conclusion).toBe('success')
  if (then !== undefined) {
    hcp.script(planOf('evil'))
    await runIt(hcp, github.trigger('pull_request', pull), then.text, then.isApproved)
  }
  github.merge(pull)
  hcp.script(planOf(then === undefined ? 'reviewed' : 'evil'))
  const ended = await runIt(hcp, github.trigger('push', pull), workflow('production', APPLY))
  const [run] = [...hcp.world.runs.values()].filter(({ status }) => status === 'applied')
  return { conclusion: ended.conclusion, isApplied: run !== undefined, log: ended.log }
}

test('what the job in the environment planned is applied by the job in the other one', async () => {
  expect(await applied()).toMatchObject({ conclusion: 'success', isApplied: true })
})

test.each([
  ['names no environment', { text: workflow('', '') }],
  ['names the environment, without an approval', { text: workflow('review', ''), isApproved: false }],
  ['names the environment of the default branch', { text: workflow('production', '') }],
  ['makes a key of its own', { text: workflow('', '').replace('${{ secrets.REVIEW_KEY }}', 'k'.repeat(40)) }]
])('a workflow that somebody changed on a branch signs nothing that counts: it %s', async (_name, then) => {
  const { conclusion, isApplied } = await applied(then)
  expect([conclusion, isApplied]).toEqual(['failure', false])
})
