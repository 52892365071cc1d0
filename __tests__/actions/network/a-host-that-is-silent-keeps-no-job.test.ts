import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, onARunner } from '../on-a-runner.ts'

/** Every request from now on is taken, and not answered. */
const SILENCE = { on: '* /*', do: { kind: 'hang' }, times: 100_000 } as const

/** The run needs no name from GitHub, which is asked for the comment only. */
const NAMED = { message: 'Plan' }

/** Looks at the server's journal until there was another request. */
async function asked({ journal }: Pick<Hcp, 'journal'>): Promise<void> {
  const signal = AbortSignal.timeout(200_000)
  for (const before = journal.lines.length; journal.lines.length === before;) {
    signal.throwIfAborted()
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

describe('the service', () => {
  test.concurrent.each([
    ['before a run was created', false],
    ['while a run is followed', true]
  ])('takes requests, and is silent, %s: the job can be cancelled', async (_, isFollowed) => {
    await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
    if (!isFollowed) hcp.faults.set(SILENCE)
    using run = onARunner(hcp)
    if (isFollowed) {
      await run.line('planning…')
      hcp.faults.set(SILENCE)
    }
    await asked(hcp)
    run.interrupt()
    const main = await run.ended
    expect([main.conclusion, main.log.includes('The job was cancelled')]).toEqual(['cancelled', true])
    expect(main.transcript).not.toContain('a defect of the action')
    hcp.faults.clear()
    const post = await main.post()
    expect([post.conclusion, annotated(post, 'warning')]).toEqual(['success', []])
    expect(hcp.world.runsOf(hcp.find()).map(({ status }) => status)).toEqual(isFollowed ? ['canceled'] : [])
  })
})

describe("GitHub's API", () => {
  test.concurrent('takes requests, and is silent: a warning names it, and the step is what the run is', async () => {
    await using hcp = await serve()
    await using github = await serveGithub()
    github.faults.set(SILENCE)
    const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
    using run = onARunner(hcp, onGithub(trigger, { inputs: NAMED }))
    const step = await run.ended
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'planned_and_finished'])
    expect(annotated(step, 'warning')).toEqual([
      expect.stringMatching(
        /the comment is missing: GitHub \(HOST\) sent no valid response: HOST took the request and did not answer within 20 seconds\. Check the server/
      )
    ])
    expect(github.journal.entries).toHaveLength(2)
  })

  test.concurrent('takes requests, and is silent: the job can be cancelled', async () => {
    await using hcp = await serve()
    await using github = await serveGithub()
    github.faults.set(SILENCE)
    const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
    using run = onARunner(hcp, onGithub(trigger, { inputs: NAMED }))
    await asked(github)
    run.interrupt()
    const main = await run.ended
    const post = await main.post()
    expect([main.signal, post.conclusion]).toEqual([undefined, 'success'])
    expect(main.outputs['run-status']).toBe('planned_and_finished')
  })
})
