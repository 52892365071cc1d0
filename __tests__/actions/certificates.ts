import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Node makes no certificates: openssl does. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0
if (!hasOpenssl) console.warn('no openssl on PATH: the tests that need certificates are skipped')

export interface Authority extends Disposable {
  /** Its certificate, in PEM, and as a file. */
  readonly pem: string
  readonly file: string
  /** Signs a certificate for a server of these names. */
  sign(...names: readonly string[]): { readonly key: string; readonly cert: string }
}

/** An authority that no one trusts yet. */
export function authority(name: string): Authority {
  const directory = mkdtempSync(join(tmpdir(), 'authority-'))
  const at = (file: string): string => join(directory, file)
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', `/CN=${name}`, '-days', '2')
  return {
    pem: readFileSync(at('ca.pem'), 'utf8'),
    file: at('ca.pem'),
    sign(...names) {
      const alternatives = names.map(each => (/^[\d.]+$|:/.test(each) ? `IP:${each}` : `DNS:${each}`)).join(',')
      writeFileSync(at('extensions'), `subjectAltName=${alternatives}\n`)
      openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server')
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'extensions', '-days', '2']
      openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signed)
      return { key: readFileSync(at('server.key'), 'utf8'), cert: readFileSync(at('server.pem'), 'utf8') }
    },
    [Symbol.dispose]: () => rmSync(directory, { recursive: true })
  }
}
