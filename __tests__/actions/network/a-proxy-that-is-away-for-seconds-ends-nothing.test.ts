import { describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasOpenssl } from '../certificates.ts'
import { tunnels } from '../in-front.ts'
import { reached } from '../networks.ts'
import { annotated, onARunner } from '../on-a-runner.ts'

/** Seconds that a proxy is away, as one that is restarted, and connections in them: about one in each for each thing that is followed. */
const AWAY_S = 6
const MOST = 2 * AWAY_S + 2

const withOpenssl = hasOpenssl ? describe : describe.skip

withOpenssl('a proxy that is away for six seconds', () => {
  test.concurrent('while a run is followed does not end the step, and the log is whole', async () => {
    await using place = await reached('the service', {
      serve: { script: { plan: { log: ['planning…\n', { hold: true }, 'planned\n'] }, hold: ['applying'] } }
    })
    await using proxy = await tunnels({ ports: { 'host.example.test': place.port } })
    const [server, options] = place.step({
      inputs: { operation: 'apply', 'ca-certificate': place.ca.pem },
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
    })
    using run = onARunner(server, options)
    await run.line('planning…')
    for (const next of ['planning', 'applying'] as const) {
      await place.hcp.until(next)
      const back = proxy.away()
      await sleep(AWAY_S * 1000)
      expect(back()).toBeLessThanOrEqual(MOST)
      place.hcp.release()
    }
    const step = await run.ended
    expect([annotated(step, 'error'), step.outputs['run-status']]).toEqual([[], 'applied'])
    expect(step.log).toContain('planned')
    // The proxy may go with the answer: a confirmation that is sent again is refused.
    const confirmed = place.hcp.journal.entries.filter(
      ({ path, status }) => path.endsWith('/actions/apply') && status === 202
    )
    expect(confirmed).toHaveLength(1)
    expect(place.hcp.world.runs.size).toBe(1)
  })

  test.concurrent('while the comment is written does not keep it from being written, once', async () => {
    await using place = await reached("GitHub's API")
    await using proxy = await tunnels({ ports: { 'host.example.test': place.port } })
    const [server, options] = place.step({
      inputs: { 'ca-certificate': place.ca.pem },
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
    })
    const back = proxy.away()
    using run = onARunner(server, options)
    await place.hcp.until('planned_and_finished')
    await sleep(AWAY_S * 1000)
    expect(back()).toBeLessThanOrEqual(MOST)
    const step = await run.ended
    expect([annotated(step, 'error'), annotated(step, 'warning')]).toEqual([[], []])
    expect(place.github.comments(7)).toHaveLength(1)
  })
})
