import { describe, expect, test } from '@jest/globals'
import { hasOpenssl } from '../certificates.ts'
import { badProxy, HOSTS, reached, type HostName, type Misbehaviour } from '../networks.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'

/** What a person reads of it, and how often the proxy may be asked. */
const CASES: readonly (readonly [Misbehaviour, string, number])[] = [
  [
    'closes',
    'the proxy closed the connection. Check HTTPS_PROXY and the proxy, or add host.example.test to NO_PROXY',
    6
  ],
  [403, 'the proxy answered 403: it may not connect there: allow it to, or add host.example.test to NO_PROXY', 1],
  [407, 'the proxy answered 407: it wants other credentials: write http://USER:PASSWORD@HOST:PORT', 1],
  [
    502,
    'the proxy answered 502: it may not reach the host, or be down. Check it, or add host.example.test to NO_PROXY',
    6
  ],
  [
    'is silent',
    'the proxy did not answer within 10 seconds. Check HTTPS_PROXY and the proxy, or add host.example.test to NO_PROXY',
    6
  ]
]
const CELLS = HOSTS.flatMap(host => CASES.map(([how, text, most]) => [how, host, text, most] as const))
const WAY = ' connection to host.example.test through the proxy HOST (environment variable HTTPS_PROXY): '

/** The run needs no name from GitHub, which is asked for the comment only. */
const NAMED = { message: 'Plan' }

const withOpenssl = hasOpenssl ? describe : describe.skip

withOpenssl('a proxy on the way to a host', () => {
  test.concurrent.each(CELLS)('%s; %s', async (how, host, text, most) => {
    await using place = await reached(host)
    await using proxy = await badProxy(how)
    const [server, options] = place.step({ inputs: NAMED, env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } })
    const step = await runStep(server, options)
    const [says, ...others] = annotated(step, host === 'the service' ? 'error' : 'warning')
    if (host === 'the service') expect(says).toBe(`No${WAY}${text}\n(GET /organizations/demo/workspaces/demo)`)
    else
      expect(says).toContain(
        `the comment is missing: GitHub (host.example.test) sent no valid response: no${WAY}${text}`
      )
    expect(others).toEqual([])
    expect(step.conclusion).toBe(host === 'the service' ? 'failure' : 'success')
    expect(step.transcript).not.toContain('a defect of the action')
    expect(place.paths).toEqual([])
    expect(step.post?.conclusion).toBe('success')
    expect(proxy.askedAt.length).toBeGreaterThan(0)
    expect(proxy.askedAt.length).toBeLessThanOrEqual(most)
  })

  test.concurrent.each(HOSTS.flatMap(host => (['closes', 'is silent', 502] as const).map(how => [how, host] as const)))(
    'that %s obeys a cancelled job; %s',
    async (how, host) => {
      await using place = await reached(host)
      await using proxy = await badProxy(how)
      const [server, options] = place.step({ inputs: NAMED, env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } })
      using run = onARunner(server, options)
      await proxy.asked
      run.interrupt()
      const main = await run.ended
      const post = await main.post()
      expect(wasCancelled(host, main.conclusion)).toBe(true)
      // Not the runner, which kills it after ten seconds.
      expect(main.signal).toBeUndefined()
      expect(post.conclusion).toBe('success')
      expect(place.hcp.world.runsOf(place.hcp.find()).map(({ status }) => status)).toEqual(
        host === 'the service' ? [] : ['planned_and_finished']
      )
    }
  )
})

/** A job that is cancelled while its report is written has done what it was to do. */
const wasCancelled = (host: HostName, conclusion: string): boolean =>
  host === 'the service' ? conclusion === 'cancelled' : ['cancelled', 'success'].includes(conclusion)
