import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { onGithub } from '../on-github.ts'

test('the comment on a saved plan says what became of it, once run/apply has applied it', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const saved = await runStep(
    hcp,
    onGithub(github.trigger('pull_request', pull), { inputs: { operation: 'save-plan' } })
  )
  expect(github.comments(7)).toHaveLength(1)
  expect(github.comments(7)[0]?.body).toContain('Saved plan for')
  github.merge(pull)
  const applied = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), {
      action: 'run/apply',
      inputs: { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'] }
    })
  )
  expect([applied.conclusion, applied.outputs['run-status']]).toEqual(['success', 'applied'])
  const [comment, ...others] = github.comments(7)
  expect(others).toEqual([])
  for (const text of [comment?.body, applied.summary]) {
    expect(text).toContain('### ✅ Applied in ')
    expect(text).not.toMatch(/Saved plan|known after apply|will be/)
  }
  expect(applied.outputs['comment-url']).toContain('/pull/7#')
})

test('an apply by id writes no comment where none reports its run, and its summary all the same', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const { outputs } = await runStep(hcp, { inputs: { operation: 'save-plan' } })
  const applied = await runStep(
    hcp,
    onGithub(github.trigger('pull_request', pull), {
      action: 'run/apply',
      inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'] }
    })
  )
  expect(applied.conclusion).toBe('success')
  expect(github.comments(7)).toEqual([])
  expect(applied.log).toContain(
    `No comment to update: no comment of pull request #7 shows the run ${outputs['run-id'] ?? ''}.`
  )
  expect(applied.summary).toContain('### ✅ Applied in ')
})
