import type { Dispatcher } from 'undici'
import { causes, InputError } from '../errors.ts'
import { proxyFor, type Proxy } from './proxy.ts'

/**
 * The `fetch` that the environment and the inputs ask for: through proxies, trusting certificates beside those that Node trusts. Node's own
 * can't be told so in every Node 24 that runners have had (`tls.setDefaultCACertificates` came with 24.5): undici does it everywhere, and
 * is loaded only where it is needed.
 */
export function fetchFor(env: NodeJS.ProcessEnv, authorities: readonly string[] = []): typeof fetch {
  const dispatchers = new Map<string | undefined, Promise<Dispatcher>>()
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const proxy = proxyFor(url, env)
    try {
      if (proxy === undefined && authorities.length === 0) return await fetch(input, init)
      const dispatcher = dispatchers.get(proxy?.variable) ?? dispatch(proxy, authorities)
      dispatchers.set(proxy?.variable, dispatcher)
      const options: object = { ...init, dispatcher: await dispatcher }
      return (await (await import('undici')).fetch(url, options)) as unknown as Response
    } catch (error) {
      throw explained(error, proxy)
    }
  }
}

/** What connects, and keeps connections for the next requests. */
async function dispatch(proxy: Proxy | undefined, authorities: readonly string[]): Promise<Dispatcher> {
  const [{ Agent, ProxyAgent }, { getCACertificates }] = await Promise.all([import('undici'), import('node:tls')])
  // `ca` takes the place of what Node trusts, so that has to be in it.
  const trust = authorities.length > 0 ? { ca: [...getCACertificates('default'), ...authorities] } : {}
  if (proxy === undefined) return new Agent({ connect: trust })
  const { url, variable } = proxy
  if (url === undefined)
    throw new InputError([`the environment variable ${variable} is no proxy: write http://HOST:PORT`])
  const token = url.username === '' ? {} : { token: `Basic ${credentials(url)}` }
  return new ProxyAgent({ uri: url.origin, ...token, proxyTls: trust, requestTls: trust })
}

const credentials = ({ username, password }: URL): string =>
  Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')

/** A percent sign that begins no escape stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const UNTRUSTED =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/

/** The errors that a person can mend, in words that say how. Their codes stay: they tell whether to try again. */
function explained(error: unknown, proxy: Proxy | undefined): unknown {
  for (let at = error; Error.isError(at); at = causes(at)[0]) {
    const { code = '', message }: NodeJS.ErrnoException = at
    const [, status] = /^Proxy response \((\d+)\)/.exec(message) ?? []
    if (status !== undefined && proxy !== undefined) return refused(proxy, Number(status))
    if (UNTRUSTED.test(code)) {
      const why =
        `its certificate is not trusted here (${code}): where an authority of your own has signed it, ` +
        'give the certificate of that one as `ca-certificate`'
      return Object.assign(new Error(why), { code })
    }
  }
  return error
}

/** A tunnel that a proxy did not open: nothing was sent through it. */
function refused({ url, variable }: Proxy, status: number): Error {
  const answered = `the proxy ${url?.host ?? ''} (environment variable ${variable}) answered ${status}`
  if (status >= 500) return Object.assign(new Error(answered), { syscall: 'connect' })
  const fix =
    status === 407
      ? 'it wants other credentials: write http://USER:PASSWORD@HOST:PORT'
      : 'it may not connect there: allow it to, or add the host to NO_PROXY'
  return Object.assign(new Error(`${answered}: ${fix}`), { code: 'ERR_PROXY_TUNNEL' })
}
