import { X509Certificate } from 'node:crypto'
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/

/** Whether an error says that no trusted authority signed a certificate. */
export const isUntrusted = (error: unknown): boolean =>
  UNTRUSTED.test((error as NodeJS.ErrnoException | undefined)?.code ?? '')

/**
 * The certificates that connections are checked against: those that Node trusts, `NODE_EXTRA_CA_CERTS` among them, and given ones. The
 * machine's own, which `SSL_CERT_FILE` and `SSL_CERT_DIR` may name, take a tenth of a second to read: they join when a server isn't
 * trusted without them. https://nodejs.org/api/tls.html#tlsgetcacertificatestype
 */
export class Trust {
  readonly #authorities: readonly string[]
  #context: SecureContext | undefined
  #includesMachine = false

  constructor(authorities: readonly string[]) {
    this.#authorities = authorities
    if (this.hasAuthorities) this.#context = this.#trusting(getCACertificates('default'))
  }

  /** Whether certificates are given. */
  get hasAuthorities(): boolean {
    return this.#authorities.length > 0
  }

  /** The option of `tls.connect`. Without it, Node's own applies. */
  get options(): { readonly secureContext?: SecureContext } {
    return this.#context === undefined ? {} : { secureContext: this.#context }
  }

  /** Adds the machine's certificates. Says whether that is new. */
  includeMachine(): boolean {
    if (this.#includesMachine) return false
    this.#includesMachine = true
    this.#context = this.#trusting([...getCACertificates('default'), ...getCACertificates('system')])
    return true
  }

  /**
   * A given certificate may be the server's own, or one between it and its authority. curl and terraform trust each, and OpenSSL only
   * self-signed ones, unless it is set to trust all. Then those that a machine collects on its way are left out. The name of the server is
   * checked in any case.
   */
  #trusting(known: readonly string[]): SecureContext {
    if (!this.hasAuthorities) return createSecureContext({ ca: [...new Set(known)] })
    const roots = new Set(getCACertificates('bundled'))
    const kept = known.filter(certificate => roots.has(certificate) || isSelfSigned(certificate))
    const ca = [...new Set([...kept, ...getCACertificates('extra'), ...this.#authorities])]
    return createSecureContext({ ca, allowPartialTrustChain: true })
  }
}

function isSelfSigned(pem: string): boolean {
  const certificate = new X509Certificate(pem)
  return certificate.checkIssued(certificate)
}
