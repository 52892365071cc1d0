import { GithubUnavailable } from './github-request.ts'

/** What a page of a list is asked for by. */
export interface PageQuery {
  readonly per_page: number
  readonly page: number
}

/** A page of a list, and the header that names the others: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export interface ListPage<T> {
  readonly data: readonly T[]
  readonly headers: { readonly link?: string | undefined }
}

const PAGE_SIZE = 100
/** A list that says of each page that another one follows is not followed for ever. */
const MAX_PAGES = 1_000

/** The relations of a `Link` header that are about pages: https://www.rfc-editor.org/rfc/rfc8288#section-3 */
const PAGING = /\brel\s*=\s*"?(?:[^\s",;]+\s+)*(?:next|prev|first|last)\b/i
const NEXT = /\brel\s*=\s*"?(?:[^\s",;]+\s+)*next\b/i

/**
 * All entries of a list, each once. How many a page has says nothing of the end: Gitea and Forgejo know no `per_page`, and have pages of another
 * size. The end is where `Link` names no next page, or, without this header, where a page brings nothing new.
 */
export async function wholeList<T>(
  ask: (query: PageQuery) => Promise<ListPage<T>>,
  keyOf: (entry: T) => unknown
): Promise<T[]> {
  const found = new Map<unknown, T>()
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { data, headers } = await ask({ per_page: PAGE_SIZE, page })
    const before = found.size
    for (const entry of data) if (!found.has(keyOf(entry))) found.set(keyOf(entry), entry)
    const link = headers.link ?? ''
    const hasNext = NEXT.test(link)
    if (found.size === before && hasNext)
      throw new GithubUnavailable(
        `GitHub lists nothing new on page ${page}, and says that another page follows. ${INCOMPLETE}`
      )
    if (found.size === before || (PAGING.test(link) && !hasNext)) return [...found.values()]
  }
  throw new GithubUnavailable(`GitHub lists more than ${MAX_PAGES} pages. ${INCOMPLETE}`)
}

/** Readings of a list that changes while it is read. */
const MAX_READINGS = 5

/**
 * The same of a list from which entries may go while it is read: one of a later page then moves to a page that was read before. A list that may
 * have several pages is read until two readings agree.
 */
export async function settledList<T>(
  ask: (query: PageQuery) => Promise<ListPage<T>>,
  keyOf: (entry: T) => unknown
): Promise<T[]> {
  let firstPage: ListPage<T> | undefined
  const read = () =>
    wholeList(async query => {
      const page = await ask(query)
      if (query.page === 1) firstPage = page
      return page
    }, keyOf)
  const keysOf = (list: readonly T[]): string => JSON.stringify(list.map(keyOf))
  const mayHaveMore = (): boolean =>
    (firstPage?.data.length ?? 0) >= PAGE_SIZE || PAGING.test(firstPage?.headers.link ?? '')
  let list = await read()
  for (let readings = 1; mayHaveMore(); readings++) {
    if (readings > MAX_READINGS) throw new GithubUnavailable(`GitHub lists other entries each time. ${INCOMPLETE}`)
    const earlier = list
    list = await read()
    if (keysOf(list) === keysOf(earlier)) break
  }
  return list
}

const INCOMPLETE =
  'The list may not be complete, so the action does not use it. Check the server, and the proxies in front of it'
