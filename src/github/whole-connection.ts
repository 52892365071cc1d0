/** A page of a list of GraphQL: https://docs.github.com/en/graphql/guides/using-pagination-in-the-graphql-api */
export interface Connection<T> {
  readonly nodes?: readonly (T | null)[] | null
  readonly pageInfo?: { readonly hasNextPage?: boolean; readonly endCursor?: string | null }
}

type Page<T> = Connection<T> | null | undefined

const MAX_PAGES = 50

/** All of a list, from its first page on. Undefined where GitHub does not give all of it. */
export async function wholeConnection<T>(
  first: Page<T>,
  read: (after: string) => Promise<Page<T>>
): Promise<readonly (T | null)[] | undefined> {
  const all: (T | null)[] = []
  let page = first
  for (let pages = 1; pages <= MAX_PAGES; pages++) {
    const { nodes, pageInfo } = page ?? {}
    if (nodes === undefined || nodes === null) return undefined
    all.push(...nodes)
    if (pageInfo?.hasNextPage === false) return all
    if (typeof pageInfo?.endCursor !== 'string') return undefined
    page = await read(pageInfo.endCursor)
  }
  return undefined
}
