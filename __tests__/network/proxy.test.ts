import { expect, test } from '@jest/globals'
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
  'user:12\\rest@proxy.example'
])('%s is not a proxy to use', value => {
  expect(proxyFor(new URL('https://tfe.example.com'), { HTTPS_PROXY: value })).toEqual({
    url: undefined,
    variable: 'HTTPS_PROXY'
  })
})

test.each<[string, string, boolean]>([
  ['tfe.example.com', 'https://tfe.example.com', true],
  ['TFE.example.com', 'https://tfe.example.com', true],
  ['example.com', 'https://tfe.example.com', true],
  ['.example.com', 'https://tfe.example.com', true],
  ['*.example.com', 'https://tfe.example.com', true],
  ['example.com', 'https://tfe-example.com', false],
  ['tfe.example.com', 'https://example.com', false],
  ['*', 'https://tfe.example.com', true],
  ['other.example, tfe.example.com', 'https://tfe.example.com', true],
  ['other.example tfe.example.com', 'https://tfe.example.com', true],
  ['tfe.example.com:443', 'https://tfe.example.com', true],
  ['tfe.example.com:8443', 'https://tfe.example.com', false],
  ['tfe.example.com:8443', 'https://tfe.example.com:8443', true],
  ['10.0.0.7', 'https://10.0.0.7', true],
  ['::1', 'https://[::1]:8443', true],
  ['[::1]', 'https://[::1]:8443', true],
  ['[::1]:8443', 'https://[::1]:8443', true],
  ['[::1]:443', 'https://[::1]:8443', false],
  [',,', 'https://tfe.example.com', false],
  ['.', 'https://tfe.example.com', false]
])('NO_PROXY=%s and %s: %s', (exempt, url, isExempt) => {
  expect(used(url, { HTTPS_PROXY: PROXY, NO_PROXY: exempt }) === undefined).toBe(isExempt)
})
