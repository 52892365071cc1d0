import { describe, expect, test } from '@jest/globals'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { proxyFor } from '../../src/network/proxy.ts'

const PROXY = 'http://proxy.example:3128'
const used = (url: string, env: NodeJS.ProcessEnv): string | undefined => proxyFor(new URL(url), env)?.url?.href

test.each<[string, string, NodeJS.ProcessEnv, string | undefined]>([
  ['no variable', 'https://tfe.example.com', {}, undefined],
  ['an empty one', 'https://tfe.example.com', { HTTPS_PROXY: ' ' }, undefined],
  ['https', 'https://tfe.example.com', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
  ['small letters first', 'https://tfe.example.com', { HTTPS_PROXY: 'http://other', https_proxy: PROXY }, `${PROXY}/`],
  [
    'capitals where small letters are empty',
    'https://tfe.example.com',
    { HTTPS_PROXY: PROXY, https_proxy: '' },
    `${PROXY}/`
  ],
  ['HTTP_PROXY is not for https', 'https://tfe.example.com', { HTTP_PROXY: PROXY }, undefined],
  ['http', 'http://ghe.example:8080', { HTTP_PROXY: PROXY }, `${PROXY}/`],
  ['plain http to this machine', 'http://127.0.0.1:8080', { HTTP_PROXY: PROXY }, undefined],
  ['https to this machine', 'https://127.0.0.1:8080', { HTTPS_PROXY: PROXY }, `${PROXY}/`],
  ['no scheme', 'https://tfe.example.com', { HTTPS_PROXY: 'proxy.example:3128' }, `${PROXY}/`]
])('%s', (_, url, env, proxy) => {
  expect(used(url, env)).toBe(proxy)
})

test.each([
  'socks5://proxy.example:1080',
  'http://',
  'http://a b',
  'http://user:12/rest@proxy.example',
  'http://user:12?rest@proxy.example',
  'http://user:12#rest@proxy.example',
  'http://12/rest%40proxy.example',
  'user:12\\rest@proxy.example'
])('%s is not a proxy to use', value => {
  expect(proxyFor(new URL('https://tfe.example.com'), { HTTPS_PROXY: value })).toEqual({
    url: undefined,
    variable: 'HTTPS_PROXY'
  })
})

/** `NO_PROXY`, a URL, and whether it goes to its host directly, as curl has it. */
const EXEMPT: readonly (readonly [string, string, boolean])[] = [
  ['tfe.example.com', 'https://tfe.example.com', true],
  ['TFE.example.com', 'https://tfe.example.com', true],
  ['example.com', 'https://tfe.example.com', true],
  ['.example.com', 'https://tfe.example.com', true],
  ['.example.com', 'https://example.com', true],
  ['example.com', 'https://tfe-example.com', false],
  ['tfe.example.com', 'https://example.com', false],
  ['tfe.example.com.', 'https://tfe.example.com', true],
  ['tfe.example.com', 'https://tfe.example.com.', true],
  ['*', 'https://tfe.example.com', true],
  ['other.example, tfe.example.com', 'https://tfe.example.com', true],
  ['other.example tfe.example.com', 'https://tfe.example.com', true],
  ['other.example ,\ttfe.example.com', 'https://tfe.example.com', true],
  ['10.0.0.7', 'https://10.0.0.7', true],
  ['10.0.0.0/8', 'https://10.20.30.40', true],
  ['10.0.0.0/8', 'https://11.0.0.1', false],
  ['10.0.0.0/33', 'https://10.0.0.1', false],
  ['192.168.16.0/20', 'https://192.168.31.255', true],
  ['192.168.16.0/20', 'https://192.168.32.0', false],
  ['0.0.0.7', 'https://10.0.0.7', false],
  ['10.0.0.0/8', 'https://10.example.com', false],
  ['::1', 'https://[::1]:8443', true],
  [',,', 'https://tfe.example.com', false],
  ['.', 'https://tfe.example.com', false]
]

/**
 * What curl does not know: `*.example.com` is as `.example.com`, and an entry with a port is for that port. Networks of IPv6 are in its
 * documents, but some versions compare addresses of IPv6 as texts.
 */
const EXEMPT_BEYOND_CURL: typeof EXEMPT = [
  ['2001:db8::/32', 'https://[2001:db8:1::7]', true],
  ['2001:db8::/32', 'https://[2001:db9::7]', false],
  ['2001:db8:0:0::7', 'https://[2001:db8::7]', true],
  ['*.example.com', 'https://tfe.example.com', true],
  ['*.example.com', 'https://example.com', true],
  ['*.example.com', 'https://tfe-example.com', false],
  ['other.example, *', 'https://tfe.example.com', false],
  ['tfe.example.com:443', 'https://tfe.example.com', true],
  ['tfe.example.com:8443', 'https://tfe.example.com', false],
  ['tfe.example.com:8443', 'https://tfe.example.com:8443', true],
  ['[::1]', 'https://[::1]:8443', true],
  ['[::1]:8443', 'https://[::1]:8443', true],
  ['[::1]:443', 'https://[::1]:8443', false]
]

test.each([...EXEMPT, ...EXEMPT_BEYOND_CURL])('NO_PROXY=%s and %s: %s', (exempt, url, isExempt) => {
  expect(used(url, { HTTPS_PROXY: PROXY, NO_PROXY: exempt }) === undefined).toBe(isExempt)
})

/** Networks in `NO_PROXY` are as old as curl 7.86. */
const curl = spawnSync('curl', ['--version'], { encoding: 'utf8' })
const version = curl.error === undefined ? /^curl (\d+)\.(\d+)/.exec(curl.stdout) : null
const [, major = 0, minor = 0] = version ?? []
const hasCurl = Number(major) * 1000 + Number(minor) >= 7086
if (!hasCurl) console.warn('no curl 7.86 or later on PATH: it does not judge NO_PROXY')

;(hasCurl ? describe : describe.skip)('curl', () => {
  test('reads NO_PROXY in the same way', async () => {
    const asked = new Set<string>()
    const proxy = createServer().on('connect', ({ headers }, client: Socket) => {
      asked.add(headers['x-row'] as string)
      client.end('HTTP/1.1 403 No\r\n\r\n')
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    for (const [row, [exempt, url]] of EXEMPT.entries()) {
      // What is not sent to the proxy goes to a port where nothing listens.
      const args = [
        '--silent',
        '--globoff',
        '--max-time',
        '20',
        '--connect-to',
        '::127.0.0.1:1',
        '--proxy-header',
        `x-row: ${row}`,
        url
      ]
      const env = { PATH: process.env.PATH, HTTPS_PROXY, NO_PROXY: exempt }
      await once(spawn('curl', args, { env, stdio: 'ignore' }), 'close')
    }
    proxy.close()
    const direct = EXEMPT.map(([exempt, url], row) => [exempt, url, !asked.has(String(row))])
    expect(direct).toEqual(EXEMPT)
  })
})
