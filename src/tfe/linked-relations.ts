import { ApiError, RunFailed } from '../errors.ts'
import type { Json } from '../json.ts'
import { Fields, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import { ownPath, pages } from './pages.ts'

export interface LinkOptions extends Options {
  /** Whether links are followed again that have led to one resource before. */
  readonly isAnew?: boolean
}

/** Reads what relationships only link to. https://jsonapi.org/format/#document-resource-object-relationships */
export class LinkedRelations {
  readonly #http: Http
  /** What a link to one resource led to. It mostly stays the same. */
  readonly #known = new Map<string, Json>()

  constructor(http: Http) {
    this.#http = http
  }

  /** The resource with the ids of what these relationships link to, where they name none themselves. */
  async named(
    of: Resource,
    { one, many }: { readonly one: readonly string[]; readonly many: readonly string[] },
    { isAnew = false, ...options }: LinkOptions = {}
  ): Promise<Resource> {
    const asked = [...one, ...many].flatMap(name => {
      const link = linkOf(of, name)
      return link === undefined ? [] : [{ name, link, isMany: many.includes(name) }]
    })
    if (asked.length === 0) return of
    if (isAnew) for (const { link } of asked) this.#known.delete(link)
    const found = await Promise.all(
      asked.map(async ({ name, link, isMany }) => {
        const data = isMany ? await this.#all(name, link, options) : await this.#first(name, link, options)
        return [name, { ...new Fields(of.relationships[name]).json, data }] as const
      })
    )
    return { ...of, relationships: { ...of.relationships, ...Object.fromEntries(found) } }
  }

  async #first(name: string, link: string, options?: Options): Promise<Json> {
    const known = this.#known.get(link)
    if (known !== undefined) return known
    const [resource] = await unlessMissing(async () => (await this.#http.get(this.#path(name, link), options)).data)
    if (resource === undefined) return null
    const data = identifier(resource)
    this.#known.set(link, data)
    return data
  }

  async #all(name: string, link: string, options?: Options): Promise<Json> {
    const path = this.#path(name, link)
    return (await unlessMissing(() => Array.fromAsync(pages(this.#http, path, options)))).map(identifier)
  }

  #path(name: string, link: string): string {
    const own = ownPath(this.#http.url(''), link)
    if (own !== undefined) return own
    throw new RunFailed(
      `The service links to "${name}" at an address outside of the API, ${URL.parse(link)?.origin ?? 'which can not be read'}. The action does not send the token there. Check the server, and the proxies before it`
    )
  }
}

/** Where a relationship leads that names nothing itself. One that is null names that there is nothing. */
function linkOf({ relationships }: Resource, name: string): string | undefined {
  const relationship = new Fields(relationships[name])
  if (relationship.value('data') !== undefined) return undefined
  const links = relationship.fields('links')
  return links.text('related') ?? links.fields('related').text('href')
}

const identifier = ({ id, type }: Resource): Json => ({ id, type })

/** What does not exist, or not yet, is answered with 404. */
async function unlessMissing(read: () => Promise<readonly Resource[]>): Promise<readonly Resource[]> {
  try {
    return await read()
  } catch (error) {
    if (ApiError.is(error, 404)) return []
    throw error
  }
}
