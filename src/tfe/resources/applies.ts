import { resourceById, relatedIds, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'
import { toPhase, type Phase } from './plans.ts'

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
    return toApply(resourceById(await this.#http.get(path`/applies/${id}`, options), id))
  }
}

export const toApply = (resource: Resource): Apply => ({
  ...toPhase(resource),
  stateVersionIds: relatedIds(resource, 'state-versions')
})
