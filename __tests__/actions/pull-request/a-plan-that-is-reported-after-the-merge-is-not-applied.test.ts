import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

const PLAN = { 'review-key': 'the key of the jobs that plan and apply' }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }

/** A pull request whose report GitHub has so many seconds after the merge, as where the step had to wait to write it. */
async function reportedAfter(seconds: number) {
  const hcp = await serve({ script: planOf('unseen') })
  const github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  const written = Date.parse(github.comments(7)[0]?.updatedAt ?? '')
  github.merge(pull, new Date(written - seconds * 1_000).toISOString())
  const apply = async () => {
    hcp.script(planOf('unseen'))
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: APPLY }))
    return [step.outputs['run-status'], annotated(step, 'error')[0]?.includes('was not written before the merge')]
  }
  return {
    apply,
    async [Symbol.asyncDispose]() {
      await github.close()
      await hcp.close()
    }
  }
}

test.each([
  ['a second before the merge', -1, ['applied', undefined]],
  ['in the second of the merge', 0, ['discarded', true]],
  ['a minute after the merge', 60, ['discarded', true]]
])('what a report shows that was written %s', async (_name, seconds, ended) => {
  await using merged = await reportedAfter(seconds)
  expect(await merged.apply()).toEqual(ended)
})

test('the report of the refused apply makes nothing of it valid', async () => {
  await using merged = await reportedAfter(60)
  expect(await merged.apply()).toEqual(['discarded', true])
  expect(await merged.apply()).toEqual(['discarded', true])
})

test('an apply that fails is applied by the job that runs again, though its report is written after the merge', async () => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  github.merge(pull)
  const statuses: (string | undefined)[] = []
  for (const status of ['errored', 'errored', 'finished'] as const) {
    hcp.script({ ...planOf('reviewed'), apply: { status } })
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: APPLY }))
    statuses.push(step.outputs['run-status'])
    const [comment] = github.comments(7)
    if (comment === undefined) throw new Error('no comment')
    expect(comment.body).toContain(status === 'errored' ? '❌ Apply failed' : '✅ Applied')
    // As much later as a person takes who runs the job again.
    comment.updatedAt = new Date(Date.now() + 60_000).toISOString()
  }
  expect(statuses).toEqual(['errored', 'errored', 'applied'])
})
