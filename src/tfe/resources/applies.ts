import { one, related, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'
import { phase, type Phase } from './plans.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies */
export interface Apply extends Phase {
  /** The state versions that this apply wrote. */
  readonly stateVersionIds: readonly string[]
}

export class Applies {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<Apply> {
    return apply(one(await this.#http.get(path`/applies/${id}`, options)))
  }
}

export const apply = (resource: Resource): Apply => ({
  ...phase(resource),
  stateVersionIds: related(resource, 'state-versions')
})
