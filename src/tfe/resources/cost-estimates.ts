import { resourceById, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/cost-estimates */
export interface CostEstimate {
  readonly id: string
  readonly status: string
  readonly errorMessage: string | undefined
  /** US dollars a month, as decimal text. */
  readonly prior: string | undefined
  readonly proposed: string | undefined
  readonly delta: string | undefined
  /** How many resources have a price, and how many don't. */
  readonly matched: number | undefined
  readonly unmatched: number | undefined
}

export class CostEstimates {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<CostEstimate> {
    return costEstimate(resourceById(await this.#http.get(path`/cost-estimates/${id}`, options), id))
  }
}

const costEstimate = ({ id, attributes }: Resource): CostEstimate => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  errorMessage: attributes.text('error-message'),
  prior: attributes.text('prior-monthly-cost'),
  proposed: attributes.text('proposed-monthly-cost'),
  delta: attributes.text('delta-monthly-cost'),
  matched: attributes.count('matched-resources-count'),
  unmatched: attributes.count('unmatched-resources-count')
})
