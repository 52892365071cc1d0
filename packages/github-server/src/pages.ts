import type { Exchange } from './exchange.ts'

const SIZE = 30
const LARGEST = 100

/**
 * One page of a list, and the header that leads to the others. What isn't a size or a page counts as none given.
 * https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function pageOf<T>(c: Exchange, all: readonly T[], size = SIZE): readonly T[] {
  const perPage = Math.min(positive(c.req.query('per_page')) ?? size, Math.max(size, LARGEST))
  const page = positive(c.req.query('page')) ?? 1
  const last = Math.max(1, Math.ceil(all.length / perPage))
  const links = [
    ...(page > 1 ? [link(c, Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(c, page + 1, 'next'), link(c, last, 'last')] : []),
    ...(page > 1 ? [link(c, 1, 'first')] : [])
  ]
  if (links.length > 0) c.header('link', links.join(', '))
  return all.slice((page - 1) * perPage, page * perPage)
}

/** Links name the repository by its id. */
function link(c: Exchange, page: number, rel: string): string {
  const { site, repository } = c.var
  const query = new URLSearchParams(new URL(c.req.url).search)
  query.set('page', String(page))
  const path = c.req.path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`)
  return `<${site.api}${path}?${query}>; rel="${rel}"`
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text)
  return Number.isSafeInteger(value) && value > 0 ? value : undefined
}
