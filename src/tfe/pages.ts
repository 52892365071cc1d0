import { RunFailed } from '../errors.ts'
import { Fields, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'

/** The most that the API gives at once. */
const PAGE_SIZE = 100
/** A list that says of each page that another one follows is not followed for ever. */
const MOST_PAGES = 10_000

/**
 * The resources of a list, one page after another as they are asked for. A list without pagination data is one page, however it is
 * asked for. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination
 */
export async function* pages(http: Http, path: string, options: Options = {}): AsyncGenerator<Resource> {
  for (let page = 1; ; page++) {
    const query = { ...options.query, 'page[number]': page, 'page[size]': options.query?.['page[size]'] ?? PAGE_SIZE }
    const { data, meta } = await http.get(path, { ...options, query })
    yield* data
    const pagination = new Fields(meta).fields('pagination')
    const last = pagination.count('next-page') ?? pagination.count('total-pages') ?? 0
    if (data.length === 0 || last <= page) return
    if (page >= MOST_PAGES)
      throw new RunFailed(`GET ${path}: the list does not end: there are more than ${MOST_PAGES} pages.`)
  }
}

/** The size of a page for whoever wants so many. */
export const pageSize = (count: number): number => Math.min(count, PAGE_SIZE)

/** So many of a list, and no page beyond them. */
export async function first<T>(list: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of list) {
    found.push(item)
    if (found.length >= count) break
  }
  return found
}
