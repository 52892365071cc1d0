import { ApiError, RunFailed } from '../../errors.ts'
import type { Answer } from '../../network/fetch.ts'
import { singleResource, type Resource } from '../document.ts'
import { download, downloadJson } from '../download.ts'
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
const MAX_JSON_BYTES = 67_108_864

/** The plan as JSON with sensitive values, which administrators of a workspace may read; or without. */
export type PlanSource = 'whole' | 'redacted'

/** What reads a plan in pieces. */
export interface PieceReader<T> {
  write(piece: Uint8Array): void
  end(): T
}

/** Bytes that a plan may have. */
const MAX_STREAM_BYTES = 4 * 2 ** 30

export class Plans {
  readonly #http: Http
  /** What was read of the last plan: a finished one does not change, and digests of two documents can't be compared. */
  #latest: { readonly id: string; readonly json: PlanJson } | undefined

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<Plan> {
    return toPlan(singleResource(await this.#http.get(path`/plans/${id}`, options)))
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

  /** Reads the plan as JSON in pieces, whatever its size. `status` says why there is none: 204 where it is not there yet. */
  async stream<T>(
    id: string,
    source: PlanSource,
    begin: () => PieceReader<T>,
    options?: Options
  ): Promise<{ readonly value: T } | { readonly status: number }> {
    const route = source === 'whole' ? path`/plans/${id}/json-output` : path`/plans/${id}/json-output-redacted`
    const consume = async (response: Answer, alive: () => void) => {
      const reader = begin()
      let bytes = 0
      for await (const piece of response.body ?? []) {
        alive()
        bytes += piece.byteLength
        if (bytes > MAX_STREAM_BYTES) throw new RunFailed(`it has more than ${MAX_STREAM_BYTES / 2 ** 30} GiB`)
        reader.write(piece)
      }
      return bytes === 0 ? { status: 204 } : { value: reader.end() }
    }
    try {
      return await download(this.#http, this.#http.url(route), route, consume, options?.signal)
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 422)) return { status: error.status }
      throw error
    }
  }

  /** Not every server, version of Terraform and token has every output, which is no failure. */
  async #output(route: string, options?: Options): Promise<string | undefined> {
    try {
      const text = await downloadJson(this.#http, route, MAX_JSON_BYTES, options?.signal)
      return text === '' ? undefined : text
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 422)) return undefined
      throw error
    }
  }
}

export const toPlan = (resource: Resource): Plan => ({
  ...toPhase(resource),
  hasChanges: resource.attributes.flag('has-changes')
})

export const toPhase = ({ id, attributes }: Resource): Phase => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  logReadUrl: attributes.text('log-read-url'),
  additions: attributes.count('resource-additions'),
  changes: attributes.count('resource-changes'),
  destructions: attributes.count('resource-destructions'),
  imports: attributes.count('resource-imports')
})
