import { describe, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { authority, hasOpenssl } from '../certificates.ts'
import { at, front, tunnels, type TunnelOptions } from '../in-front.ts'
import { annotated, runStep } from '../on-a-runner.ts'

/** What a secret of the proxy looks like in a URL, decoded, and as it is sent. */
const PASSWORD = 'p%40ss%2Fword'
const SECRETS = [PASSWORD, 'p@ss/word', Buffer.from('me:p@ss/word').toString('base64')]
const DEBUG = { ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' }

const withOpenssl = hasOpenssl ? describe : describe.skip

/** A service that only a proxy can reach. */
async function behindProxy(options: TunnelOptions = {}) {
  const ca = authority('Corporate')
  const hcp = await serve()
  const tls = await front(hcp.address, { tls: ca.sign('tfe.example.test') })
  const proxy = await tunnels({ ports: { 'tfe.example.test': tls.port }, ...options })
  return {
    hcp,
    proxy,
    server: at(hcp, 'https://tfe.example.test'),
    env: { NODE_EXTRA_CA_CERTS: ca.file },
    async [Symbol.asyncDispose]() {
      for (const server of [proxy, tls, hcp]) await server[Symbol.asyncDispose]()
      ca[Symbol.dispose]()
    }
  }
}

withOpenssl('a server behind a proxy', () => {
  test('is asked through it for everything, and the password is never shown', async () => {
    await using place = await behindProxy({ credentials: 'me:p@ss/word' })
    const step = await runStep(place.server, {
      inputs: { operation: 'apply' },
      env: { ...place.env, ...DEBUG, HTTPS_PROXY: `http://me:${PASSWORD}@127.0.0.1:${place.proxy.port}` }
    })
    expect(annotated(step, 'error')).toEqual([])
    expect(new Set(place.proxy.asked)).toEqual(new Set(['tfe.example.test:443']))
    const shown = [step, step.post]
      .map(each => `${each?.transcript} ${JSON.stringify(each?.outputs)} ${each?.summary}`)
      .join('\n')
    expect(SECRETS.filter(secret => shown.includes(secret))).toEqual([])
    expect(shown).not.toContain('Warning')
  })

  test('is not asked with credentials that the proxy refuses, which are not shown', async () => {
    await using place = await behindProxy({ credentials: 'me:right' })
    const step = await runStep(place.server, {
      env: { ...place.env, ...DEBUG, https_proxy: `me:wr0ng@127.0.0.1:${place.proxy.port}` }
    })
    expect(annotated(step, 'error')).toEqual([
      'No connection to tfe.example.test through the proxy HOST (environment variable https_proxy): ' +
        'the proxy answered 407: it wants other credentials: write http://USER:PASSWORD@HOST:PORT\n' +
        '(GET /organizations/demo/workspaces/demo)'
    ])
    expect(place.proxy.asked).toHaveLength(1)
    expect(step.transcript).not.toContain('wr0ng')
    expect(place.hcp.journal.entries).toEqual([])
  })

  test('is not asked where the proxy may not connect to it', async () => {
    await using place = await behindProxy({ ports: {} })
    const step = await runStep(place.server, {
      env: { ...place.env, HTTPS_PROXY: `http://127.0.0.1:${place.proxy.port}` }
    })
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(
        /answered 403: it may not connect there: allow it to, or add tfe\.example\.test to NO_PROXY\n/
      )
    ])
  })

  test('is asked without it where NO_PROXY names the host', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    await using proxy = await tunnels({})
    const step = await runStep(at(hcp, `https://localhost:${tls.port}`), {
      env: {
        NODE_EXTRA_CA_CERTS: ca.file,
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
        NO_PROXY: `example.com, localhost:${tls.port}`
      }
    })
    expect(step.conclusion).toBe('success')
    expect(proxy.asked).toEqual([])
  })
})

test('plain http to this machine goes through no proxy, which could read the token', async () => {
  await using hcp = await serve()
  await using proxy = await tunnels({ loopback: true })
  const step = await runStep(hcp, { env: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` } })
  expect(step.conclusion).toBe('success')
  expect([proxy.asked, proxy.relayed]).toEqual([[], []])
})

test('what is not a proxy is reported by the name of its variable', async () => {
  const step = await runStep(
    { address: 'https://tfe.example.test', token: 'the-token', organization: 'demo', workspace: 'demo' },
    {
      env: { https_proxy: 'socks5://me:hidden@127.0.0.1:1080' }
    }
  )
  expect(annotated(step, 'error')).toEqual([
    expect.stringContaining('https_proxy must be a URL such as http://HOST:PORT')
  ])
  expect(step.transcript).not.toContain('hidden')
})
