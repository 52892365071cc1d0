import { causes, ConnectionFailed, isError, messageOf } from '../errors.ts'
import { certificateProblem } from './certificate-problem.ts'
import { describeWay, THE_PROXY, type Destination } from './destination.ts'
import type { Proxy } from './proxy.ts'

/** Codes of what connecting again does not change. */
const LASTING = /^ERR_(TLS|SSL)/

/** What OpenSSL says of an answer that is not TLS. */
const NO_TLS = /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/

/** A name that does not exist. `EAI_AGAIN` says only that the DNS did not answer. */
const NO_SUCH_HOST = 'ENOTFOUND'

/** How far a connection came. */
export interface Progress {
  /** Who was to answer next: a host, or the proxy. */
  readonly waitsFor: string
  /** Whether `ca-certificate` is given. */
  readonly hasAuthorities: boolean
}

/** What failed, on which way, and what a person can do about it. */
export function connectionFailure(error: unknown, destination: Destination, progress: Progress): ConnectionFailed {
  if (error instanceof ConnectionFailed) return error
  const { code = '' } = error as NodeJS.ErrnoException
  const { waitsFor: name, hasAuthorities } = progress
  const way = `no connection to ${describeWay(destination)}`
  const { proxy } = destination
  const isOfProxy = proxy !== undefined && name === THE_PROXY
  const { url, setting } = isOfProxy ? { url: proxy.url, setting: proxy.variable } : destination
  const hostname = url.hostname
  const problem = certificateProblem(error, { name, hostname, setting, hasAuthorities })
  if (problem !== undefined) {
    const message = proxy === undefined ? problem : `${way}: ${problem}`
    return new ConnectionFailed(message, { isLasting: true, cause: error })
  }
  const why = code === NO_SUCH_HOST ? `the DNS has no host ${hostname} (${code})` : reasonOf(error, code, name)
  return new ConnectionFailed(`${way}: ${why}. ${fixFor(code, destination, isOfProxy)}`, {
    isLasting: LASTING.test(code),
    isAddressDoubtful: [NO_SUCH_HOST, 'ECONNREFUSED'].includes(code),
    cause: error
  })
}

/** Connecting to several addresses fails with one error for each. */
function reasonOf(error: unknown, code: string, name: string): string {
  const each = isError(error) ? causes(error) : []
  if (each.length > 0) return each.map(messageOf).join('; ')
  if (code === 'ECONNRESET') return `${name} closed the connection`
  return NO_TLS.test(code) ? `${name} does not speak TLS` : messageOf(error)
}

function fixFor(code: string, { url, setting, proxy }: Destination, isOfProxy: boolean): string {
  if (NO_TLS.test(code) && !isOfProxy) return `Check the port${setting === undefined ? '' : ` in ${setting}`}`
  if (proxy !== undefined) return `Check ${proxy.variable} and the proxy, or add ${url.hostname} to NO_PROXY`
  const address = setting ?? 'the address'
  return /^(ENOTFOUND|EAI_AGAIN)$/.test(code)
    ? `Check the host's name in ${address}, and the DNS of the runner`
    : `Check ${address}, and that the runner may connect to it, directly or through a proxy in HTTPS_PROXY`
}

/** A proxy answered, and it was no. */
export function refusedByProxy(way: { readonly url: URL; readonly proxy: Proxy }, status: number): ConnectionFailed {
  const answered = `no connection to ${describeWay(way)}: ${THE_PROXY} answered ${status}`
  const exempt = `add ${way.url.hostname} to NO_PROXY`
  if (status >= 500)
    return new ConnectionFailed(`${answered}: it may not reach the host, or be down. Check it, or ${exempt}`, {
      isLasting: false
    })
  const fix =
    status === 407
      ? 'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
      : `it may not connect there: allow it to, or ${exempt}`
  return new ConnectionFailed(`${answered}: ${fix}`, { isLasting: true })
}
