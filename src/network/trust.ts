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
    if (authorities.length > 0) this.#context = contextOf([...getCACertificates('default'), ...authorities])
  }

  /** The option of `tls.connect`. Without it, Node's own applies. */
  get options(): { readonly secureContext?: SecureContext } {
    return this.#context === undefined ? {} : { secureContext: this.#context }
  }

  /** Adds the machine's certificates. Says whether that is new. */
  includeMachine(): boolean {
    if (this.#includesMachine) return false
    this.#includesMachine = true
    this.#context = contextOf([...getCACertificates('default'), ...getCACertificates('system'), ...this.#authorities])
    return true
  }
}

const contextOf = (certificates: readonly string[]): SecureContext =>
  createSecureContext({ ca: [...new Set(certificates)] })
