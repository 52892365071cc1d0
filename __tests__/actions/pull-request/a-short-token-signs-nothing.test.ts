import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

const TOKEN = 'a-token-that-somebody-has-chosen'
const KEY = { 'review-key': 'the key of the jobs that plan and apply' }
const REVIEWED = { operation: 'apply', 'apply-only-if': 'reviewed' }

test('a report is not signed with a token of less than 32 characters, and the log says why', async () => {
  await using hcp = await serve({ script: planOf('reviewed'), token: TOKEN.slice(1) })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const plan = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  expect(plan.conclusion).toBe('success')
  expect(plan.log).toContain('The report is not signed for review: `review-key` is not set')
  expect(github.comments(7)[0]?.body).not.toMatch(/reviews:|report:/)
  github.merge(pull)
  const apply = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: REVIEWED }))
  expect(annotated(apply, 'error')).toEqual([expect.stringContaining('`review-key` must be set')])
  expect(apply.outputs['run-id']).toBeUndefined()
})

test.each([
  ['a review-key', TOKEN.slice(1), KEY],
  ['a token of 32 characters', TOKEN, {}]
])('a report is signed with %s, and applied', async (_name, token, inputs) => {
  await using hcp = await serve({ script: planOf('reviewed'), token })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  github.merge(pull)
  hcp.script(planOf('reviewed'))
  const apply = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: { ...inputs, ...REVIEWED } }))
  expect(apply.outputs['run-status']).toBe('applied')
})
