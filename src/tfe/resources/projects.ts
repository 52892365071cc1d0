import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects */
export interface Project {
  readonly id: string
  readonly name: string
}

export class Projects {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Undefined where no project has that name, or the token can't see it. */
  async findByName(organization: string, name: string, options?: Options): Promise<Project | undefined> {
    const route = path`/organizations/${organization}/projects`
    const asked = { ...options, query: { 'filter[names]': name }, of: { organization } }
    for await (const { id, attributes } of pages(this.#http, route, asked)) {
      if (attributes.text('name') === name) return { id, name }
    }
    return undefined
  }

  /** The id of one that the token may see, whichever. */
  async anyId(organization: string, { signal }: Pick<Options, 'signal'>): Promise<string | undefined> {
    const options = { signal, query: { 'page[size]': 1 }, of: { organization } }
    for await (const { id } of pages(this.#http, path`/organizations/${organization}/projects`, options)) return id
    return undefined
  }
}
