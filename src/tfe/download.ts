import { NetworkError, RunFailed } from '../errors.ts'
import type { Answer } from '../network/fetch.ts'
import { readBody, discardBody, rejectHtmlPage } from '../network/body.ts'
import type { Http } from './http.ts'

const MAX_REDIRECTS = 5
/** Milliseconds without a byte. */
const DOWNLOAD_DEADLINE_MS = 60_000

/** What a redirect leads to, or what was read. */
type Hop<T> = { readonly to: URL } | { readonly value: T }

/**
 * Reads what the API serves itself or redirects to storage: states, plans, configurations, the output of policies. The bearer token goes to
 * the API's own origin, and across no redirect. `path` is what errors call it.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#download-a-state-version
 */
export async function download<T>(
  http: Http,
  from: URL,
  path: string,
  consume: (response: Answer, alive: () => void) => Promise<T>,
  signal?: AbortSignal
): Promise<T> {
  if (!mayFollow(http.url(''), from))
    throw new RunFailed(
      `${path} is not downloaded: its address begins with ${from.protocol}, and that of the API with https.`
    )
  let url = from
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const first = hops === 0
    const bearer = first && http.isOwn(url)
    const hop: Hop<T> = await http.exchange<Hop<T>>({
      method: 'GET',
      url,
      path: first ? path : `${path}, at ${url.origin}/…`,
      headers: bearer ? { authorization: http.authorization } : {},
      policy: 'repeatable',
      deadline: DOWNLOAD_DEADLINE_MS,
      signal,
      accepts: status => status >= 200 && status < 400 && status !== 304,
      async consume(response, alive) {
        if (response.status === 200) rejectHtmlPage(response)
        if (response.status < 300) return { value: await consume(response, alive) }
        await discardBody(response)
        const location = URL.parse(response.headers.get('location') ?? '', url.href)
        if (location === null) throw new Error(`${response.status} without a place to go to`)
        if (!mayFollow(url, location))
          throw new RunFailed(
            `${path} is not downloaded: ${url.origin} redirects to ${location.origin === 'null' ? location.protocol : location.origin}, and what is asked for by https is read by https only.`
          )
        if (location.href === url.href) throw new Error(`${response.status} with a redirect to itself`)
        return { to: location }
      }
    })
    if ('value' in hop) return hop.value
    url = hop.to
  }
  throw new NetworkError('GET', path, { cause: new Error(`more than ${MAX_REDIRECTS} redirects`) })
}

/** A redirect may leave plain http, but not lead to it: the address is a secret, and so is what it leads to. */
export const mayFollow = (from: URL, to: URL): boolean =>
  to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:')

/** The same, for what is text. Empty where there is nothing yet (204), and where there is more of it than `most` bytes. */
export const downloadText = (http: Http, path: string, most: number, signal?: AbortSignal): Promise<string> =>
  download(http, http.url(path), path, (response, alive) => boundedText(response, most, alive), signal)

/** The same, for an object as JSON. One that ends in the middle is none. */
export async function downloadJson(http: Http, path: string, most: number, signal?: AbortSignal): Promise<string> {
  const consume = async (response: Answer, alive: () => void): Promise<string> => {
    const text = await boundedText(response, most, alive)
    if (text !== '' && !text.trimEnd().endsWith('}')) throw new Error('what came of it ends in the middle')
    return text
  }
  return download(http, http.url(path), path, consume, signal)
}

async function boundedText(response: Answer, most: number, alive: () => void): Promise<string> {
  const { bytes, isWhole } = await readBody(response, most, alive)
  return isWhole ? bytes.toString() : ''
}
