import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/agents */
export class AgentPools {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** The id of the pool of that name. Undefined where there is none, or none that the token may see. */
  async findByName(organization: string, name: string, options?: Options): Promise<string | undefined> {
    const route = path`/organizations/${organization}/agent-pools`
    const asked = { ...options, query: { q: name }, of: { organization } }
    for await (const { id, attributes } of pages(this.#http, route, asked)) {
      if (attributes.text('name') === name) return id
    }
    return undefined
  }
}
