import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const UNREACHED = /GitHub \(HOST\) sent no valid response: /

const TROUBLES = [
  ['resets connections', { kind: 'reset' }],
  ['answers 502', { kind: 'answer', status: 502, headers: {}, body: '' }]
] as const

test.concurrent.each(TROUBLES)('a condition on an apply refuses where GitHub %s', async (_, what) => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  github.merge(pull)
  github.faults.set({ on: 'GET /repos/:owner/:repo/commits/:sha/pulls', do: what, times: 1000 })
  const step = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), { inputs: { operation: 'apply', 'apply-only-if': 'reviewed' } })
  )
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error').join('\n')).toMatch(UNREACHED)
  expect(step.transcript).not.toContain('a defect of the action')
  expect(hcp.journal.writes).not.toContain('POST /runs/:id/actions/apply')
})

test.concurrent.each(TROUBLES)('workspaces are all listed where GitHub %s', async (_, what) => {
  await using hcp = await serve()
  await using github = await serveGithub()
  hcp.createWorkspace('web', { 'working-directory': 'env/web' })
  const pull = github.addPullRequest({ number: 7, files: ['elsewhere/main.tf'] })
  github.faults.set({ on: 'GET /repos/:owner/:repo/pulls/:number/files', do: what, times: 1000 })
  const step = await runStep(hcp, {
    ...github.trigger('pull_request', pull),
    action: 'workspaces',
    inputs: { workspace: undefined, 'changed-only': 'true' }
  })
  expect(JSON.parse(step.outputs.workspaces ?? 'null')).toEqual(['demo', 'web'])
  expect(annotated(step, 'warning')[0]).toMatch(UNREACHED)
})

test.concurrent.each(TROUBLES)('an apply is reported as applied where GitHub %s', async (_, what) => {
  await using hcp = await serve({ script: { apply: { outputs: { greeting: { value: 'hello' } } } } })
  await using github = await serveGithub()
  github.faults.set({ on: '* /*', do: what, times: 1000 })
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const step = await runStep(hcp, onGithub(trigger, { inputs: { operation: 'apply' } }))
  expect([step.conclusion, step.outputs['run-status'], step.outputs.greeting]).toEqual(['success', 'applied', 'hello'])
  expect(annotated(step, 'warning')).toEqual([expect.stringMatching(UNREACHED)])
  expect(step.summary).toContain('Applied')
})

test.concurrent.each([
  'https://hunter2/swordfish@HOST',
  'https:hunter2/swordfish%40HOST',
  'https://user:hunter2%40HOST'
])('an address of GitHub that has no host for certain is not repeated: %s', async url => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const api_url = url.replace('HOST', new URL(github.address).host)
  const step = await runStep(hcp, onGithub({ ...trigger, github: { ...trigger.github, api_url } }))
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/environment variable GITHUB_API_URL must be a URL/)
  ])
  expect(step.transcript).not.toMatch(/hunter2|swordfish/)
  expect(step.conclusion).toBe('success')
})
