import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Node makes no certificates: openssl does. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) console.warn('no openssl on PATH: the tests that need certificates are skipped')

/** A certificate and its key, in PEM, as a TLS server takes them. */
export interface Certified {
  readonly key: string
  readonly cert: string
}

export interface Authority extends Disposable {
  /** Its certificate, in PEM, and as a file. */
  readonly pem: string
  readonly file: string
  /** Signs a certificate for a server of these names. */
  sign(...names: readonly string[]): Certified
  /** Signs one that ended a day ago. */
  signExpired(...names: readonly string[]): Certified
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

const alternatives = (names: readonly string[]): string =>
  `subjectAltName=${names.map(each => (/^[\d.]+$|:/.test(each) ? `IP:${each}` : `DNS:${each}`)).join(',')}`

function folder(): {
  readonly at: (file: string) => string
  readonly openssl: (...args: string[]) => void
} & Disposable {
  const directory = mkdtempSync(join(tmpdir(), 'authority-'))
  return {
    at: file => join(directory, file),
    openssl: (...args) => void execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' }),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true })
  }
}

/** An authority that no one trusts yet. */
export function authority(name: string): Authority {
  const { at, openssl, [Symbol.dispose]: dispose } = folder()
  openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', `/CN=${name}`, '-days', '2')
  const ca = { key: readFileSync(at('ca.key'), 'utf8'), cert: readFileSync(at('ca.pem'), 'utf8') }
  return {
    pem: ca.cert,
    file: at('ca.pem'),
    sign: (...names) => signedBy(ca, names),
    signExpired: (...names) => signedBy(ca, names, -1),
    [Symbol.dispose]: dispose
  }
}

/** A certificate for a server of these names, signed with the key of another. */
export function signedBy(signer: Certified, names: readonly string[], days = 2): Certified {
  using place = folder()
  const { at, openssl } = place
  writeFileSync(at('ca.key'), signer.key)
  writeFileSync(at('ca.pem'), signer.cert)
  writeFileSync(at('extensions'), `${alternatives(names)}\n`)
  openssl('req', ...NEW_KEY, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server')
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions', '-days', `${days}`]
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signed)
  return { key: readFileSync(at('server.key'), 'utf8'), cert: readFileSync(at('server.pem'), 'utf8') }
}

/** A certificate for a server of these names that its own key has signed. */
export function selfSigned(...names: readonly string[]): Certified {
  using place = folder()
  const { at, openssl } = place
  const about = ['-subj', '/CN=server', '-days', '2', '-addext', alternatives(names)]
  openssl('req', '-x509', ...NEW_KEY, '-keyout', 'server.key', '-out', 'server.pem', ...about)
  return { key: readFileSync(at('server.key'), 'utf8'), cert: readFileSync(at('server.pem'), 'utf8') }
}
