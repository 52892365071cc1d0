import { describe, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { authority, hasOpenssl, selfSigned, type Authority, type Certified } from '../certificates.ts'
import { at, front, tunnels } from '../in-front.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

const withOpenssl = hasOpenssl ? describe : describe.skip

/** The only error of a step whose server has a certificate, and what the server was asked. */
async function refusal(tls: Certified, options: Options = {}): Promise<{ says: string; paths: readonly string[] }> {
  await using hcp = await serve()
  await using secure = await front(hcp.address, { tls })
  const step = await runStep(at(hcp, `https://localhost:${secure.port}`), { action: 'outputs', ...options })
  const errors = annotated(step, 'error')
  expect([step.conclusion, errors.length]).toEqual(['failure', 1])
  return { says: errors[0] ?? '', paths: secure.paths }
}

/** `ca-certificate` for a server's certificate: none, its authority, or another. */
const given = (ca: Authority | undefined): Options => (ca === undefined ? {} : { inputs: { 'ca-certificate': ca.pem } })

withOpenssl('a certificate', () => {
  test('that has expired is called so, whose authority is trusted', async () => {
    using ca = authority('Corporate')
    const { says, paths } = await refusal(ca.signExpired('localhost'), given(ca))
    expect(says).toMatch(
      /^The certificate of localhost:\d+ has expired, .*\(CERT_HAS_EXPIRED\)\. Renew it on the server\. .*clock.*`ca-certificate`.*`hostname`/
    )
    expect(says).not.toMatch(/proxy/i)
    expect(paths).toEqual([])
  })

  test('that is for another name names what it is for, and the input', async () => {
    using ca = authority('Corporate')
    const { says, paths } = await refusal(ca.sign('tfe.example.test', '10.1.2.3'), given(ca))
    expect(says).toMatch(
      /^The certificate of localhost:\d+ is for tfe\.example\.test, 10\.1\.2\.3, but not for localhost \(ERR_TLS_CERT_ALTNAME_INVALID\)\. Set `hostname` to/
    )
    expect(says).not.toMatch(/proxy/i)
    expect(paths).toEqual([])
  })

  test('that signed itself is called so, and the input that may hold it is named', async () => {
    const { says, paths } = await refusal(selfSigned('localhost'))
    expect(says).toMatch(
      /^The certificate of localhost:\d+ is not trusted here \(DEPTH_ZERO_SELF_SIGNED_CERT\): it is self-signed\. .*set `ca-certificate` to this certificate$/m
    )
    expect(paths).toEqual([])
  })

  test.each(['self-signed', 'signed'])('that `ca-certificate` does not cover is called so: %s', async which => {
    using ca = authority('Corporate')
    using other = authority('Other')
    const { says, paths } = await refusal(
      which === 'signed' ? ca.sign('localhost') : selfSigned('localhost'),
      given(other)
    )
    expect(says).toMatch(/is not trusted here .*`ca-certificate` does not contain .*\. Add /)
    expect(paths).toEqual([])
  })

  test('of a proxy that has expired differs from one of the server', async () => {
    using ca = authority('Corporate')
    await using hcp = await serve()
    await using tls = await front(hcp.address, { tls: ca.sign('tfe.example.test') })
    await using proxy = await tunnels({ tls: ca.signExpired('localhost'), ports: { 'tfe.example.test': tls.port } })
    const step = await runStep(at(hcp, 'https://tfe.example.test'), {
      action: 'outputs',
      inputs: { 'ca-certificate': ca.pem },
      env: { HTTPS_PROXY: `https://localhost:${proxy.port}` }
    })
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(/: the certificate of the proxy has expired, .*that HTTPS_PROXY names the right server/)
    ])
    expect(proxy.asked).toEqual([])
  })
})
