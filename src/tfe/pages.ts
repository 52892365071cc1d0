import { ApiError, RunFailed } from '../errors.ts'
import { Fields, type Document, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'

/** The most that the API gives at once. */
const PAGE_SIZE = 100
/** A list that says of each page that another one follows is not followed for ever. */
const MAX_PAGES = 10_000

/**
 * The resources of a list, one page after another as they are asked for. A list without pagination data is one page, however it is
 * asked for. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination
 */
export async function* pages(http: Http, path: string, options?: Options): AsyncGenerator<Resource> {
  for await (const { resource } of pagesWithIncluded(http, path, options)) yield resource
}

/** The same, each resource with what was included in its page. `optional` are parameters that an older server may refuse with 400. */
export async function* pagesWithIncluded(
  http: Http,
  path: string,
  options: Options = {},
  optional: readonly string[] = []
): AsyncGenerator<{ readonly resource: Resource; readonly included: readonly Resource[] }> {
  let asked = options.query
  let next: string | undefined
  for (let page = 1; ; page++) {
    const query = { ...asked, 'page[number]': page, 'page[size]': options.query?.['page[size]'] ?? PAGE_SIZE }
    const answer = await http
      .get(next ?? path, next === undefined ? { ...options, query } : { ...options, query: {} })
      .catch((error: unknown) => {
        if (page > 1 || !ApiError.is(error, 400) || !optional.some(name => asked?.[name] !== undefined)) throw error
        asked = Object.fromEntries(Object.entries(asked ?? {}).filter(([name]) => !optional.includes(name)))
        return http.get(path, {
          ...options,
          query: { ...query, ...Object.fromEntries(optional.map(name => [name, undefined])) }
        })
      })
    const { data, included } = answer
    for (const resource of data) yield { resource, included }
    next = linkToNext(http, path, answer)
    if (data.length === 0 || (next === undefined && lastPage(answer) <= page)) return
    if (page >= MAX_PAGES)
      throw new RunFailed(`GET ${path}: the list does not end: there are more than ${MAX_PAGES} pages.`)
  }
}

function lastPage({ meta }: Document): number {
  const pagination = new Fields(meta).fields('pagination')
  return pagination.count('next-page') ?? pagination.count('total-pages') ?? 0
}

/** The next page of a list without pagination data: https://jsonapi.org/format/#fetching-pagination */
function linkToNext(http: Http, path: string, { meta, links }: Document): string | undefined {
  const link = links.value('next')
  const address = typeof link === 'string' ? link : new Fields(link).text('href')
  if (new Fields(meta).value('pagination') !== undefined || address === undefined || address === '') return undefined
  const own = ownPath(http.url(''), address)
  if (own === undefined)
    throw new RunFailed(
      `GET ${path}: the next page of the list is at an address outside of the API, ${URL.parse(address)?.origin ?? 'which can not be read'}. The token is not sent there.`
    )
  return own
}

/** The path of a link below the API's base, its query included. Undefined where it leads elsewhere. */
function ownPath(base: URL, link: string): string | undefined {
  const url = URL.parse(link, base.href)
  const isOwn = url?.origin === base.origin && url.pathname.startsWith(`${base.pathname}/`)
  return isOwn ? url.pathname.slice(base.pathname.length) + url.search : undefined
}

/** The size of a page for whoever wants so many. */
export const pageSize = (count: number): number => Math.min(count, PAGE_SIZE)

/** So many of a list, and no page beyond them. */
export async function firstOf<T>(list: AsyncIterable<T>, count: number): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of list) {
    found.push(item)
    if (found.length >= count) break
  }
  return found
}
