import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { causes, InputError } from '../errors.ts'
import type { Answer, Fetch, Request } from './fetch.ts'
import { ACCEPTED, answer, directFetch } from './direct.ts'
import { proxyFor, type Proxy } from './proxy.ts'

/**
 * The `fetch` that the environment and the inputs ask for: through proxies, trusting certificates beside those that Node trusts. Proxies are
 * for undici, which is loaded only where there is one.
 */
export function fetchFor(env: NodeJS.ProcessEnv, authorities: readonly string[] = []): Fetch {
  const trust = trusted(authorities)
  const direct = directFetch(trust)
  const dispatchers = new Map<string, Promise<Dispatcher>>()
  return async (url, request) => {
    const proxy = proxyFor(url, env)
    try {
      if (proxy === undefined) return await direct(url, request)
      const dispatcher = dispatchers.get(proxy.variable) ?? dispatch(proxy, trust)
      dispatchers.set(proxy.variable, dispatcher)
      return await send(url, request, await dispatcher)
    } catch (error) {
      throw explained(error, proxy)
    }
  }
}

/** By undici's `request`: its `fetch` keeps all of an upload in memory, for a redirect that nobody follows. */
async function send(url: URL, { method, headers, body, signal }: Request, dispatcher: Dispatcher): Promise<Answer> {
  const { request } = await import('undici')
  const sent = body instanceof ReadableStream ? Readable.from(body) : body
  const options = { headers: { ...ACCEPTED, ...headers }, body: sent ?? null, signal, dispatcher }
  const received = await request(url, { ...options, method: method as Dispatcher.HttpMethod })
  return answer(received.statusCode, received.headers, received.body)
}

/** `ca` takes the place of what Node trusts, so that has to be in it. */
const trusted = (authorities: readonly string[]): { readonly ca?: string[] } =>
  authorities.length === 0
    ? {}
    : { ca: [...process.getBuiltinModule('node:tls').getCACertificates('default'), ...authorities] }

/** What connects, and keeps connections for the next requests. */
async function dispatch({ url, variable }: Proxy, trust: ReturnType<typeof trusted>): Promise<Dispatcher> {
  const { ProxyAgent } = await import('undici')
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
