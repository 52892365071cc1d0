import { ApiError } from '../../errors.ts'
import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** A tag: a key, and a value where it has one. */
export interface Tag {
  readonly key: string
  readonly value: string | undefined
}

/** A tag as a document names it. */
export const tagBinding = ({ key, value = '' }: Tag) => ({ type: 'tag-bindings', attributes: { key, value } })

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#get-tags */
export class Tags {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** What is bound to the workspace itself. Undefined on servers that know no tags with values. */
  bindings(workspaceId: string, options?: Options): Promise<readonly Tag[] | undefined> {
    return this.#bindings(path`/workspaces/${workspaceId}/tag-bindings`, options)
  }

  bindingsOfProject(projectId: string, options?: Options): Promise<readonly Tag[] | undefined> {
    return this.#bindings(path`/projects/${projectId}/tag-bindings`, options)
  }

  /** The workspace's, and those of its project. */
  effective(workspaceId: string, options?: Options): Promise<readonly Tag[] | undefined> {
    return this.#bindings(path`/workspaces/${workspaceId}/effective-tag-bindings`, options)
  }

  async #bindings(route: string, options?: Options): Promise<readonly Tag[] | undefined> {
    try {
      return await this.#all(route, 'key', options)
    } catch (error) {
      if (ApiError.is(error, 404)) return undefined
      throw error
    }
  }

  async #all(route: string, name: string, options?: Options): Promise<readonly Tag[]> {
    const all: Tag[] = []
    for await (const { attributes } of pages(this.#http, route, options)) {
      const key = attributes.text(name)
      if (key !== undefined) all.push({ key, value: attributes.text('value') })
    }
    return all
  }

  /** Adds tags, or gives those that exist another value. Repeatable. */
  bind(workspaceId: string, tags: readonly Tag[], options?: Options): Promise<void> {
    const route = path`/workspaces/${workspaceId}/tag-bindings`
    return this.#http.act(route, { data: tags.map(tagBinding) }, { ...options, method: 'PATCH', policy: 'repeatable' })
  }

  /** The older tags, which are names. */
  names(workspaceId: string, options?: Options): Promise<readonly Tag[]> {
    return this.#all(path`/workspaces/${workspaceId}/relationships/tags`, 'name', options)
  }

  addNames(workspaceId: string, names: readonly string[], options?: Options): Promise<void> {
    const data = names.map(name => ({ type: 'tags', attributes: { name } }))
    const route = path`/workspaces/${workspaceId}/relationships/tags`
    return this.#http.act(route, { data }, { ...options, policy: 'repeatable' })
  }
}
