import { one, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import { path } from './path.ts'

/** What a plan, or an apply, has counted. Undefined before the service knows. */
export interface Counts {
  readonly additions: number | undefined
  readonly changes: number | undefined
  readonly destructions: number | undefined
  readonly imports: number | undefined
}

/** A run's plan or apply, as far as they are alike. */
export interface Phase extends Counts {
  readonly id: string
  readonly status: string
  /** Where its log is, once it has begun. A secret. */
  readonly logReadUrl: string | undefined
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans */
export interface Plan extends Phase {
  readonly hasChanges: boolean | undefined
}

export class Plans {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<Plan> {
    return plan(one(await this.#http.get(path`/plans/${id}`, options)))
  }
}

export const plan = (resource: Resource): Plan => ({
  ...phase(resource),
  hasChanges: resource.attributes.flag('has-changes')
})

export const phase = ({ id, attributes }: Resource): Phase => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  logReadUrl: attributes.text('log-read-url'),
  additions: attributes.count('resource-additions'),
  changes: attributes.count('resource-changes'),
  destructions: attributes.count('resource-destructions'),
  imports: attributes.count('resource-imports')
})
