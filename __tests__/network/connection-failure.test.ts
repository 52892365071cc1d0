import { expect, test } from '@jest/globals'
import { connectionFailure } from '../../src/network/connection-failure.ts'
import { THE_PROXY } from '../../src/network/destination.ts'

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code })
const url = new URL('https://tfe.example.test/')
const proxy = { url: new URL('http://proxy.example.test:3128'), variable: 'HTTPS_PROXY' }
const server = { waitsFor: url.host, hasAuthorities: false }

/** Which setting to check, and whether the address is in doubt or the failure would come again. */
const TABLE: readonly (readonly [string, string, RegExp, 'doubtful' | 'lasting' | 'passing'])[] = [
  ['no such host', 'ENOTFOUND', /the DNS has no host tfe\.example\.test .*name in `hostname`/, 'doubtful'],
  ['a DNS that does not answer', 'EAI_AGAIN', /name in `hostname`, and the DNS of the runner$/, 'passing'],
  ['a closed port', 'ECONNREFUSED', /Check `hostname`, /, 'doubtful'],
  ['no way to the host', 'EHOSTUNREACH', /Check `hostname`, /, 'passing'],
  ['a closed connection', 'ECONNRESET', /tfe\.example\.test closed the connection\. Check `hostname`, /, 'passing'],
  ['plain http', 'ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS\. Check the port in `hostname`$/, 'lasting'],
  ['an expired certificate', 'CERT_HAS_EXPIRED', /has expired, .* that `hostname` names the right server$/, 'lasting'],
  ['a certificate of tomorrow', 'CERT_NOT_YET_VALID', /is not valid yet .*clock/, 'lasting'],
  ['an unknown authority', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /is not trusted here .*`ca-certificate`/, 'lasting'],
  ['an authority that may not sign', 'INVALID_CA', /is not acceptable \(INVALID_CA: what Node says\)/, 'lasting'],
  ['a certificate for clients', 'INVALID_PURPOSE', /is not acceptable .*`hostname` names the right/, 'lasting']
]

test.each(TABLE)('%s names the setting to check', (_name, code, says, how) => {
  const destination = { url, setting: '`hostname`', proxy: undefined, isRelayed: false }
  const { message, isLasting, isAddressDoubtful } = connectionFailure(
    failure(code, 'what Node says'),
    destination,
    server
  )
  expect(message).toMatch(says)
  expect([isLasting, isAddressDoubtful]).toEqual([how === 'lasting', how === 'doubtful'])
})

test.each([
  ['no such proxy', 'ENOTFOUND', /through the proxy .*: the DNS has no host proxy\.example\.test .*Check HTTPS_PROXY/],
  [
    'a proxy that does not speak TLS',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    /the proxy does not speak TLS\. Check HTTPS_PROXY/
  ]
])('%s names the variable', (_name, code, says) => {
  const destination = { url, setting: '`hostname`', proxy, isRelayed: false }
  const progress = { waitsFor: THE_PROXY, hasAuthorities: false }
  const { message } = connectionFailure(failure(code, 'what Node says'), destination, progress)
  expect(message).toMatch(says)
  expect(message).not.toContain('`hostname`')
})

test('an address that no setting names is called so', () => {
  const destination = { url, setting: undefined, proxy: undefined, isRelayed: false }
  expect(connectionFailure(failure('ECONNREFUSED', 'refused'), destination, server).message).toContain(
    'Check the address, '
  )
})
