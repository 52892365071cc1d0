import type { PeerCertificate } from 'node:tls'
import { isUntrusted } from './trust.ts'

/** Codes of certificates that are refused: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const REFUSED =
  /^((CERT|CRL|ERROR_IN|INVALID_(CA|PURPOSE)|PATH_LENGTH|SELF_SIGNED|UNABLE_TO|HOSTNAME|DEPTH_ZERO).*|UNSPECIFIED|ERR_TLS_CERT_ALTNAME_\w+)$/

/** Names of a certificate that a message lists. */
const MAX_NAMES = 5

export interface CertificateHolder {
  /** How the message calls the server. */
  readonly name: string
  readonly hostname: string
  /** The setting that the hostname is from. */
  readonly setting: string | undefined
  /** Whether `ca-certificate` is given. */
  readonly hasAuthorities: boolean
}

/** What is wrong with a server's certificate, and which setting to check. Undefined where an error is not about a certificate. */
export function certificateProblem(error: unknown, holder: CertificateHolder): string | undefined {
  const { code = '', message, cert } = error as NodeJS.ErrnoException & { readonly cert?: PeerCertificate }
  if (!REFUSED.test(code)) return undefined
  const { name, hostname, setting = 'the address', hasAuthorities } = holder
  const certificate = `the certificate of ${name}`
  if (isUntrusted(error)) return `${certificate} is not trusted here (${code}): ${fixOfTrust(code, holder)}`
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return (
        `${certificate} has expired, or the certificate of an authority that signed it (${code}). ` +
        `Renew it on the server. Check the clock of the runner, ${hasAuthorities ? 'the dates of the certificates in `ca-certificate`, ' : ''}and that ${setting} names the right server`
      )
    case 'CERT_NOT_YET_VALID':
      return `${certificate} is not valid yet (${code}). Check the clock of the runner, and the dates of the certificate`
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `${certificate} is for ${namesOf(cert)}, but not for ${hostname} (${code}). Set ${setting} to a name that the certificate contains, or add ${hostname} to the certificate`
    default:
      return `${certificate} is not acceptable (${code}: ${message}). Replace it on the server, or check that ${setting} names the right server`
  }
}

function fixOfTrust(code: string, { hasAuthorities }: CertificateHolder): string {
  const isSelfSigned = code === 'DEPTH_ZERO_SELF_SIGNED_CERT'
  const needed = isSelfSigned
    ? 'this certificate'
    : 'the certificate of the authority that signed it, or the certificate of the server itself'
  const why = isSelfSigned ? 'it is self-signed' : 'it is not signed by an authority that the runner knows'
  return hasAuthorities
    ? `${why}, and \`ca-certificate\` does not contain ${isSelfSigned ? 'it' : 'the certificate of its authority'}. Add ${needed}`
    : `${why}. If the server, or a proxy on the way, is yours, set \`ca-certificate\` to ${needed}`
}

/** The names that a certificate is for, as a server wrote them. */
function namesOf(certificate: PeerCertificate | undefined): string {
  const alternatives = certificate?.subjectaltname ?? ''
  const names = [...alternatives.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]+)/g)].map(([, each = '']) => each)
  if (names.length === 0) return 'other names'
  const more = names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} other names` : ''
  return names.slice(0, MAX_NAMES).join(', ') + more
}
