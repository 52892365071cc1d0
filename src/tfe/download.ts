import type { Answer } from '../network/fetch.ts'
import { readBody, rejectHtmlPage } from '../network/body.ts'
import type { Http } from './http.ts'
import { followRedirects } from './redirects.ts'

/** Milliseconds without a byte. */
const DOWNLOAD_DEADLINE_MS = 60_000

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
  return followRedirects(http, from, (url, isFirst) => ({
    method: 'GET',
    path: isFirst ? path : `${path}, at ${url.origin}/…`,
    headers: isFirst && http.isOwn(url) ? { authorization: http.authorization } : {},
    policy: 'repeatable',
    deadline: DOWNLOAD_DEADLINE_MS,
    signal,
    async consume(response, alive) {
      if (response.status === 200) rejectHtmlPage(response)
      return consume(response, alive)
    }
  }))
}

/** The same, for what is text. Empty where there is nothing yet (204), and where there is more of it than `most` bytes. */
export const downloadText = (http: Http, path: string, most: number, signal?: AbortSignal): Promise<string> =>
  download(http, http.url(path), path, (response, alive) => boundedText(response, most, alive), signal)

/** The same, for an object as JSON. One that ends in the middle is none. Undefined where there is more of it than `most` bytes. */
export async function downloadJson(
  http: Http,
  path: string,
  most: number,
  signal?: AbortSignal
): Promise<string | undefined> {
  const consume = async (response: Answer, alive: () => void): Promise<string | undefined> => {
    const { bytes, isWhole } = await readBody(response, most, alive)
    if (!isWhole) return undefined
    const text = bytes.toString()
    if (text !== '' && !text.trimEnd().endsWith('}')) throw new Error('the response is incomplete')
    return text
  }
  return download(http, http.url(path), path, consume, signal)
}

async function boundedText(response: Answer, most: number, alive: () => void): Promise<string> {
  const { bytes, isWhole } = await readBody(response, most, alive)
  return isWhole ? bytes.toString() : ''
}
