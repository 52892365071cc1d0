import { parseJson } from '../json.ts'
import { documentText, rejectHtmlPage } from '../network/body.ts'
import type { Answer } from '../network/fetch.ts'
import { document, type Document } from './document.ts'

/** Anything other than a document, such as a proxy's page, does not count as an answer. */
export const readDocument =
  (method: string, path: string) =>
  async (response: Answer): Promise<Document> => {
    const text = await documentText(response)
    const type = response.headers.get('content-type') ?? 'no content type'
    const found = text.trimStart().startsWith('{') ? document(parseJson(text), { method, path }) : undefined
    if (found === undefined) {
      rejectHtmlPage(response)
      throw new Error(`${response.status} with ${type} and no JSON:API document`)
    }
    return found
  }
