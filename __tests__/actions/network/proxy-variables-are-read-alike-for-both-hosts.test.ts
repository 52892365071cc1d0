import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { authority, hasOpenssl } from '../certificates.ts'
import { at, front, tunnels } from '../in-front.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'

interface Ports {
  readonly proxy: number
  readonly service: number
  readonly github: number
}
type Env = Readonly<Record<string, string>>

/** Variables of one step, and which hosts it asks through the proxy. */
const CASES: readonly (readonly [string, (ports: Ports) => Env, readonly ('service' | 'github')[]])[] = [
  ['a host and a port', ({ proxy }) => ({ HTTPS_PROXY: `127.0.0.1:${proxy}` }), ['service', 'github']],
  ['a path', ({ proxy }) => ({ HTTPS_PROXY: `http://127.0.0.1:${proxy}/a/path` }), ['service', 'github']],
  ['small letters', ({ proxy }) => ({ https_proxy: `http://127.0.0.1:${proxy}` }), ['service', 'github']],
  [
    'both cases, of which the small letters count',
    ({ proxy }) => ({ https_proxy: `127.0.0.1:${proxy}`, HTTPS_PROXY: 'http://127.0.0.1:1' }),
    ['service', 'github']
  ],
  ['an exemption of one by its name', exempt('localhost'), ['github']],
  ['an exemption of the other by its network', exempt('127.0.0.0/8'), ['service']],
  ['exemptions between blanks', exempt('example.com  localhost 127.0.0.1'), []],
  ['a wildcard', exempt('*.localhost'), ['github']],
  ['a wildcard for all', exempt('*'), []],
  [
    'a port',
    ({ service, github, ...rest }) => exempt(`localhost:${service},127.0.0.1:${service}`)({ ...rest, service, github }),
    ['github']
  ],
  [
    'an exemption in small letters',
    ({ proxy }) => ({ HTTPS_PROXY: `http://127.0.0.1:${proxy}`, no_proxy: 'localhost' }),
    ['github']
  ],
  ['HTTP_PROXY, which is not for https', ({ proxy }) => ({ HTTP_PROXY: `http://127.0.0.1:${proxy}` }), []]
]

function exempt(NO_PROXY: string) {
  return ({ proxy }: Ports): Env => ({ HTTPS_PROXY: `http://127.0.0.1:${proxy}`, NO_PROXY })
}

const withOpenssl = hasOpenssl ? describe : describe.skip

withOpenssl('one step asks both hosts', () => {
  const run = async (variables: (ports: Ports) => Env, credentials?: string) => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using github = await serveGithub({ enterprise: true })
    await using service = await front(hcp.address, { tls: ca.sign('localhost') })
    await using ghes = await front(github.address, { tls: ca.sign('127.0.0.1') })
    await using proxy = await tunnels({ loopback: true, ...(credentials !== undefined && { credentials }) })
    const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
    const env = variables({ proxy: proxy.port, service: service.port, github: ghes.port })
    const step = await runStep(
      at(hcp, `https://localhost:${service.port}`),
      onGithub(
        { ...trigger, github: { ...trigger.github, api_url: `https://127.0.0.1:${ghes.port}/api/v3` } },
        { inputs: { 'ca-certificate': ca.pem }, env }
      )
    )
    expect([annotated(step, 'error'), annotated(step, 'warning')]).toEqual([[], []])
    expect([hcp.world.runs.size, github.comments(7).length]).toEqual([1, 1])
    const hosts = { [`localhost:${service.port}`]: 'service', [`127.0.0.1:${ghes.port}`]: 'github' }
    return [...new Set(proxy.asked)].map(asked => hosts[asked] ?? asked)
  }

  test.concurrent.each(CASES)('by %s', async (_name, variables, expected) => {
    expect(await run(variables)).toEqual(expected)
  })

  test.concurrent('with a password whose %40 is an @', async () => {
    const asked = await run(({ proxy }) => ({ HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${proxy}` }), 'me:p@ss')
    expect(asked).toEqual(['service', 'github'])
  })
})
