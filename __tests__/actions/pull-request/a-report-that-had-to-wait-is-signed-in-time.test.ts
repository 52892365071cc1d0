import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { systemClock, type Clock } from '../../../src/clock.ts'
import { fetchFor } from '../../../src/network/send.ts'
import { endInProcess, inThisProcess } from '../../faults/in-process.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/** GitHub may ask to wait before each request. A report is believed for five minutes after the time that its signature names. */

const WAIT_S = 59

/** On which the waits that GitHub asks for pass at once, and no others. */
function clockOfWaits(): Clock {
  let passed = 0
  return {
    now: () => systemClock.now() + passed,
    async sleep(ms, signal) {
      if (ms === WAIT_S * 1_000) passed += ms
      else await systemClock.sleep(ms, signal)
    }
  }
}

test('where GitHub asks for a wait before the report is written, its time is read again', async () => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const inputs = { 'review-key': 'the key of the jobs that plan and apply' }
  const options = onGithub(github.trigger('pull_request', pull), { inputs })
  await runStep(hcp, options)
  // The second asks what others did to the report.
  github.faults.set({ name: 'secondary-rate-limited', on: 'POST /graphql', nth: 2, times: 3, retryAfter: WAIT_S })
  const from = github.journal.lines.length
  const world = { clock: clockOfWaits(), fetch: fetchFor({}) }
  hcp.script(planOf('reviewed'))
  const step = await runStep(hcp, {
    ...options,
    launch: inThisProcess(() => world, new Promise(() => undefined))
  })
  endInProcess()
  expect(step.conclusion).toBe('success')
  const lines = github.journal.lines.slice(from)
  const writing = lines.findIndex(line => line.startsWith('PATCH '))
  const asked = lines.slice(0, writing)
  const reading = asked.lastIndexOf('GET /repos/acme/infra/pulls/7')
  expect(asked.slice(reading).filter(line => line === 'POST /graphql')).toHaveLength(1)
  expect(asked.filter(line => line === 'POST /graphql')).toHaveLength(6)
})
