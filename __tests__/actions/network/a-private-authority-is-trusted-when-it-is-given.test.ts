import { describe, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { authority, hasOpenssl } from '../certificates.ts'
import { at, front, tunnels } from '../in-front.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'

const withOpenssl = hasOpenssl ? describe : describe.skip
const APPLY = { operation: 'apply' }

withOpenssl('a certificate of an authority that the runner does not know', () => {
  test('is trusted for the API, for uploads and for logs where `ca-certificate` holds the authority', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    const step = await runStep(at(hcp, `https://localhost:${tls.port}`), {
      inputs: { ...APPLY, 'ca-certificate': `# Corporate\r\n${ca.pem.replaceAll('\n', '\r\n')}` }
    })
    expect(annotated(step, 'error')).toEqual([])
    expect(step.conclusion).toBe('success')
    expect(hcp.journal.entries).toHaveLength(tls.paths.length)
    expect(tls.paths.filter(path => path.startsWith('/_archivist')).length).toBeGreaterThan(2)
  })

  test('is trusted where the secret lost its line breaks, and where it holds several', async () => {
    using ca = authority('Corporate')
    using other = authority('Other')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    const step = await runStep(at(hcp, `https://localhost:${tls.port}`), {
      action: 'outputs',
      inputs: { 'ca-certificate': (other.pem + ca.pem).replaceAll('\n', ' ') }
    })
    expect(annotated(step, 'error')).toEqual([])
  })

  test('is trusted where NODE_EXTRA_CA_CERTS names its file', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    const step = await runStep(at(hcp, `https://localhost:${tls.port}`), {
      action: 'outputs',
      env: { NODE_EXTRA_CA_CERTS: ca.file }
    })
    expect(step.conclusion).toBe('success')
  })

  test('is refused else, at once, in words that name the input', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    const step = await runStep(at(hcp, `https://localhost:${tls.port}`), { action: 'outputs' })
    expect(annotated(step, 'error').map(text => text.replace(/localhost:\d+/, 'HOST'))).toEqual([
      'The certificate of HOST is not trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE): it is not signed by an authority that the runner knows. ' +
        'If the server, or a proxy on the way, is yours, set `ca-certificate` to the certificate of the authority that signed it, ' +
        'or the certificate of the server itself\n(GET /organizations/demo/workspaces/demo)'
    ])
    expect(tls.paths).toEqual([])
  })

  test('is trusted next to what Node trusts already, and through a proxy', async () => {
    using known = authority('Known to Node')
    using given = authority('Given')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: given.sign('tfe.example.test') })
    await using proxy = await tunnels({ tls: known.sign('localhost'), ports: { 'tfe.example.test': tls.port } })
    const step = await runStep(at(hcp, 'https://tfe.example.test'), {
      inputs: { ...APPLY, 'ca-certificate': given.pem },
      env: { NODE_EXTRA_CA_CERTS: known.file, HTTPS_PROXY: `https://localhost:${proxy.port}` }
    })
    expect(annotated(step, 'error')).toEqual([])
    expect(step.conclusion).toBe('success')
    expect(new Set(proxy.asked)).toEqual(new Set(['tfe.example.test:443']))
  })

  test('is trusted by the post step too', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve({ script: { plan: { log: ['planning…\n', { hold: true }] } } })
    await using tls = await front(hcp.address, { tls: ca.sign('localhost') })
    using run = onARunner(at(hcp, `https://localhost:${tls.port}`), { inputs: { 'ca-certificate': ca.pem } })
    await run.line('planning…')
    run.kill()
    await (await run.ended).post()
    await hcp.until('canceled')
  })
})

test.each([
  ['a path', '/etc/ssl/corporate.pem'],
  ['half of one', '-----BEGIN CERTIFICATE-----\nMIIBfzCCASWgAwIBAgI'],
  ['no certificate', '-----BEGIN CERTIFICATE-----\nYWJj\n-----END CERTIFICATE-----'],
  ['a key', '-----BEGIN PRIVATE KEY-----\nYWJj\n-----END PRIVATE KEY-----']
])('`ca-certificate` can not be %s, and what it is is not shown', async (_, value) => {
  await using hcp = await serve()
  const step = await runStep(hcp, { action: 'outputs', inputs: { 'ca-certificate': value } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`ca-certificate` must be one or more complete PEM certificates/)
  ])
  expect(annotated(step, 'error').join('')).not.toContain(value)
  expect(hcp.journal.entries).toEqual([])
})
