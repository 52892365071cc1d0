import { ApiError, RunFailed } from '../errors.ts'
import { Fields, type Document, type Resource } from './document.ts'
import type { Http } from './http.ts'
import { isOf, type OwnedOptions } from './owner.ts'

/** The most that the API gives at once. */
const PAGE_SIZE = 100
/** A list that says of each page that another one follows is not followed for ever. */
const MAX_PAGES = 10_000

/**
 * The resources of a list, one page after another as they are asked for. A list that is not complete is refused. https://developer.hashicorp.com/terraform/cloud-docs/api-docs#pagination
 */
export async function* pages(
  http: Http,
  path: string,
  options?: OwnedOptions,
  isSettled = true
): AsyncGenerator<Resource> {
  for await (const { resource } of pagesWithIncluded(http, path, options, [], isSettled)) yield resource
}

/** The same, each resource with what was included in its page. `optional` are parameters that an older server may refuse with 400. Without `isSettled`, entries may be counted before they are listed. */
export async function* pagesWithIncluded(
  http: Http,
  path: string,
  { of: owner = {}, ...options }: OwnedOptions = {},
  optional: readonly string[] = [],
  isSettled = true
): AsyncGenerator<{ readonly resource: Resource; readonly included: readonly Resource[] }> {
  let asked = options.query
  let next: string | undefined
  const seen = new Set<string>()
  let least = Infinity
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
    const before = seen.size
    for (const resource of data) {
      // An entry that was listed already has moved on, because another one came before it.
      const key = resource.id === '' ? `entry ${seen.size}` : `${resource.type} ${resource.id}`
      if (seen.has(key)) continue
      seen.add(key)
      if (isOf(resource, owner)) yield { resource, included }
    }
    const pagination = paginationOf(answer)
    least = Math.min(least, pagination?.count('total-count') ?? Infinity)
    const isRepeated = data.length > 0 && seen.size === before
    if (next === undefined && pagination !== undefined && (isRepeated || !isPage(page, pagination, data.length)))
      throw new RunFailed(
        `GET ${path}: the service was asked for page ${page} and answered with another one. ${INCOMPLETE}`
      )
    next = linkToNext(http, path, answer)
    if (isRepeated || data.length === 0 || (next === undefined && !goesOn(answer, page))) {
      if (!isSettled || seen.size >= least || least === Infinity) return
      throw new RunFailed(`GET ${path}: the service counts ${least} entries and lists ${seen.size}. ${INCOMPLETE}`)
    }
    if (page >= MAX_PAGES)
      throw new RunFailed(`GET ${path}: the list does not end: there are more than ${MAX_PAGES} pages.`)
  }
}

/** Some servers count no page of an empty list. */
function isPage(page: number, pagination: Fields, entries: number): boolean {
  const shown = pagination.count('current-page') ?? page
  return shown === page || (shown === 0 && page === 1 && entries === 0 && pagination.count('total-count') === 0)
}

const INCOMPLETE =
  'The list is not complete, so the action does not use it. Check the server, and the proxies before it'

function paginationOf({ meta }: Document): Fields | undefined {
  const pagination = new Fields(meta).fields('pagination')
  return Object.keys(pagination.json).length === 0 ? undefined : pagination
}

/**
 * Whether another page may follow. Without pagination data, a list may have been cut at a size of its server's own, which is a round number: then the next
 * page tells.
 */
function goesOn(answer: Document, page: number): boolean {
  const pagination = paginationOf(answer)
  if (pagination === undefined) return answer.data.length % 10 === 0
  const [next, total] = [pagination.count('next-page'), pagination.count('total-pages')]
  return (next ?? total ?? 0) > page
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
export function ownPath(base: URL, link: string): string | undefined {
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
