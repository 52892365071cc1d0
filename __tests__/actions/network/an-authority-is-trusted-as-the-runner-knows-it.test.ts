import { describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Authority } from '../certificates.ts'
import { hasOpenssl } from '../certificates.ts'
import { HOSTS, reached } from '../networks.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

/** A folder of certificates as OpenSSL has it: each by the hash of its subject. */
function folderOf(ca: Authority): string {
  const folder = mkdtempSync(join(dirname(ca.file), 'certs-'))
  const { stdout } = spawnSync('openssl', ['x509', '-hash', '-noout', '-in', ca.file], { encoding: 'utf8' })
  copyFileSync(ca.file, join(folder, `${stdout.trim()}.0`))
  return folder
}

/** Where a company's authority can be: what the step is given. The last two are the machine's own store, as Go and terraform read it. */
const PLACES: readonly (readonly [string, (ca: Authority) => Options])[] = [
  ['`ca-certificate`', ca => ({ inputs: { 'ca-certificate': ca.pem } })],
  ['NODE_EXTRA_CA_CERTS', ca => ({ env: { NODE_EXTRA_CA_CERTS: ca.file } })],
  ['SSL_CERT_FILE', ca => ({ env: { SSL_CERT_FILE: ca.file } })],
  ['SSL_CERT_DIR', ca => ({ env: { SSL_CERT_DIR: folderOf(ca) } })],
  [
    'a store that does not exist, and `ca-certificate`',
    ca => ({
      inputs: { 'ca-certificate': ca.pem },
      env: { SSL_CERT_FILE: '/nowhere/ca.pem' }
    })
  ]
]
const CELLS = HOSTS.flatMap(host => PLACES.map(([name, given]) => [name, host, given] as const))

const withOpenssl = hasOpenssl ? describe : describe.skip

withOpenssl("a certificate that a company's own authority signed", () => {
  test.concurrent.each(CELLS)('is trusted by %s; %s', async (_name, host, given) => {
    await using place = await reached(host, { name: 'localhost', withPort: true })
    const [server, options] = place.step(given(place.ca))
    const step = await runStep(server, options)
    expect([annotated(step, 'error'), annotated(step, 'warning')]).toEqual([[], []])
    expect([step.outputs['run-status'], place.github.comments(7).length]).toEqual(['planned_and_finished', 1])
    expect(place.paths.length).toBeGreaterThan(2)
  })

  test.concurrent.each(HOSTS)('is not trusted where nothing says so, and nothing is sent; %s', async host => {
    await using place = await reached(host, { name: 'localhost', withPort: true })
    const [server, options] = place.step()
    const step = await runStep(server, options)
    const [says] = annotated(step, host === 'the service' ? 'error' : 'warning')
    expect(says).toMatch(/[Tt]he certificate of localhost:\d+ is not trusted here .*`ca-certificate`/)
    expect(step.conclusion).toBe(host === 'the service' ? 'failure' : 'success')
    expect(place.paths).toEqual([])
  })

  test.concurrent.each(HOSTS)('is not trusted for another name; %s', async host => {
    await using place = await reached(host, { name: 'localhost', withPort: true })
    const [server, options] = place.step({ inputs: { 'ca-certificate': place.ca.pem } })
    const elsewhere = (text: string): string => text.replace('//localhost:', '//127.0.0.1:')
    const step = await runStep(
      host === 'the service' ? { ...server, address: elsewhere(server.address) } : server,
      host === 'the service'
        ? options
        : { ...options, github: { ...options.github, api_url: elsewhere(String(options.github?.api_url)) } }
    )
    const [says] = annotated(step, host === 'the service' ? 'error' : 'warning')
    expect(says).toMatch(
      host === 'the service'
        ? /^The certificate of HOST is for localhost, but not for 127\.0\.0\.1 .* Set `hostname` to a name that the certificate contains/
        : /the certificate of HOST is for localhost, but not for 127\.0\.0\.1 .* Set GITHUB_API_URL to/
    )
    expect(place.paths).toEqual([])
  })
})
