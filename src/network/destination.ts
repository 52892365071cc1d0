import type { Proxy } from './proxy.ts'

/** Where a connection leads. */
export interface Destination {
  /** The server that requests are for. */
  readonly url: URL
  /** The setting that its address is from, where there is one. */
  readonly setting: string | undefined
  /** The proxy on the way. */
  readonly proxy: Proxy | undefined
  /** Whether requests are sent to the proxy itself, as those for a plain-http server are. Otherwise it opens a tunnel. */
  readonly isRelayed: boolean
}

/** How a message calls the proxy that it has named before. */
export const THE_PROXY = 'the proxy'

/** A host, and the proxy on the way to it. */
export const describeWay = ({ url, proxy }: Pick<Destination, 'url' | 'proxy'>): string =>
  proxy === undefined
    ? url.host
    : `${url.host} through the proxy ${proxy.url.host} (environment variable ${proxy.variable})`
