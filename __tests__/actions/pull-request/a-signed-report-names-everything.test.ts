import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

const inputs = { 'review-key': 'the key of the jobs that plan and apply' }
const instances = (keys: readonly string[]) =>
  planWith(keys.map(key => change(`null_resource.run["${key}"]`, 'create', { input: 'x' })))
const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `k${at}`)

test.each([
  ['every key of 261 instances, and a long one', [...numbers(260), `zz-rm -rf ${'a'.repeat(700)} TAIL`], true],
  ['keys that the comment has no room for', numbers(9_000), false]
])('a report is signed only if it shows all: %s', async (_name, keys, isSigned) => {
  await using hcp = await serve({ script: instances(keys) })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  const body = github.comments(7)[0]?.body ?? ''
  expect(step.conclusion).toBe('success')
  expect(/reviews:\w/.test(body)).toBe(isSigned)
  expect(keys.every(key => body.includes(key))).toBe(isSigned)
})
