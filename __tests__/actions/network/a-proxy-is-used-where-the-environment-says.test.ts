import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { tunnels } from '../in-front.ts'
import { annotated, toItsEnd } from '../on-a-runner.ts'

/** What a secret of the proxy looks like in a URL, decoded, and as it is sent. */
const PASSWORD = 'p%40ss%2Fword'
const SECRETS = [PASSWORD, 'p@ss/word', Buffer.from('me:p@ss/word').toString('base64')]
const port = (address: string): number => Number(new URL(address).port)

test('everything that the action asks for goes through the proxy, and its password is never shown', async () => {
  await using hcp = await serve({ separateArchivist: true })
  await using proxy = await tunnels({
    credentials: 'me:p@ss/word',
    loopback: true
  })
  const step = await toItsEnd(hcp, {
    inputs: { operation: 'apply' },
    env: { HTTP_PROXY: `http://me:${PASSWORD}@127.0.0.1:${proxy.port}`, ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' }
  })
  expect(annotated(step, 'error')).toEqual([])
  expect(new Set(proxy.asked).size).toBe(2)
  expect(proxy.asked).toContain(new URL(hcp.address).host)
  const shown = [step, step.post]
    .map(each => `${each?.transcript} ${JSON.stringify(each?.outputs)} ${each?.summary}`)
    .join('\n')
  expect(SECRETS.filter(secret => shown.includes(secret))).toEqual([])
  expect(shown).not.toContain('Warning')
})

test('a proxy that wants other credentials is told of at once, without the ones it was given', async () => {
  await using hcp = await serve()
  await using proxy = await tunnels({ credentials: 'me:right' })
  const step = await toItsEnd(hcp, {
    env: { http_proxy: `me:wr0ng@127.0.0.1:${proxy.port}`, ACTIONS_STEP_DEBUG: 'true' }
  })
  expect(annotated(step, 'error')).toEqual([
    'GET /organizations/demo/workspaces/demo: no answer: the proxy HOST (environment variable HTTP_PROXY) answered 407: ' +
      'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
  ])
  expect(proxy.asked).toHaveLength(1)
  expect(step.transcript).not.toContain('wr0ng')
  expect(hcp.journal.entries).toEqual([])
})

test('a proxy that may not connect there is told of at once', async () => {
  await using hcp = await serve()
  await using proxy = await tunnels({})
  const step = await toItsEnd(hcp, { env: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/answered 403: it may not connect there: allow it to, or add the host to NO_PROXY$/)
  ])
})

test('what is no proxy is told of by the name of its variable', async () => {
  const step = await toItsEnd(
    { address: 'https://tfe.example.test', token: 'the-token', organization: 'demo', workspace: 'demo' },
    {
      env: { https_proxy: 'socks5://me:hidden@127.0.0.1:1080' }
    }
  )
  expect(annotated(step, 'error')).toEqual(['the environment variable HTTPS_PROXY is no proxy: write http://HOST:PORT'])
  expect(step.transcript).not.toContain('hidden')
})

test('a host that NO_PROXY names is asked without the proxy', async () => {
  await using hcp = await serve()
  await using proxy = await tunnels({})
  const step = await toItsEnd(hcp, {
    env: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: `example.com, 127.0.0.1:${port(hcp.address)}` }
  })
  expect(step.conclusion).toBe('success')
  expect(proxy.asked).toEqual([])
})
