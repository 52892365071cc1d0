import { NetworkError, RunFailed } from '../errors.ts'
import { discardBody } from '../network/body.ts'
import type { Exchange, Http } from './http.ts'
import { mayFollow } from './secret-urls.ts'

const MAX_REDIRECTS = 5

/** What a redirect leads to, or what was read. */
type Hop<T> = { readonly to: URL } | { readonly value: T }

/** Redirects after which a GET goes on, and those after which a PUT does, with its body: https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx */
const FOLLOWED = { GET: [301, 302, 303, 307, 308], PUT: [307, 308] } as const

/**
 * Sends a request to wherever its redirects lead. `exchangeFor` gives the request for an address and whether it is the first: nothing but
 * that one may carry the token.
 */
export async function followRedirects<T>(
  http: Http,
  from: URL,
  exchangeFor: (
    url: URL,
    isFirst: boolean
  ) => Omit<Exchange<T>, 'url' | 'secretUrls' | 'accepts'> & { readonly method: 'GET' | 'PUT' }
): Promise<T> {
  let url = from
  const secretUrls: URL[] = []
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const exchange = exchangeFor(url, hops === 0)
    // A route of the API is named by errors, and needs the token.
    if (url.href !== http.url(exchange.path).href) secretUrls.push(url)
    const followed: readonly number[] = FOLLOWED[exchange.method]
    const hop: Hop<T> = await http.exchange<Hop<T>>({
      ...exchange,
      url,
      secretUrls,
      accepts: status => (status >= 200 && status < 300) || followed.includes(status),
      async consume(response, alive) {
        if (response.status < 300) return { value: await exchange.consume(response, alive) }
        await discardBody(response)
        return { to: target(exchange.path, url, response.status, response.headers.get('location') ?? '') }
      }
    })
    if ('value' in hop) return hop.value
    url = hop.to
  }
  const { method, path } = exchangeFor(from, true)
  throw new NetworkError(method, path, { cause: new Error(`more than ${MAX_REDIRECTS} redirects`) })
}

function target(path: string, from: URL, status: number, location: string): URL {
  const to = URL.parse(location, from.href)
  if (location === '' || to === null) throw new Error(`${status} without a place to go to`)
  if (!mayFollow(from, to))
    throw new RunFailed(
      `${path} is not read: ${from.origin} redirects to ${to.origin === 'null' ? to.protocol : to.origin}. A redirect from https must lead to https.`
    )
  if (to.href === from.href) throw new Error(`${status} with a redirect to itself`)
  return to
}
