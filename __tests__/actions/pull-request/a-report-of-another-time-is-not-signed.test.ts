import { expect, test } from '@jest/globals'
import { serveGithub, type Trigger } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { front } from '../in-front.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/** A signed report names the time at which it was written. A proxy in front of GitHub may send a time of its own. */

const PLAN = { 'review-key': 'the key of the jobs that plan and apply' }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }

/** A pull request that is planned, and then merged and applied, through a proxy. */
async function scene(secondsAhead: number) {
  const hcp = await serve()
  const github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const proxy = await front(String(github.trigger('push', pull).github.api_url), { secondsAhead })
  const step = (event: 'pull_request' | 'push', inputs: Record<string, string>) => {
    hcp.script(planOf('evil'))
    const trigger: Trigger = github.trigger(event, pull)
    const context = { ...trigger.github, api_url: `http://127.0.0.1:${proxy.port}` }
    return runStep(hcp, onGithub({ ...trigger, github: context }, { inputs }))
  }
  return {
    github,
    plan: () => step('pull_request', PLAN),
    async apply() {
      github.merge(pull)
      return (await step('push', APPLY)).outputs['run-status']
    },
    async [Symbol.asyncDispose]() {
      for (const each of [proxy, github, hcp]) await each[Symbol.asyncDispose]()
    }
  }
}

test.each([
  ['before', 'ahead', 60, /time of the comment is \d+ seconds before .* Synchronize the clock of any proxy/],
  ['long after', 'behind', -400, /more than five minutes after .* Run the job again/]
])('a report that GitHub writes %s its time is not applied, and the job warns: a proxy is %s', async (...row) => {
  const [, , secondsAhead, reason] = row
  await using found = await scene(secondsAhead)
  const planned = await found.plan()
  const [warning = ''] = annotated(planned, 'warning')
  expect(warning).toContain('does not count as signed')
  expect(warning).toMatch(reason)
  expect(planned.log).not.toContain('The report is signed with')
  expect(await found.apply()).toBe('discarded')
})

test('a report that somebody edits and restores is not signed again, though a proxy is ahead', async () => {
  await using found = await scene(60)
  const { github } = found
  await found.plan()
  const [report] = github.comments(7)
  if (report === undefined) throw new Error('no report')
  const genuine = report.body
  github.editComment(report, genuine.replaceAll('evil', 'harmless'), 'mallory')
  github.editComment(report, genuine, 'mallory')
  const again = await found.plan()
  expect(annotated(again, 'warning').join()).toContain('the user `mallory` edited the comment')
  expect(await found.apply()).toBe('discarded')
})
