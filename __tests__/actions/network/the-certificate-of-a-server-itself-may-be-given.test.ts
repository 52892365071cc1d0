import { describe, expect, test } from '@jest/globals'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { authority, hasOpenssl, selfSigned, signedBy, type Certified } from '../certificates.ts'
import { at, front } from '../in-front.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const withOpenssl = hasOpenssl ? describe : describe.skip

interface Elsewhere {
  /** How the server is called. */
  readonly name?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Reads outputs from a server with a certificate, where `ca-certificate` holds one. Gives the errors, and whether anything was asked. */
async function reading(
  tls: Certified,
  trusted: string,
  { name = 'localhost', env = {} }: Elsewhere = {}
): Promise<readonly [errors: readonly string[], isAsked: boolean]> {
  await using hcp = await serve()
  await using secure = await front(hcp.address, { tls })
  const inputs = { 'ca-certificate': trusted }
  const step = await runStep(at(hcp, `https://${name}:${secure.port}`), { action: 'outputs', inputs, env })
  return [annotated(step, 'error'), secure.paths.length > 0]
}

withOpenssl('a certificate that `ca-certificate` holds itself', () => {
  test('is trusted where it signed itself', async () => {
    const own = selfSigned('localhost')
    expect(await reading(own, own.cert)).toEqual([[], true])
  })

  test('is trusted where an authority signed it that is not given', async () => {
    using ca = authority('Corporate')
    const own = ca.sign('localhost')
    expect(await reading(own, own.cert)).toEqual([[], true])
  })

  test.each(['self-signed', 'signed'])('is not trusted for another name: %s', async which => {
    using ca = authority('Corporate')
    const own = which === 'signed' ? ca.sign('localhost') : selfSigned('localhost')
    expect(await reading(own, own.cert, { name: '127.0.0.1' })).toEqual([
      [expect.stringMatching(/^The certificate of HOST is for localhost, but not for 127\.0\.0\.1 /)],
      false
    ])
  })

  test('is not trusted after it has expired', async () => {
    using ca = authority('Corporate')
    const own = ca.signExpired('localhost')
    expect(await reading(own, own.cert)).toEqual([[expect.stringContaining('(CERT_HAS_EXPIRED)')], false])
  })

  test.each(['self-signed', 'signed'])(
    'makes nothing trusted that another key of the same name has: %s',
    async which => {
      using ca = authority('Corporate')
      const make = (): Certified => (which === 'signed' ? ca.sign('localhost') : selfSigned('localhost'))
      expect(await reading(make(), make().cert)).toEqual([[expect.stringContaining('is not trusted here')], false])
    }
  )

  // A machine collects certificates between servers and authorities, and no one looks at them.
  test('gives no such trust to certificates that the machine has', async () => {
    using ca = authority('Corporate')
    using given = authority('Given')
    const own = ca.sign('localhost')
    using store = authority('Of the machine')
    for (const [certificate, isTrusted] of [
      [own.cert, false],
      [ca.pem, true]
    ] as const) {
      writeFileSync(store.file, certificate)
      const [errors, isAsked] = await reading(own, given.pem, { env: { SSL_CERT_FILE: store.file } })
      expect(isAsked).toBe(isTrusted)
      expect(errors).toEqual(isTrusted ? [] : [expect.stringContaining('is not trusted here')])
    }
  })

  test('is not an authority: what its key signs is not trusted', async () => {
    using ca = authority('Corporate')
    const own = ca.sign('localhost')
    const { key, cert } = signedBy(own, ['localhost'])
    for (const chain of [cert, cert + own.cert]) {
      expect(await reading({ key, cert: chain }, own.cert)).toEqual([
        [expect.stringMatching(/^The certificate /)],
        false
      ])
    }
  })
})

const hasTerraform = spawnSync('terraform', ['version']).status === 0
if (!hasTerraform) console.warn('no terraform on PATH: its trust is not compared')

/** What `terraform init` says to a server, where the machine's store holds one certificate. */
async function initTrusting(certificate: string, port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'trusting-'))
  const store = join(folder, 'store.pem')
  writeFileSync(store, certificate)
  writeFileSync(
    join(folder, 'main.tf'),
    `terraform {
  cloud {
    hostname     = "localhost:${port}"
    organization = "demo"
    workspaces {
      name = "demo"
    }
  }
}
`
  )
  const env = { ...process.env, SSL_CERT_FILE: store, SSL_CERT_DIR: folder, CHECKPOINT_DISABLE: '1' }
  return new Promise(resolve =>
    execFile('terraform', ['init', '-no-color'], { cwd: folder, env }, (_error, stdout, stderr) => {
      rmSync(folder, { recursive: true })
      resolve((stdout + stderr).replace(/[\s│]+/g, ' '))
    })
  )
}

// Elsewhere, terraform reads the machine's own store.
const onLinux = hasTerraform && hasOpenssl && process.platform === 'linux' ? test : test.skip

onLinux('terraform, too, trusts a certificate of a server that it is given itself, and no other', async () => {
  using ca = authority('Corporate')
  const own = ca.sign('localhost')
  await using hcp = await serve()
  await using secure = await front(hcp.address, { tls: own })
  expect(await initTrusting(ca.sign('localhost').cert, secure.port)).toMatch(/x509: certificate signed by unknown/)
  expect(secure.paths).toEqual([])
  expect(await initTrusting(own.cert, secure.port)).not.toContain('x509')
  expect(secure.paths).toContain('/.well-known/terraform.json')
})
