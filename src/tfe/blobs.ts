import { openAsBlob } from 'node:fs'
import { readBody, discardBody, rejectHtmlPage } from '../network/body.ts'
import type { Http } from './http.ts'
import { followRedirects } from './redirects.ts'
import { linkedUrl } from './secret-urls.ts'

/**
 * Upload and log URLs hold their own secret: they are asked without the bearer token, which would hand it to a storage service, and errors
 * name only their host. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#upload-configuration-files
 */

/** Milliseconds without a byte in either direction. */
const UPLOAD_DEADLINE_MS = 60_000

/** Servers may give a little more than they were asked for. What is cut off here is asked for again. */
const MARGIN_BYTES = 65_536

const named = (url: URL): string => `${url.origin}/…`

/** Sends a file to an upload URL, as `putBlob` does. */
export const putFile = async (
  http: Http,
  to: string,
  file: { readonly path: string },
  sent: (bytes: number) => void,
  signal: AbortSignal
): Promise<void> => putBlob(http, to, await openAsBlob(file.path), sent, signal)

/**
 * Sends content to an upload URL, once: such a URL takes one upload, and whether it arrived is to be read elsewhere.
 * `sent` gets the number of bytes sent so far.
 */
export async function putBlob(
  http: Http,
  to: string,
  blob: Blob,
  sent: (bytes: number) => void = () => undefined,
  signal?: AbortSignal
): Promise<void> {
  await followRedirects(http, linkedUrl(http.url(''), to, 'an upload'), url => ({
    method: 'PUT',
    path: named(url),
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) },
    body: alive => {
      let bytes = 0
      const count = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          alive()
          sent((bytes += chunk.byteLength))
          controller.enqueue(chunk)
        }
      })
      return blob.stream().pipeThrough(count)
    },
    policy: 'once',
    deadline: UPLOAD_DEADLINE_MS,
    signal,
    consume: discardBody
  }))
}

/** What a log holds from byte `offset` on, at most `limit` bytes; none when nothing more is written yet. */
export function readSlice(
  http: Http,
  log: string,
  offset: number,
  limit: number,
  signal: AbortSignal
): Promise<Uint8Array> {
  const url = linkedUrl(http.url(''), log, 'a log')
  url.searchParams.set('limit', String(limit))
  url.searchParams.set('offset', String(offset))
  return followRedirects(http, url, at => ({
    method: 'GET',
    path: named(at),
    headers: {},
    policy: 'repeatable',
    deadline: UPLOAD_DEADLINE_MS,
    signal,
    async consume(response) {
      const { bytes } = await readBody(response, limit + MARGIN_BYTES)
      if (bytes.length > 0) rejectHtmlPage(response)
      return bytes
    }
  }))
}
