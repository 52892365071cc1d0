import type { Answer } from './fetch.ts'

/** The body of an answer, as far as it may go: what is small on its way can unpack to anything. */
export interface Body {
  readonly bytes: Buffer<ArrayBuffer>
  /** Whether this is all of it. */
  readonly isWhole: boolean
}

/** What a document of the API may have: a hundred thousand outputs have a fifth of it. */
const MAX_DOCUMENT_BYTES = 128 * 2 ** 20
/** What is read of a body that has nothing to say: all of it leaves the connection free for the next request. */
const MAX_DISCARDED_BYTES = 65_536

/** Reads at most so many bytes, and calls `alive` for each piece. */
export async function readBody(response: Answer, most: number, alive: () => void = () => undefined): Promise<Body> {
  const chunks: Uint8Array[] = []
  let left = most
  for await (const chunk of response.body ?? []) {
    alive()
    chunks.push(chunk.subarray(0, left))
    left -= chunk.byteLength
    if (left < 0) return { bytes: Buffer.concat(chunks), isWhole: false }
  }
  return { bytes: Buffer.concat(chunks), isWhole: true }
}

/** The text of a document. */
export async function documentText(response: Answer): Promise<string> {
  const { bytes, isWhole } = await readBody(response, MAX_DOCUMENT_BYTES)
  if (!isWhole) throw new Error(`${response.status} with more than ${MAX_DOCUMENT_BYTES / 2 ** 20} MiB`)
  return bytes.toString()
}

/** An answer that says nothing beyond its status. One without a body may be of any type. */
export const discardBody = async (response: Answer): Promise<void> => {
  const { bytes } = await readBody(response, MAX_DISCARDED_BYTES)
  if (response.status < 300 && bytes.length > 0) rejectHtmlPage(response)
}

/** Neither the API nor its storage answers with a page: a proxy does that wants a login, and the request went no further. */
export function rejectHtmlPage({ status, headers }: Answer): void {
  if (/^text\/html\b/i.test(headers.get('content-type') ?? ''))
    throw new Error(`the response is a web page with status ${status}: does a proxy ask for a login?`)
}
