import { ApiError } from '../../errors.ts'
import { one, type Resource } from '../document.ts'
import { downloadJson } from '../download.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'

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

export interface PlanJson {
  readonly text: string
  /** Whether sensitive values were left out by the service. */
  readonly redacted: boolean
}

/** Bytes of a plan that is still looked at. */
const LARGEST_JSON = 67_108_864

export class Plans {
  readonly #http: Http
  /** What was read of the last plan: a finished one does not change, and digests of two documents can't be compared. */
  #latest: { readonly id: string; readonly json: PlanJson } | undefined

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<Plan> {
    return plan(one(await this.#http.get(path`/plans/${id}`, options)))
  }

  /**
   * The plan as JSON: without sensitive values where the server has that, else whole where the token may read it (administrators may).
   * Undefined where there is neither, and where it is too large to be looked at.
   */
  async json(id: string, options?: Options): Promise<PlanJson | undefined> {
    if (this.#latest?.id === id) return this.#latest.json
    const json = await this.#json(id, options)
    if (json !== undefined) this.#latest = { id, json }
    return json
  }

  /** The schemas of the plan's providers, which the redacted plan carries itself. */
  schemas(id: string, options?: Options): Promise<string | undefined> {
    return this.#output(path`/plans/${id}/json-schema`, options)
  }

  async #json(id: string, options?: Options): Promise<PlanJson | undefined> {
    const redacted = await this.#output(path`/plans/${id}/json-output-redacted`, options)
    if (redacted !== undefined) return { text: redacted, redacted: true }
    const whole = await this.#output(path`/plans/${id}/json-output`, options)
    return whole === undefined ? undefined : { text: whole, redacted: false }
  }

  /** Not every server, version of Terraform and token has every output, which is no failure. */
  async #output(route: string, options?: Options): Promise<string | undefined> {
    try {
      const text = await downloadJson(this.#http, route, LARGEST_JSON, options?.signal)
      return text === '' ? undefined : text
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 422)) return undefined
      throw error
    }
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
